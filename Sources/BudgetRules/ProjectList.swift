/// The projects of an election definition: a CSV file with the columns of Pabulib's PROJECTS section, separated by
/// `,` or, when the header holds one, by `;`. Costs are whole numbers in the unit of money that the vote uses.
public enum ProjectList {
    /// Throws `TextError` as `Table` does, and for no projects, an id that is empty, repeated or holds a comma, a cost
    /// that isn't a whole number from 0, and costs whose sum overflows.
    public static func read(_ bytes: [UInt8]) throws(TextError) -> [Project] {
        let header = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let separator = header.contains(DelimitedText.semicolon) ? DelimitedText.semicolon : DelimitedText.comma
        let table = try Table(bytes, separator: separator, required: ["project_id", "cost"])
        return try projects(table, scale: 1)
    }

    /// The projects of `table`, costs times `scale`, which is 1 or 100.
    static func projects(_ table: Table, scale: Int) throws(TextError) -> [Project] {
        guard let first = table.rows.first else { throw TextError(line: 2, "expected a project, found none") }
        guard !(table.columns.contains("target") && table.columns.contains("beneficiaries")) else {
            throw TextError(line: first.line - 1, field: "target", "expected this column or beneficiaries, found both")
        }
        var seen: [String: Int] = [:]
        var total = 0
        var projects: [Project] = []
        for row in table.rows {
            let project = try project(row, table.columns, scale)
            guard !project.id.isEmpty, !project.id.utf8.contains(DelimitedText.comma) else {
                throw row.error("project_id", "expected an id without commas", found: project.id)
            }
            if let earlier = seen.updateValue(row.line, forKey: project.id) {
                throw row.error("project_id", "expected an id that isn't on line \(earlier)", found: project.id)
            }
            let (sum, overflow) = total.addingReportingOverflow(project.cost)
            guard !overflow else {
                throw row.error("cost", "expected all costs together to be at most \(Int.max / scale)", found: "more")
            }
            total = sum
            projects.append(project)
        }
        return projects
    }

    private static func project(
        _ row: Table.Row, _ columns: [String], _ scale: Int
    ) throws(TextError) -> Project {
        var project = Project(id: "", cost: 0)
        for (key, value) in zip(columns, row.fields) {
            switch key {
            case "project_id": project.id = value
            case "cost": project.cost = try cost(row, scale)
            case "name": project.name = value
            case "category": project.categories = list(value)
            case "target", "beneficiaries": project.targets = list(value)
            case "neighborhood": project.neighborhood = value.isEmpty || value == "none" ? nil : value
            case "description": project.description = value.isEmpty ? nil : value
            default: project.extra.append(Column(key, value))
            }
        }
        return project
    }

    private static func cost(_ row: Table.Row, _ scale: Int) throws(TextError) -> Int {
        guard scale != 1 else { return try row.number("cost") }
        let text = row["cost"] ?? ""
        guard let cost = Amount.hundredths(text) else {
            throw row.error("cost", "expected an amount with two decimals at most", found: text)
        }
        return cost
    }

    /// The parts of a field that lists several values.
    static func list(_ field: String) -> [String] {
        if field == "none" { return [] }
        return field.split(separator: ",").map(trimmed).filter { !$0.isEmpty }
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0 == " " }
        let end = start.lastIndex { $0 != " " }
        return end.map { String(start[...$0]) } ?? ""
    }
}
