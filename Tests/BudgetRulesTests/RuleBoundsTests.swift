import Testing

@testable import BudgetRules

@Suite("What a rule may ask of those who verify", .timeLimit(.minutes(1))) struct RuleBoundsTests {
    private func instance(_ count: Int, named: Int?, budget: Int = 100, costs: Int = 1) throws -> Instance {
        try Instance(
            budget: budget, projects: (0..<count).map { Project(id: "\($0)", cost: costs) },
            limits: Limits(maxLength: named))
    }

    @Test(
        "a manifest may have the rule at the bound and not above",
        arguments: [
            (Rule.equalShares(EqualShares()), 316, nil as Int?, true), (.equalShares(EqualShares()), 317, nil, false),
            (.phragmen(SequentialPhragmen()), 1000, 99, true), (.phragmen(SequentialPhragmen()), 1000, 100, true),
            (.phragmen(SequentialPhragmen()), 1000, 101, false), (.equalShares(EqualShares()), 1001, 1, false),
            (.maximinSupport(MaximinSupport()), 44, nil, true), (.maximinSupport(MaximinSupport()), 45, nil, false),
            (.maximinSupport(MaximinSupport()), 200, 10, true), (.maximinSupport(MaximinSupport()), 201, 10, false),
            (.greedy(GreedyRule()), 10_000, nil, true),
        ])
    func manifest(_ rule: Rule, _ projects: Int, _ named: Int?, _ fits: Bool) throws {
        #expect(rule.fits(try instance(projects, named: named)) == fits)
    }

    @Test(
        "maximum welfare is bounded by projects times sums of costs",
        arguments: [
            (20, Int.max, true), (21, 1_999_999, true), (21, 2_000_000, false), (101, 1_980_198, true),
            (101, 1_980_199, false), (10_000, 20_000, true), (10_000, 20_001, false),
        ])
    func maxWelfare(_ projects: Int, _ budget: Int, _ fits: Bool) throws {
        #expect(Rule.maxWelfare(MaxWelfare()).fits(try instance(projects, named: nil, budget: budget)) == fits)
    }

    @Test("maximum welfare of a hundred projects that all are liked as much ends at the bound of its sums")
    func hardestWelfare() throws {
        var random = SplitMix(3)
        let projects = (0..<100).map { Project(id: "\($0)", cost: 3_000 + random.below(9_000)) }
        let instance = try Instance(budget: 350_001, projects: projects)
        let profile = try Profile(instance, approvals: [Array(0..<100)])
        let outcome = try MaxWelfare().decide(
            instance, profile, excluded: [:], tieOrder: TieOrder.projectID(instance))
        #expect(outcome.left == 0)
    }

    @Test("ten thousand projects, one of which at most may win, and as many pairs, are no more than their list")
    func incompatible() throws {
        let instance = try instance(10_000, named: nil)
        let ids = instance.projects.map(\.id)
        let pairs = (0..<5_000).map { [ids[$0], ids[$0 + 5_000]] }
        let profile = try Profile(instance, approvals: [Array(0..<10_000)])
        for (sets, winners) in [([ids], 1), (pairs, 100), ([[String]](repeating: ids, count: 3), 1)] {
            let outcome = try GreedyRule(incompatible: sets).decide(
                instance, profile, excluded: [:], tieOrder: ids)
            #expect(outcome.winners.count == winners)
        }
        let outcome = try GreedyRule(incompatible: [["2", "1"], ["0", "2"]]).decide(
            self.instance(3, named: nil), Profile(self.instance(3, named: nil), approvals: [[0, 1, 2]]), excluded: [:],
            tieOrder: ["1", "0", "2"])
        // Of two winners beside which it can't win, the one that stands first on the ballot.
        #expect(outcome.trace.last?.decision == .incompatible(with: 0))
    }

    @Test("what an outcome keeps to is found by looking at each approval once")
    func axioms() throws {
        let instance = try instance(10_000, named: nil, budget: 5)
        let ballots = (0..<10_000).map { ballot in (0..<100).map { ballot % 100 + 100 * $0 } }
        let profile = try Profile(instance, approvals: ballots)
        let outcome = try GreedyRule().decide(
            instance, profile, excluded: [:], tieOrder: instance.projects.map(\.id))
        #expect(Axioms(outcome, instance, profile, .cost).underrepresented != nil)
    }
}
