import BudgetRules

/// The opened ballots of a contest as a Pabulib file, for researchers and for other rules (spec/files.md).
enum PublishedPabulib {
    /// Throws `RecordError` when a text of the manifest can't stand in the format.
    static func bytes(_ replay: Replay, _ election: Election, _ count: ContestCount) throws(RecordError) -> [UInt8] {
        let results = ProjectResult.all(count)
        let projects = results.map { result in
            var project = result.project
            project.extra = [Column("votes", String(result.votes ?? 0)), Column("selected", selected(result))]
            return project
        }
        let votes = count.selections.enumerated().map { index, selection in
            Pabulib.Vote(voter: String(index + 1), projects: selection.projects)
        }
        do {
            let instance = try Instance(
                budget: count.contest.budget, projects: projects, voteType: count.contest.voteType,
                limits: count.contest.limits)
            let file = try Pabulib(
                meta: meta(replay, election, count), instance: instance, votes: votes, scale: election.manifest.scale)
            return Array(file.text.utf8)
        } catch {
            throw RecordError("\(RecordFolder.pabulibPath(contest: count.contest.id)): \(error)")
        }
    }

    /// Pabulib's marks: 0 not chosen, 1 chosen, 2 chosen and funded in part.
    private static func selected(_ result: ProjectResult) -> String {
        switch result.decision {
        case .partFunded: "2"
        default: result.isSelected ? "1" : "0"
        }
    }

    private static func meta(_ replay: Replay, _ election: Election, _ count: ContestCount) -> [Column] {
        let manifest = election.manifest
        let language = manifest.languages.first ?? "en"
        var meta = [
            Column("description", (manifest.title[language] ?? "") + ", " + (count.contest.title[language] ?? "")),
            Column("country", manifest.country), Column("unit", manifest.unit),
            Column("instance", manifest.id + "/" + count.contest.id), Column("num_projects", ""),
            Column("num_votes", ""), Column("budget", ""), Column("vote_type", ""),
            Column("rule", "greedy"), Column("date_begin", manifest.window.opens.day),
            Column("date_end", (replay.closes ?? manifest.window.closes).day), Column("language", language),
            Column("currency", manifest.currency), Column("edition", manifest.id),
        ]
        if case .greedy(let rule) = count.contest.rule { describe(rule, count, &meta) }
        return meta
    }

    private static func describe(_ rule: GreedyRule, _ count: ContestCount, _ meta: inout [Column]) {
        func set(_ key: String, _ value: String) {
            if let place = meta.firstIndex(where: { $0.key == key }) {
                meta[place].value = value
            } else {
                meta.append(Column(key, value))
            }
        }
        if rule.satisfaction != .cost { set("rule", "greedy-custom") }
        switch rule.leftover {
        case .skip: break
        case .stop: set("rule", "greedy-no-skip")
        case .partFund: set("leftover_budget", "Partially fund the first project that does not fit")
        }
        if rule.minScore > 0 {
            set("rule", "greedy-threshold")
            set("min_project_score_threshold", String(rule.minScore))
        }
        for (caps, names, amounts) in [
            (rule.neighborhoodCaps, "neighborhoods", "budget_per_neighborhood"),
            (rule.categoryCaps, "categories", "budget_per_category"),
        ] where !caps.isEmpty {
            let order = caps.keys.sorted()
            set(names, order.joined(separator: ","))
            set(amounts, order.map { String(caps[$0] ?? 0) }.joined(separator: ","))
        }
    }
}
