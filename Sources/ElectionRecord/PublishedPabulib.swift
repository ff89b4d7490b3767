import BudgetRules
import Wire

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
        // The format has no blank vote.
        let votes = count.selections.filter { !$0.projects.isEmpty }.enumerated().map { index, selection in
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

    /// In Pabulib's own order; empty values are set or removed by what the instance says.
    private static func meta(_ replay: Replay, _ election: Election, _ count: ContestCount) -> [Column] {
        let manifest = election.manifest
        let language = manifest.languages.first ?? "en"
        let rule = count.contest.rule
        var meta = [
            Column(
                "description",
                (manifest.title[Verbatim(language)] ?? "") + ", " + (count.contest.title[Verbatim(language)] ?? "")),
            Column("country", manifest.country), Column("unit", manifest.unit),
            Column("instance", manifest.id + "/" + count.contest.id), Column("num_projects", ""),
            Column("num_votes", ""), Column("budget", ""), Column("vote_type", ""),
            Column("rule", PabulibRuleName.name(of: rule, scale: manifest.scale)),
            Column("date_begin", manifest.window.opens.day),
            Column("date_end", (replay.closes ?? manifest.window.closes).day), Column("min_length", ""),
            Column("max_length", ""), Column("min_sum_cost", ""), Column("max_sum_cost", ""),
        ]
        if rule.minScore > 0 {
            meta.append(Column("min_project_score_threshold", String(rule.minScore)))
        }
        var neighborhoods: [(key: String, value: Int)] = []
        var categories: [(key: String, value: Int)] = []
        if case .greedy(let greedy) = rule {
            neighborhoods = greedy.neighborhoodCaps.sorted { NFCName($0.key) < NFCName($1.key) }
            categories = greedy.categoryCaps.sorted { NFCName($0.key) < NFCName($1.key) }
        }
        func list(_ key: String, _ values: [String]) {
            if !values.isEmpty { meta.append(Column(key, values.joined(separator: ","))) }
        }
        list("neighborhoods", neighborhoods.map(\.key))
        list("categories", categories.map(\.key))
        meta += [
            Column("edition", manifest.id), Column("language", language), Column("currency", manifest.currency),
        ]
        var comments = PabulibRuleName.comments(rule, scale: manifest.scale)
        if count.blank > 0 { comments.append("Blank ballots are left out: \(count.blank).") }
        comments = comments.enumerated().map { "#\($0 + 1): \($1)" }
        if !comments.isEmpty { meta.append(Column("comment", comments.joined(separator: " "))) }
        if case .greedy(let greedy) = rule, greedy.leftover == .partFund {
            meta.append(Column("leftover_budget", "Partially fund the first project that does not fit"))
        }
        list("budget_per_category", categories.map { Amount.text($0.value, scale: manifest.scale) })
        list("budget_per_neighborhood", neighborhoods.map { Amount.text($0.value, scale: manifest.scale) })
        return meta
    }
}
