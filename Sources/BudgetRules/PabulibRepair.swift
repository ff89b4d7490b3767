/// Makes a file that strict reading takes of one that it refuses, as they occur in the wild, and says what it changed.
///
/// What nobody could guess is left as it is, for strict reading to refuse: a missing section, budget or vote type, an
/// amount that isn't one.
public struct PabulibRepair {
    /// The file, as strict reading takes it if anything does.
    public private(set) var bytes: [UInt8]
    /// What was changed, with the lines of the file that was given.
    public private(set) var repairs: [TextError] = []

    public init(_ given: [UInt8]) {
        bytes = given
        var text = DelimitedText.lenient(given, separator: DelimitedText.semicolon)
        repairs = text.repairs
        text.records.removeAll { $0.fields.allSatisfy { ProjectList.trimmed($0).isEmpty } }
        guard let sections = Self.sections(text.records) else { return }
        let projects = repairedProjects(sections.projects)
        let votes = repairedVotes(sections.votes, projects.ids, Self.voteType(sections.meta))
        let meta = repairedMeta(sections.meta, projects: projects.rows.count, votes: votes.count)
        repairs.sort { $0.line < $1.line }
        let rows =
            [["META"], ["key", "value"]] + meta + [["PROJECTS"], projects.columns] + projects.rows + [["VOTES"]]
            + sections.votes.prefix(1).map { $0.fields.map(ProjectList.trimmed) } + votes
        bytes = Array(rows.map { DelimitedText.line($0, separator: DelimitedText.semicolon) }.joined().utf8)
    }

    private typealias Record = DelimitedText.Record

    /// Nil unless each section is there once, in order.
    private static func sections(_ records: [Record]) -> (meta: [Record], projects: [Record], votes: [Record])? {
        func places(_ name: String) -> [Int] {
            records.indices.filter { records[$0].fields.first.map { ProjectList.trimmed($0).uppercased() } == name }
                .filter { records[$0].fields.dropFirst().allSatisfy(\.isEmpty) }
        }
        guard places("META") == [0], let projects = places("PROJECTS").first, let votes = places("VOTES").first,
            places("PROJECTS").count == 1, places("VOTES").count == 1, projects < votes
        else { return nil }
        return (Array(records[1..<projects]), Array(records[(projects + 1)..<votes]), Array(records[(votes + 1)...]))
    }

    private static func voteType(_ meta: [Record]) -> VoteType {
        let type = meta.first { $0.fields.first == "vote_type" }?.fields.dropFirst().first ?? ""
        return VoteType(rawValue: ProjectList.trimmed(type)) ?? .approval
    }

    private mutating func repairedMeta(_ records: [Record], projects: Int, votes: Int) -> [[String]] {
        var rows: [[String]] = []
        var places: [String: Int] = [:]
        for record in records.dropFirst() {
            let key = trim(record.fields[0], record, "key")
            // A value with a separator in it that should have stood in quotes.
            var value = record.fields.dropFirst().joined(separator: ";")
            if record.fields.count != 2 { note(record, key, "expected one value, found \(record.fields.count - 1)") }
            let counted = ["num_projects": projects, "num_votes": votes][key]
            if let counted, Amount.whole(value) != counted {
                note(record, key, "expected \(counted), as there are, found \(value)")
                value = "\(counted)"
            }
            if ["budget", "min_sum_cost", "max_sum_cost"].contains(key) { value = amount(value, record, key) }
            guard places.updateValue(rows.count, forKey: key) == nil else {
                note(record, key, "expected this key once; left out")
                continue
            }
            rows.append([key, value])
        }
        let line = (records.last?.line ?? 1) + 1
        let standard = ["num_projects": "\(projects)", "num_votes": "\(votes)", "rule": "unknown"]
        for key in Pabulib.required where places[key] == nil && key != "budget" && key != "vote_type" {
            repairs.append(TextError(line: line, field: key, "expected this key, found none; added"))
            rows.append([key, standard[key] ?? ""])
        }
        return rows
    }

    private mutating func repairedProjects(
        _ records: [Record]
    ) -> (columns: [String], rows: [[String]], ids: Set<String>) {
        let columns = records.first?.fields.map(ProjectList.trimmed) ?? []
        var rows: [[String]] = []
        var ids: Set<String> = []
        for record in records.dropFirst() {
            var fields = fitted(record, to: columns)
            for (place, column) in columns.enumerated() where column == "project_id" || column == "cost" {
                fields[place] = trim(fields[place], record, column)
                guard column == "cost" else { continue }
                fields[place] = amount(fields[place], record, column)
            }
            let id = columns.firstIndex(of: "project_id").map { fields[$0] } ?? ""
            guard ids.insert(id).inserted else {
                note(record, "project_id", "expected each project once, found \(id) again; left out")
                continue
            }
            rows.append(fields)
        }
        return (columns, rows, ids)
    }

    private mutating func repairedVotes(_ records: [Record], _ ids: Set<String>, _ type: VoteType) -> [[String]] {
        let columns = records.first?.fields.map(ProjectList.trimmed) ?? []
        guard let voterAt = columns.firstIndex(of: "voter_id"), let voteAt = columns.firstIndex(of: "vote") else {
            return records.dropFirst().map(\.fields)
        }
        let pointsAt = type == .cumulative || type == .scoring ? columns.firstIndex(of: "points") : nil
        var voters: Set<String> = []
        var rows: [[String]] = []
        for record in records.dropFirst() {
            var fields = fitted(record, to: columns)
            let voter = fields[voterAt]
            var count = 1
            while !voters.insert(fields[voterAt]).inserted {
                count += 1
                fields[voterAt] = "\(voter)-\(count)"
            }
            if count > 1 {
                note(record, "voter_id", "expected each voter once, found \(voter); now \(fields[voterAt])")
            }
            var vote = ProjectList.list(fields[voteAt])
            var points = pointsAt.map { ProjectList.list(fields[$0]) } ?? []
            if pointsAt != nil, points.count != vote.count {
                note(record, "points", "expected \(vote.count) numbers, found \(points.count); the rest left out")
                vote = Array(vote.prefix(points.count))
                points = Array(points.prefix(vote.count))
            }
            var kept: [Int] = []
            for (place, id) in vote.enumerated() {
                if !ids.contains(id) {
                    note(record, "vote", "expected the ids of projects, found \(id); left out")
                } else if !type.isApproval, kept.contains(where: { vote[$0] == id }) {
                    note(record, "vote", "expected each project once, found \(id) again; left out")
                } else {
                    kept.append(place)
                }
            }
            if kept.count < vote.count || vote.count != fields[voteAt].split(separator: ",").count {
                fields[voteAt] = kept.map { vote[$0] }.joined(separator: ",")
            }
            if let pointsAt { fields[pointsAt] = kept.map { points[$0] }.joined(separator: ",") }
            rows.append(fields)
        }
        return rows
    }

    /// As many fields as there are columns.
    private mutating func fitted(_ record: Record, to columns: [String]) -> [String] {
        guard record.fields.count != columns.count else { return record.fields }
        note(record, nil, "expected \(columns.count) fields, found \(record.fields.count)")
        let missing = max(0, columns.count - record.fields.count)
        return Array((record.fields + [String](repeating: "", count: missing)).prefix(columns.count))
    }

    private mutating func trim(_ text: String, _ record: Record, _ field: String) -> String {
        let trimmed = ProjectList.trimmed(text)
        if trimmed != text { note(record, field, "expected no spaces around \"\(trimmed)\"") }
        return trimmed
    }

    /// Without spaces between its digits and without decimals after the second.
    private mutating func amount(_ text: String, _ record: Record, _ field: String) -> String {
        let plain = text.filter { $0 != " " && $0 != "\u{A0}" && $0 != "\u{202F}" }
        guard Amount.hundredths(text) == nil, text != "none", !text.isEmpty else { return text }
        note(record, field, "expected an amount with two decimals at most, found \"\(text)\"")
        let parts = plain.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        return parts.count == 2 && parts[1].count > 2 ? "\(parts[0]).\(parts[1].prefix(2))" : plain
    }

    private mutating func note(_ record: Record, _ field: String?, _ reason: String) {
        repairs.append(TextError(line: record.line, field: field, reason))
    }
}
