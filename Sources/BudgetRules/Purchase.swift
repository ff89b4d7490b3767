/// A winner and what was paid for it.
struct Purchase {
    let project: Int
    let payment: Payment?
    /// The projects that were as cheap, in the tie order.
    let rivals: [Int]
}

extension Field {
    func spent(_ purchases: [Purchase]) -> Int { purchases.reduce(0) { $0 + cost($1.project) } }

    /// The outcome of `purchases`, and of every other project that competed what `fate` says.
    func outcome(_ purchases: [Purchase], shares: Shares? = nil, fate: (Int) -> Decision) -> Outcome {
        let won = Set(purchases.map(\.project))
        var left = instance.budget
        var trace: [Step] = []
        for purchase in purchases {
            trace.append(step(purchase.project, left: left, .funded, purchase.payment))
            left -= cost(purchase.project)
        }
        for project in inTieOrder(instance.projects.indices.filter { !won.contains($0) }) {
            trace.append(step(project, left: left, obstacles[project] ?? fate(project)))
        }
        let ties = purchases.filter { $0.rivals.count > 1 }.map { purchase in
            Tie(projects: purchase.rivals, decisive: !purchase.rivals.allSatisfy(won.contains))
        }
        return Outcome(
            winners: purchases.map { purchase in
                Winner(
                    project: purchase.project, granted: cost(purchase.project), votes: profile.scores[purchase.project])
            },
            spent: instance.budget - left, left: left, votes: profile.scores, ties: ties, trace: trace, shares: shares)
    }

    /// `outcome`, and what it leaves granted by votes, as the greedy rule does that passes over what doesn't fit.
    func completed(
        _ outcome: Outcome, _ excluded: [String: Exclusion], _ tieOrder: [String]
    ) throws(RuleError) -> Outcome {
        let won = Set(outcome.winners.map(\.project))
        let addition = try GreedyRule(minScore: minScore).decide(
            instance, profile, excluded: excluded, tieOrder: tieOrder, after: outcome.winners)
        return Outcome(
            winners: outcome.winners + addition.winners, spent: outcome.spent + addition.spent, left: addition.left,
            votes: outcome.votes, ties: outcome.ties + addition.ties,
            trace: outcome.trace.filter { won.contains($0.project) } + addition.trace, shares: outcome.shares)
    }
}
