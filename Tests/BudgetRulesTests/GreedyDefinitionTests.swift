import Testing

@testable import BudgetRules

/// The greedy rule against a direct transcription of its definition on small random votes.
@Suite struct GreedyDefinitionTests {
    @Test("the rule agrees with its definition (seeds 1 to 6000)")
    func definition() throws {
        var decisions: [String: Int] = [:]
        for seed in 1...6000 as ClosedRange<UInt64> {
            let vote = try RandomVote(seed)
            let outcome = try vote.decide(vote.order)
            let expected = vote.transcribed(vote.order)
            #expect(outcome.winners.map { [$0.project, $0.granted] } == expected, "seed \(seed)")
            #expect(outcome.spent + outcome.left == vote.instance.budget, "seed \(seed)")
            #expect(outcome.spent == expected.reduce(0) { $0 + $1[1] }, "seed \(seed)")
            #expect(outcome.trace.map(\.project).sorted() == Array(vote.votes.indices), "seed \(seed)")
            for step in outcome.trace {
                decisions[String("\(step.decision)".prefix { $0 != "(" }), default: 0] += 1
            }
        }
        let all = [
            "funded", "partFunded", "tooDear", "overCap", "belowMinimum", "excluded", "noVotes", "stopped",
        ]
        for name in all { #expect(decisions[name, default: 0] > 100, "\(name)") }
    }

    @Test("a tie is called decisive exactly when another order of it grants differently (seeds 1 to 6000)")
    func ties() throws {
        var found = [false: 0, true: 0]
        for seed in 1...6000 as ClosedRange<UInt64> {
            let vote = try RandomVote(seed)
            let outcome = try vote.decide(vote.order)
            let granted = Set(outcome.winners.map { [$0.project, $0.granted] })
            for tie in outcome.ties {
                let differs = try permutations(tie.projects).contains { rivals in
                    var rest = rivals[...]
                    let members = Set(tie.projects)
                    let order = vote.order.map { members.contains($0) ? rest.popFirst() ?? $0 : $0 }
                    return try Set(vote.decide(order).winners.map { [$0.project, $0.granted] }) != granted
                }
                #expect(tie.decisive == differs, "seed \(seed)")
                found[differs, default: 0] += 1
            }
        }
        #expect(found[true, default: 0] > 100 && found[false, default: 0] > 100)
    }

    private func permutations(_ items: [Int]) -> [[Int]] {
        guard items.count > 1 else { return [items] }
        return items.indices.flatMap { place in
            var others = items
            let first = others.remove(at: place)
            return permutations(others).map { [first] + $0 }
        }
    }
}

private struct RandomVote {
    let instance: Instance
    let rule: GreedyRule
    let votes: [Int]
    let withdrawn: Set<String>
    let order: [Int]

    init(_ seed: UInt64) throws {
        var random = SplitMix(seed)
        let areas = ["east", "west"]
        let projects = (0..<random.below(6) + 1).map { place in
            Project(
                id: "p\(place)", cost: random.below(8), categories: areas.filter { _ in random.below(3) == 0 },
                neighborhood: random.below(2) == 0 ? nil : areas[random.below(2)])
        }
        instance = try Instance(budget: random.below(20) + 1, projects: projects)
        votes = projects.map { _ in random.below(5) }
        func caps() -> [String: Int] {
            random.below(2) == 0 ? [:] : ["east": random.below(12), "west": random.below(12)]
        }
        rule = GreedyRule(
            satisfaction: Satisfaction.allCases[random.below(2)],
            leftover: GreedyRule.Leftover.allCases[random.below(3)],
            minScore: random.below(3), neighborhoodCaps: caps(), categoryCaps: caps(),
            fundUnsupported: random.below(4) == 0)
        withdrawn = Set(projects.map(\.id).filter { _ in random.below(8) == 0 })
        order = projects.indices.shuffled(using: &random)
    }

    func decide(_ order: [Int]) throws -> Outcome {
        try rule.decide(
            instance, votes: votes, excluded: .withdrawn(withdrawn), tieOrder: order.map { instance.projects[$0].id })
    }

    /// Looks for the best of the remaining projects again and again, and adds up everything anew each time.
    func transcribed(_ order: [Int]) -> [[Int]] {
        let projects = instance.projects
        var remaining = projects.indices.filter { !withdrawn.contains(projects[$0].id) && votes[$0] >= rule.minScore }
        if !rule.fundUnsupported { remaining.removeAll { votes[$0] == 0 } }
        var granted: [[Int]] = []
        func spent(where belongs: (Project) -> Bool) -> Int {
            granted.filter { belongs(projects[$0[0]]) }.reduce(0) { $0 + $1[1] }
        }
        func goesBefore(_ a: Int, _ b: Int) -> Bool {
            let free = [a, b].map { projects[$0].cost == 0 && votes[$0] > 0 }
            if free[0] != free[1] { return free[0] }
            // Costs are below 8, so 840 / cost is whole; a free project's votes or 0 need no division.
            func score(_ p: Int) -> Int {
                rule.satisfaction == .cost || projects[p].cost == 0 ? votes[p] * 840 : votes[p] * 840 / projects[p].cost
            }
            if score(a) != score(b) { return score(a) > score(b) }
            return (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
        }
        while let best = remaining.first(where: { p in remaining.allSatisfy { $0 == p || goesBefore(p, $0) } }) {
            remaining.removeAll { $0 == best }
            let project = projects[best]
            let overArea = rule.neighborhoodCaps.contains { name, cap in
                project.neighborhood == name && spent { $0.neighborhood == name } + project.cost > cap
            }
            let overCategory = rule.categoryCaps.contains { name, cap in
                project.categories.contains(name) && spent { $0.categories.contains(name) } + project.cost > cap
            }
            if overArea || overCategory { continue }
            let left = instance.budget - spent { _ in true }
            if project.cost <= left {
                granted.append([best, project.cost])
            } else if rule.leftover != .skip {
                if rule.leftover == .partFund, left > 0 { granted.append([best, left]) }
                break
            }
        }
        return granted
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for a seed everywhere.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
