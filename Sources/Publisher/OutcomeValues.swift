import BudgetRules
import ElectionRecord
import Wire

// The page that says who won, and why.
extension Edition {
    var outcome: [String: Any] {
        var values = turnout
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

    /// Codes and ballots, by district and in all.
    private var turnout: [String: Any] {
        let roll = subject.replay.roll
        func row(_ name: String, _ codes: Int, _ ballots: Int) -> [String: Any] {
            [
                "name": name, "codes": words.number(codes), "ballots": words.number(ballots),
                "share": words.percent(ballots, of: codes),
            ]
        }
        let rows = subject.manifest.districts.enumerated().map { index, district in
            row(local(district.name), roll.enrolled[index] - roll.revoked[index], roll.ballots[index])
        }
        let codes = roll.enrolled.reduce(0, +) - roll.revoked.reduce(0, +)
        let hasRoll = !roll.enrolled.isEmpty
        return [
            "turnout": hasRoll ? rows : [], "has_turnout": hasRoll,
            "all": row(words("turnout.all"), codes, roll.ballots.reduce(0, +)),
        ]
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
            return [
                "name": name(result.project), "reason": reasons.sentence(project),
                "votes": words.number(result.votes ?? 0), "cost": money(result.project.cost),
                "about": [result.project.neighborhood, result.project.categories.joined(separator: ", ")]
                    .compactMap { $0?.isEmpty == false ? $0 : nil }.joined(separator: " · "),
            ]
        }
        let others = outcome.trace.map(\.project).filter { !results[$0].isSelected }
        let share = outcome.spent.share(of: count.contest.budget, in: 1000)
        let own: [String: Any] = [
            "opened": true, "spent": money(outcome.spent), "left": money(outcome.left),
            "spent_share": words.percent(outcome.spent, of: count.contest.budget), "spent_width": "\(share)",
            "blank": words.number(count.blank), "invalid": words.number(count.invalid.count),
            "rule": words("rule.\(count.contest.rule.name)"),
            "winners": outcome.winners.map { row($0.project) }, "losers": others.map(row),
            "has_losers": !others.isEmpty, "none": outcome.winners.isEmpty,
            "winner_count": words("contest.winners", n: outcome.winners.count),
            "loser_count": words("contest.losers", n: others.count),
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
