import BallotCrypto
import BudgetRules
import Wire

/// What the same ballots would have decided under other rules (spec/files.md, "what-if.json"). Nobody voted knowing
/// them, and with another rule people may vote otherwise.
enum WhatIf {
    /// Throws `RecordError` when a rule can't decide.
    static func document(_ replay: Replay, _ recount: Recount) throws(RecordError) -> JSON {
        let counts = recount.contests.filter { $0.outcome != nil }
        let rules = rules(
            beside: counts.map { ($0.contest.rule, $0.instance, $0.profile) },
            scale: replay.election?.manifest.scale ?? 1)
        // A rule and what completes its outcome are one task; all tasks of all contests are shared out to the cores.
        let tasks = rules.enumerated().flatMap { contest, rules in
            families(rules).map { (contest: contest, places: $0) }
        }
        let described = try parallelMap(count: tasks.count, chunk: 1) { (number) throws(RecordError) in
            let (contest, places) = tasks[number]
            return try Self.described(
                places.map { rules[contest][$0] }, counts[contest],
                replay.withdrawn[counts[contest].contest.id, default: []])
        }
        var sorted = rules.map { [JSON](repeating: .null, count: $0.count) }
        for (task, described) in zip(tasks, described) {
            for (place, rule) in zip(task.places, described) { sorted[task.contest][place] = rule }
        }
        return [
            "contests": .array(
                zip(counts, sorted).map { ["contest": .string($0.contest.id), "rules": .array($1)] })
        ]
    }

    /// The rules that are compared with the contests' own, by contest, in the manifest's order.
    static func rules(beside own: [(rule: Rule, instance: Instance, profile: Profile)], scale: Int) -> [[Rule]] {
        var work = ComparedWork()
        return own.map { rule, instance, profile in
            others(
                than: rule, work.families(instance, profile),
                increment: max(scale, EqualShares.leastIncrement(for: instance)))
        }
    }

    /// The places of each rule, and after it of the one that completes its outcome.
    private static func families(_ rules: [Rule]) -> [[Int]] {
        var families: [[Int]] = []
        for (place, rule) in rules.enumerated() {
            if let family = families.firstIndex(where: { completes(rule, rules[$0[0]]) }) {
                families[family].append(place)
            } else {
                families.append([place])
            }
        }
        return families
    }

    /// Whether the rule completes the other's outcome.
    private static func completes(_ rule: Rule, _ other: Rule) -> Bool {
        guard case .equalShares(let rule) = rule, case .equalShares(var other) = other else { return false }
        switch (other.completion, rule.completion) {
        case (.none, .greedy), (.add1, .add1u): other.completion = rule.completion
        default: return false
        }
        return other == rule
    }

    /// What the rules of one family decide.
    private static func described(
        _ rules: [Rule], _ count: ContestCount, _ withdrawn: Set<String>
    ) throws(RecordError) -> [JSON] {
        let won = Set((count.outcome?.winners ?? []).map(\.project))
        let excluded = [String: Exclusion](withdrawn: withdrawn)
        var described: [JSON] = []
        var last: Outcome?
        do throws(RuleError) {
            for rule in rules {
                let outcome: Outcome
                if let last, case .equalShares(let shares) = rule {
                    outcome = try shares.completed(
                        last, count.instance, count.profile, excluded: excluded, tieOrder: count.tieOrder)
                } else {
                    outcome = try rule.rule.decide(
                        count.instance, count.profile, excluded: excluded, tieOrder: count.tieOrder)
                }
                last = outcome
                described.append(Self.described(rule, outcome, won, count.instance))
            }
        } catch {
            throw RecordError("contest \(count.contest.id): what if: \(error)")
        }
        return described
    }

    /// Greedy rules and those of `families` in the order of spec/files.md; all have the minimum score of the contest's own
    /// rule, and greedy ones its other settings too.
    private static func others(than own: Rule, _ families: Set<Rule.Family>, increment: Int) -> [Rule] {
        let minScore = own.minScore
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
                            satisfaction: satisfaction, completion: completion, increment: increment, minScore: minScore
                        )))
            }
        }
        rules.append(.phragmen(SequentialPhragmen(completion: .greedy, minScore: minScore)))
        rules.append(.maximinSupport(MaximinSupport(minScore: minScore)))
        for satisfaction in [Satisfaction.cost, .number] {
            rules.append(.maxWelfare(MaxWelfare(satisfaction: satisfaction, minScore: minScore)))
        }
        return rules.filter { $0 != own && $0.family.map(families.contains) != false }
    }

    private static func described(_ rule: Rule, _ outcome: Outcome, _ won: Set<Int>, _ instance: Instance) -> JSON {
        let winners = outcome.winners.map(\.project)
        let wins = Set(winners)
        func ids(_ projects: [Int]) -> JSON { .array(projects.map { .string(instance.projects[$0].id) }) }
        return [
            "rule": rule.json, "winners": ids(winners), "spent": .integer(outcome.spent),
            "left": .integer(outcome.left),
            "gained": ids(winners.filter { !won.contains($0) }),
            "lost": ids(instance.projects.indices.filter { won.contains($0) && !wins.contains($0) }),
        ]
    }
}
