extension Pabulib {
    /// The keys that every META section has.
    static let required = [
        "description", "country", "unit", "instance", "num_projects", "num_votes", "budget", "vote_type", "rule",
        "date_begin", "date_end",
    ]

    /// Reads a file: UTF-8, with or without a byte order mark, lines ending in LF or CRLF.
    ///
    /// A project that one approval vote names twice is taken once. Throws `TextError` as `Table` and `ProjectList` do,
    /// and for sections other than META, PROJECTS and VOTES in this order, a META key that is missing or repeated, a
    /// budget of 0 or less, amounts with more than two decimals, numbers of projects or votes other than META says, a
    /// repeated voter and a vote for a project that isn't listed.
    public init(_ bytes: [UInt8]) throws(TextError) {
        let records = try DelimitedText(bytes, separator: DelimitedText.semicolon).records
        let projectsAt = try Self.start(of: "PROJECTS", in: records)
        let votesAt = try Self.start(of: "VOTES", in: records)
        guard try Self.start(of: "META", in: records) == 0, projectsAt < votesAt else {
            throw TextError(line: 1, "expected the sections META, PROJECTS and VOTES, found another order")
        }
        let meta = try Meta(Table(records[1..<projectsAt], after: 1, required: []))
        let projectTable = try Table(
            records[(projectsAt + 1)..<votesAt], after: records[projectsAt].line, required: ["project_id", "cost"])
        let voteTable = try Table(
            records[(votesAt + 1)...], after: records[votesAt].line, required: ["voter_id", "vote"])
        try meta.expect("num_projects", projectTable.rows.count)
        try meta.expect("num_votes", voteTable.rows.count)

        let amounts = meta.amounts + projectTable.rows.compactMap { $0["cost"] }
        let scale = amounts.contains(where: Amount.hasDecimals) ? 100 : 1
        let projects = try ProjectList.projects(projectTable, scale: scale)
        let instance = try meta.instance(projects, scale)
        let plain = Pabulib(
            meta: meta.columns, instance: instance, votes: try Self.votes(voteTable, instance), scale: scale,
            projectColumns: projectTable.columns, voteColumns: voteTable.columns)
        self = plain.formed(
            PabulibForm(of: bytes), projects: projectTable.rows.map(\.fields), votes: voteTable.rows.map(\.fields))
    }

    private static func start(of section: String, in records: [DelimitedText.Record]) throws(TextError) -> Int {
        let starts = records.indices.filter {
            records[$0].fields.count == 1 && ProjectList.trimmed(records[$0].fields[0]).uppercased() == section
        }
        guard let start = starts.first else {
            throw TextError(line: (records.last?.line ?? 0) + 1, "expected a section \(section), found none")
        }
        if starts.count > 1 {
            throw TextError(line: records[starts[1]].line, "expected one section \(section), found another")
        }
        return start
    }

    private static func votes(_ table: Table, _ instance: Instance) throws(TextError) -> [Vote] {
        var places: [String: Int] = [:]
        for (place, project) in instance.projects.enumerated() { places[project.id] = place }
        var voters: [String: Int] = [:]
        var votes: [Vote] = []
        for row in table.rows {
            let voter = row["voter_id"] ?? ""
            if let earlier = voters.updateValue(row.line, forKey: voter) {
                throw row.error("voter_id", "expected a voter that isn't on line \(earlier)", found: voter)
            }
            let vote = row["vote"] ?? ""
            var projects: [Int] = []
            var named: Set<Int> = []
            for part in vote.split(separator: ",", omittingEmptySubsequences: vote.isEmpty) {
                let id = ProjectList.trimmed(part)
                guard let project = places[id] else {
                    throw row.error("vote", "expected the ids of projects", found: id)
                }
                if named.insert(project).inserted {
                    projects.append(project)
                } else if !instance.voteType.isSupported {
                    throw row.error("vote", "expected each project once", found: id)
                }
            }
            let extra = zip(table.columns, row.fields).filter { $0.0 != "voter_id" && $0.0 != "vote" }
            votes.append(Vote(voter: voter, projects: projects, extra: extra.map { Column($0.0, $0.1) }))
        }
        return votes
    }
}

/// The META section, while the rest of the file is read.
private struct Meta {
    let columns: [Column]
    private let rows: [String: Table.Row]

    init(_ table: Table) throws(TextError) {
        guard table.columns == ["key", "value"] else {
            throw TextError(line: 2, "expected the header key;value, found \(table.columns.joined(separator: ";"))")
        }
        var rows: [String: Table.Row] = [:]
        for row in table.rows {
            let key = row.fields[0]
            if let earlier = rows.updateValue(row, forKey: key) {
                throw row.error("key", "expected a key that isn't on line \(earlier.line)", found: key)
            }
        }
        for key in Pabulib.required where rows[key] == nil {
            throw TextError(line: (table.rows.last?.line ?? 2) + 1, field: key, "expected this key, found none")
        }
        columns = table.rows.map { Column($0.fields[0], $0.fields[1]) }
        self.rows = rows
    }

    /// The amounts that decide whether the file uses decimals.
    var amounts: [String] {
        ["budget", "min_sum_cost", "max_sum_cost"].compactMap(value)
    }

    func expect(_ key: String, _ count: Int) throws(TextError) {
        if try number(key) != count { throw error(key, "expected \(count), as there are") }
    }

    func instance(_ projects: [Project], _ scale: Int) throws(TextError) -> Instance {
        guard let type = value("vote_type").flatMap(VoteType.init) else {
            let names = VoteType.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("vote_type", "expected one of \(names)")
        }
        guard let budget = try amount("budget", scale), budget > 0 else {
            throw error("budget", "expected an amount above 0")
        }
        let limits = Limits(
            minLength: try number("min_length") ?? 0, maxLength: try number("max_length"),
            minSumCost: try amount("min_sum_cost", scale), maxSumCost: try amount("max_sum_cost", scale))
        do throws(InstanceError) {
            return try Instance(budget: budget, projects: projects, voteType: type, limits: limits)
        } catch {
            throw TextError(line: 1, "\(error)")
        }
    }

    private func value(_ key: String) -> String? {
        rows[key]?.fields[1].nonempty
    }

    private func number(_ key: String) throws(TextError) -> Int? {
        guard let text = value(key) else { return nil }
        guard let number = Amount.whole(text) else { throw error(key, "expected a whole number") }
        return number
    }

    private func amount(_ key: String, _ scale: Int) throws(TextError) -> Int? {
        guard let text = value(key) else { return nil }
        guard let amount = scale == 1 ? Amount.whole(text) : Amount.hundredths(text) else {
            throw error(key, "expected an amount with two decimals at most")
        }
        return amount
    }

    private func error(_ key: String, _ expected: String) -> TextError {
        rows[key]?.error(key, expected, found: value(key) ?? "") ?? TextError(line: 1, field: key, expected)
    }
}

extension String {
    /// nil for what Pabulib calls absent.
    fileprivate var nonempty: String? { isEmpty || self == "none" ? nil : self }
}
