import BudgetRules
import ElectionRecord
import Wire

// The page that says who won, and why.
extension Edition {
    var outcome: [String: Any] {
        let hasRoll = !subject.replay.roll.enrolled.isEmpty
        var values = turnout(hasRoll ? [byDistrict] : [])
        values["has_turnout"] = hasRoll
        values["running"] = subject.recount == nil
        values["status"] = status
        values["contests"] = (subject.recount?.contests ?? []).map(contest)
        values["several_contests"] = (subject.recount?.contests.count ?? 0) > 1
        values["dataset"] = Dataset(edition: self).text
        return values
    }

    private var status: String {
        let closes = subject.replay.closes ?? subject.manifest.window.closes
        let times = ["opens": moment(subject.manifest.window.opens), "closes": moment(closes)]
        return words("status.\(subject.replay.phase)", times)
    }

    private func contest(_ count: ContestCount) -> [String: Any] {
        var values: [String: Any] = [
            "id": count.contest.id, "title": local(count.contest.title), "budget": money(count.contest.budget),
            "ballots": words.number(count.ballots),
        ]
        guard let outcome = count.outcome else {
            values["unopened"] = words("contest.unopened", ["least": words.number(subject.manifest.minAnon)])
            return values
        }
        let results = ProjectResult.all(count)
        let reasons = Reasons(count, outcome, self)
        func row(_ project: Int) -> [String: Any] {
            let result = results[project]
            let about = [result.project.neighborhood, result.project.categories.joined(separator: ", ")]
                .compactMap { $0?.isEmpty == false ? $0 : nil }
            return [
                "name": name(result.project), "reason": reasons.sentence(project),
                "votes": words.number(result.votes ?? 0), "cost": money(result.project.cost),
                "about": about.joined(separator: " · "), "has_about": !about.isEmpty,
            ]
        }
        func list(_ heading: String, _ projects: [Int]) -> [String: Any] {
            [
                "heading": words(heading, n: projects.count), "rows": projects.map(row), "has_rows": !projects.isEmpty,
            ]
        }
        let others = outcome.trace.map(\.project).filter { !results[$0].isSelected }
        let share = outcome.spent.share(of: count.contest.budget, in: 1000)
        let own: [String: Any] = [
            "opened": true, "spent": money(outcome.spent), "left": money(outcome.left),
            "spent_share": words.percent(outcome.spent, of: count.contest.budget), "spent_width": "\(share)",
            "blank": words.number(count.blank), "invalid": words.number(count.invalid.count),
            "rule": words.rule(count.contest.rule),
            "winners": list("contest.winners", outcome.winners.map(\.project)),
            "losers": list("contest.losers", others),
            "chart": VotesChart(count, outcome, self).values, "draws": draws(count, outcome),
        ]
        return values.merging(own) { _, own in own }
    }

    /// The ties that mattered, with the order that broke them.
    private func draws(_ count: ContestCount, _ outcome: Outcome) -> [[String: Any]] {
        outcome.ties.filter(\.decisive).map { tie in
            let names = tie.projects.map { name(count.instance.projects[$0]) }
            return [
                "about": words("draw.\(count.contest.ties.rawValue)", n: tie.projects.count), "names": names,
                "seed": count.contest.ties == .lot ? subject.recount?.lot.seed.hex ?? "" : false,
            ]
        }
    }
}
