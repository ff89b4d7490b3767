import Testing

@testable import BudgetRules

@Suite struct ExclusionTests {
    private let projects = ["a", "b", "c", "d"].map { Project(id: $0, cost: 4) }

    private func decide(
        _ rule: GreedyRule, excluded: [String: Exclusion] = [:], budget: Int = 8
    ) throws -> Outcome {
        let instance = try Instance(budget: budget, projects: projects)
        return try rule.decide(
            instance, votes: [9, 8, 8, 1], excluded: excluded, tieOrder: projects.map(\.id))
    }

    @Test("one at most of incompatible projects wins; the others stop nothing")
    func incompatible() throws {
        for leftover in GreedyRule.Leftover.allCases {
            let outcome = try decide(GreedyRule(leftover: leftover, incompatible: [["b", "a"]]))
            #expect(outcome.winners.map(\.project) == [0, 2])
            #expect(outcome.trace[1].decision == .incompatible(with: 0))
        }
    }

    @Test("a tie among incompatible projects is decisive")
    func ties() throws {
        let outcome = try decide(GreedyRule(incompatible: [["b", "c"]]), budget: 16)
        #expect(outcome.winners.map(\.project) == [0, 1, 3])
        #expect(outcome.ties == [Tie(projects: [1, 2], decisive: true)])
    }

    @Test("a project that is funded in part shuts its rivals out too")
    func partFunded() throws {
        let outcome = try decide(GreedyRule(leftover: .partFund, incompatible: [["b", "c"]]), budget: 6)
        #expect(
            outcome.winners == [Winner(project: 0, granted: 4, votes: 9), Winner(project: 1, granted: 2, votes: 8)])
    }

    @Test("sets of incompatible projects name two projects or more that exist, each once")
    func faults() {
        for ids in [["a"], ["a", "a"], ["a", "x"], []] {
            #expect(throws: RuleError.incompatible(ids)) { try decide(GreedyRule(incompatible: [ids])) }
        }
    }

    @Test("projects that other money pays for don't compete, under any rule")
    func alreadyFunded() throws {
        let instance = try Instance(budget: 8, projects: projects)
        let profile = try Profile(instance, approvals: [[0, 1, 2], [0], [0, 1]])
        let rules: [any BudgetRule] = [
            GreedyRule(), EqualShares(), SequentialPhragmen(), MaximinSupport(), MaxWelfare(),
        ]
        for rule in rules {
            let outcome = try rule.decide(
                instance, profile, excluded: ["a": .alreadyFunded, "b": .withdrawn], tieOrder: projects.map(\.id))
            let decisions = Dictionary(uniqueKeysWithValues: outcome.trace.map { ($0.project, $0.decision) })
            #expect(decisions[0] == .excluded(.alreadyFunded) && decisions[1] == .excluded(.withdrawn))
            #expect(!outcome.winners.contains { $0.project < 2 })
            #expect(throws: RuleError.excluded("x")) {
                try rule.decide(instance, profile, excluded: ["x": .withdrawn], tieOrder: projects.map(\.id))
            }
        }
    }
}
