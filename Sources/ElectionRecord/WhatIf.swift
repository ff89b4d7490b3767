import BallotCrypto
import BudgetRules
import Wire

/// What the same ballots would have decided under other rules (spec/files.md, "what-if.json"). Nobody voted knowing
/// them, and with another rule people may vote otherwise.
enum WhatIf {
    /// Maximin support divides all costs anew for every project that it looks at: above so many approvals it is left
    /// out, as everybody who verifies would wait for it.
    private static let mostApprovals = 50_000

    /// Throws `RecordError` when a rule can't decide.
    static func document(_ replay: Replay, _ recount: Recount) throws(RecordError) -> JSON {
        var contests: [JSON] = []
        for count in recount.contests {
            guard let outcome = count.outcome else { continue }
            let won = Set(outcome.winners.map(\.project))
            let described: [JSON]
            do throws(RuleError) {
                let profile = try Profile(count.instance, approvals: count.selections.map(\.projects))
                let excluded = replay.withdrawn[count.contest.id, default: []]
                    .reduce(into: [String: Exclusion]()) { $0[$1] = .withdrawn }
                let rules = others(than: count.contest.rule, profile, scale: replay.election?.manifest.scale ?? 1)
                described = try parallelMap(count: rules.count, chunk: 1) { (place) throws(RuleError) in
                    let outcome = try rules[place].rule.decide(
                        count.instance, profile, excluded: excluded, tieOrder: count.tieOrder)
                    return self.described(rules[place], outcome, won, count.instance)
                }
            } catch {
                throw RecordError("contest \(count.contest.id): what if: \(error)")
            }
            contests.append(["contest": .string(count.contest.id), "rules": .array(described)])
        }
        return ["contests": .array(contests)]
    }

    /// In the order of spec/files.md; all have the minimum score of the contest's own rule, and greedy ones its other
    /// settings too.
    private static func others(than own: Rule, _ profile: Profile, scale: Int) -> [Rule] {
        let minScore = PabulibRule.minScore(of: own)
        var greedy = GreedyRule(minScore: minScore)
        if case .greedy(let rule) = own { greedy = rule }
        var rules: [Rule] = []
        for satisfaction in [Satisfaction.cost, .number] {
            for leftover in GreedyRule.Leftover.allCases {
                greedy.satisfaction = satisfaction
                greedy.leftover = leftover
                rules.append(.greedy(greedy))
            }
        }
        for satisfaction in [Satisfaction.cost, .number] {
            for completion in [EqualShares.Completion.none, .add1, .add1u, .greedy] {
                rules.append(
                    .equalShares(
                        EqualShares(
                            satisfaction: satisfaction, completion: completion, increment: scale, minScore: minScore)))
            }
        }
        rules.append(.phragmen(SequentialPhragmen(completion: .greedy, minScore: minScore)))
        if profile.votes.reduce(0, +) <= mostApprovals {
            rules.append(.maximinSupport(MaximinSupport(minScore: minScore)))
        }
        for satisfaction in [Satisfaction.cost, .number] {
            rules.append(.maxWelfare(MaxWelfare(satisfaction: satisfaction, minScore: minScore)))
        }
        return rules.filter { $0 != own }
    }

    private static func described(_ rule: Rule, _ outcome: Outcome, _ won: Set<Int>, _ instance: Instance) -> JSON {
        let winners = outcome.winners.map(\.project)
        func ids(_ projects: [Int]) -> JSON { .array(projects.map { .string(instance.projects[$0].id) }) }
        return [
            "rule": rule.json, "winners": ids(winners), "spent": .integer(outcome.spent),
            "left": .integer(outcome.left),
            "gained": ids(winners.filter { !won.contains($0) }),
            "lost": ids(instance.projects.indices.filter { won.contains($0) && !winners.contains($0) }),
        ]
    }
}
