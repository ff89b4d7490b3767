extension Pabulib {
    /// The file of a vote that was held here. `meta` is kept in its order; the keys that follow from the other
    /// arguments (numbers, budget, vote type, limits) are set to what they say.
    ///
    /// `scale` says how many of the instance's units of money make one of the file's: 1, or 100 for cents in euros.
    /// Throws `TextError` where the file that this makes couldn't be read: a required META key that is missing, an id
    /// with a comma, a repeated voter. Lines are those of that file.
    public init(
        meta: [Column], instance: Instance, votes: [Vote], scale: Int = 1
    ) throws(TextError) {
        for (place, vote) in votes.enumerated() {
            for project in vote.projects where !instance.projects.indices.contains(project) {
                throw TextError(
                    line: place + 1, field: "vote",
                    "expected a project below \(instance.projects.count), found \(project)")
            }
        }
        // What is read back is what was written; of plain votes one stands for all.
        let plain = instance.projects.allSatisfy(\.hasPlainID) && votes.dropFirst().allSatisfy(\.isPlain)
        let meta = Self.completed(meta, instance, votes.count, scale)
        let written = Pabulib(
            meta: meta, instance: instance, votes: votes, scale: scale,
            projectColumns: Self.columns(instance.projects), voteColumns: Self.columns(votes))
        guard plain, let first = votes.first else {
            try self.init(Array(written.text.utf8))
            return
        }
        let sample = Pabulib(
            meta: Self.completed(meta, instance, 1, scale), instance: instance, votes: [first], scale: scale,
            projectColumns: written.projectColumns, voteColumns: written.voteColumns)
        _ = try Pabulib(Array(sample.text.utf8))
        self = written
    }

    private static func completed(
        _ meta: [Column], _ instance: Instance, _ votes: Int, _ scale: Int
    ) -> [Column] {
        func amount(_ units: Int) -> String { Amount.text(units, scale: scale) }
        let limits = instance.limits
        let facts: [(String, String?)] = [
            ("num_projects", "\(instance.projects.count)"),
            ("num_votes", "\(votes)"),
            ("budget", amount(instance.budget)),
            ("vote_type", instance.voteType.rawValue),
            ("min_length", limits.minLength == 0 ? nil : "\(limits.minLength)"),
            ("max_length", limits.maxLength.map { "\($0)" }),
            ("min_sum_cost", limits.minSumCost.map(amount)),
            ("max_sum_cost", limits.maxSumCost.map(amount)),
        ]
        var meta = meta
        for (key, value) in facts {
            let place = meta.firstIndex { $0.key == key }
            switch (place, value) {
            case (let place?, let value?): meta[place].value = value
            case (nil, let value?): meta.append(Column(key, value))
            case (let place?, nil): meta.remove(at: place)
            case (nil, nil): break
            }
        }
        return meta
    }

    /// Pabulib's own order of the columns that any project has; others follow as they came.
    private static func columns(_ projects: [Project]) -> [String] {
        let optional: [(String, (Project) -> Bool)] = [
            ("name", { !$0.name.isEmpty }), ("category", { !$0.categories.isEmpty }),
            ("beneficiaries", { !$0.targets.isEmpty }), ("neighborhood", { $0.neighborhood != nil }),
        ]
        let present = optional.filter { projects.contains(where: $0.1) }.map(\.0) + keys(projects.map(\.extra))
        let order = ["votes", "score", "name", "category", "beneficiaries", "selected", "neighborhood"]
        return ["project_id", "cost"] + order.filter(present.contains) + present.filter { !order.contains($0) }
    }

    private static func columns(_ votes: [Vote]) -> [String] {
        ["voter_id", "vote"] + keys(votes.map(\.extra))
    }

    /// Every key of `rows` once, in the order in which they first appear.
    private static func keys(_ rows: [[Column]]) -> [String] {
        var seen: Set<String> = []
        return rows.joined().map(\.key).filter { seen.insert($0).inserted }
    }
}

extension Pabulib.Vote {
    /// Whether no field of it needs quotes: a plain voter who chose something.
    fileprivate var isPlain: Bool { extra.isEmpty && !projects.isEmpty && voter.isPlain }
}

extension Project {
    fileprivate var hasPlainID: Bool { id.isPlain }
}

extension String {
    /// Letters, digits and hyphens.
    fileprivate var isPlain: Bool {
        !isEmpty
            && utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
            }
    }
}
