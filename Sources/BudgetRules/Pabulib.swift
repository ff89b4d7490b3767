/// A vote as a Pabulib file tells it: http://pabulib.org/format.
///
/// What is read is written back with the same sections, columns and values; lines end in LF, lists have no spaces,
/// and quotes stand only where they must.
public struct Pabulib: Hashable, Sendable {
    /// One line of the VOTES section.
    public struct Vote: Hashable, Sendable {
        public let voter: String
        /// The projects' places in `Instance.projects`, in the order of the file, each once; none for a blank vote.
        public let projects: [Int]
        /// Every other column, in the order of the file: `points`, `age`, …
        public let extra: [Column]

        public init(voter: String, projects: [Int], extra: [Column] = []) {
            self.voter = voter
            self.projects = projects
            self.extra = extra
        }
    }

    /// Every key of the META section with its value as it stands there.
    public let meta: [Column]
    /// Projects have their further columns, such as `votes` and `selected`, as `extra`.
    public let instance: Instance
    public let votes: [Vote]
    /// How many of the instance's units of money make one of the file's: 100 if any amount in the file has decimals,
    /// otherwise 1.
    public let scale: Int
    let projectColumns: [String]
    let voteColumns: [String]

    init(
        meta: [Column], instance: Instance, votes: [Vote], scale: Int, projectColumns: [String], voteColumns: [String]
    ) {
        self.meta = meta
        self.instance = instance
        self.votes = votes
        self.scale = scale
        self.projectColumns = projectColumns
        self.voteColumns = voteColumns
    }

    /// The value of `key` in the META section, or nil when it is missing, empty or `none`.
    public subscript(key: String) -> String? {
        meta.first { $0.key == key && !$0.value.isEmpty && $0.value != "none" }?.value
    }

    /// The votes as rules take them.
    public var approvals: [Approval] {
        votes.map { $0.projects.sorted() }
    }

    /// The file.
    public var text: String {
        func section(_ name: String, _ columns: [String], _ rows: [[String]]) -> String {
            name + "\n" + Table.text(columns: columns, rows: rows, separator: DelimitedText.semicolon)
        }
        return section("META", ["key", "value"], meta.map { [$0.key, $0.value] })
            + section("PROJECTS", projectColumns, instance.projects.map(fields))
            + section("VOTES", voteColumns, votes.map(fields))
    }

    private func fields(_ project: Project) -> [String] {
        let extra = project.extra.byKey
        return projectColumns.map { column in
            switch column {
            case "project_id": project.id
            case "cost": scale == 1 ? "\(project.cost)" : Amount.text(hundredths: project.cost)
            case "name": project.name
            case "category": project.categories.joined(separator: ",")
            case "target", "beneficiaries": project.targets.joined(separator: ",")
            case "neighborhood": project.neighborhood ?? ""
            default: extra[column] ?? ""
            }
        }
    }

    private func fields(_ vote: Vote) -> [String] {
        let extra = vote.extra.byKey
        return voteColumns.map { column in
            switch column {
            case "voter_id": vote.voter
            case "vote": vote.projects.map { instance.projects[$0].id }.joined(separator: ",")
            default: extra[column] ?? ""
            }
        }
    }
}

extension [Column] {
    var byKey: [String: String] {
        Dictionary(map { ($0.key, $0.value) }) { first, _ in first }
    }
}
