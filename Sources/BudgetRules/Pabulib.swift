/// A vote as a Pabulib file tells it: http://pabulib.org/format.
///
/// What is read is written back byte for byte, but for quotes, which stand only where they must.
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
    private let form: PabulibForm

    init(
        meta: [Column], instance: Instance, votes: [Vote], scale: Int, projectColumns: [String], voteColumns: [String],
        form: PabulibForm = PabulibForm()
    ) {
        self.meta = meta
        self.instance = instance
        self.votes = votes
        self.scale = scale
        self.projectColumns = projectColumns
        self.voteColumns = voteColumns
        self.form = form
    }

    /// The file with the form of the one whose rows are given.
    func formed(_ form: PabulibForm, projects: [[String]], votes: [[String]]) -> Pabulib {
        var form = form
        for (place, row) in projects.enumerated() where fields(instance.projects[place]) != row {
            form.projects[place] = row
        }
        for (place, row) in votes.enumerated() where fields(self.votes[place]) != row { form.votes[place] = row }
        return Pabulib(
            meta: meta, instance: instance, votes: self.votes, scale: scale, projectColumns: projectColumns,
            voteColumns: voteColumns, form: form)
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
        func section(_ name: String, _ columns: [String], _ rows: some Sequence<[String]>) -> String {
            name + "\n" + Table.text(columns: columns, rows: rows, separator: DelimitedText.semicolon)
        }
        let text =
            section("META", ["key", "value"], meta.lazy.map { [$0.key, $0.value] })
            + section(
                "PROJECTS", projectColumns, instance.projects.enumerated().lazy.map { form.projects[$0] ?? fields($1) })
            + section("VOTES", voteColumns, votes.enumerated().lazy.map { form.votes[$0] ?? fields($1) })
        return form == PabulibForm() ? text : form.applied(to: text)
    }

    private func fields(_ project: Project) -> [String] {
        let extra = project.extra.byKey
        return projectColumns.map { column in
            switch column {
            case "project_id": project.id
            case "cost": Amount.text(project.cost, scale: scale)
            case "name": project.name
            case "category": project.categories.joined(separator: ",")
            case "target", "beneficiaries": project.targets.joined(separator: ",")
            case "neighborhood": project.neighborhood ?? ""
            case "description": project.description ?? ""
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
