import Testing

@testable import BudgetRules

@Suite("What a rule may ask of those who verify", .timeLimit(.minutes(10))) struct RuleBoundsTests {
    private func instance(_ count: Int, named: Int?, budget: Int = 100, costs: Int = 1) throws -> Instance {
        try Instance(
            budget: budget, projects: (0..<count).map { Project(id: "\($0)", cost: costs) },
            limits: Limits(maxLength: named))
    }

    /// What a manifest with these contests is refused for; nil when it isn't.
    private func fault(_ rule: Rule, _ instances: [Instance]) -> RuleError? {
        var work = AskedWork()
        do throws(RuleError) {
            for instance in instances { try work.add(rule, instance) }
            return nil
        } catch { return error }
    }

    private static let shares = Rule.equalShares(EqualShares())
    private static let phragmen = Rule.phragmen(SequentialPhragmen())
    private static let maximin = Rule.maximinSupport(MaximinSupport())
    private static let each = "projects times names on a ballot"
    private static let together = "projects times names on a ballot up to here in all contests together"

    @Test(
        "a manifest may have the rule at the bound and not above",
        arguments: [
            (shares, 173, nil as Int?, nil as RuleError?),
            (shares, 174, nil, .work("equal-shares", each, most: 30_000, found: 30_276)),
            (phragmen, 300, 100, nil), (phragmen, 300, 101, .work("phragmen", each, most: 30_000, found: 30_300)),
            (shares, 301, 1, .work("equal-shares", "projects", most: 300, found: 301)),
            (maximin, 22, nil, nil), (maximin, 23, nil, .work("maximin-support", each, most: 500, found: 529)),
            (maximin, 50, 10, nil), (maximin, 51, 10, .work("maximin-support", each, most: 500, found: 510)),
            (.greedy(GreedyRule()), 10_000, nil, nil),
        ])
    func manifest(_ rule: Rule, _ projects: Int, _ named: Int?, _ fault: RuleError?) throws {
        #expect(self.fault(rule, [try instance(projects, named: named)]) == fault)
    }

    @Test("a ballot that chooses one names one")
    func chooseOne() throws {
        let projects = (0..<300).map { Project(id: "\($0)", cost: 1) }
        let instance = try Instance(budget: 1, projects: projects, voteType: .chooseOne)
        #expect(fault(Self.maximin, [instance]) == nil)
    }

    @Test(
        "four contests of a manifest may have the rule at its bound, and not one project more",
        arguments: [
            (shares, 300, 100, "equal-shares", 120_000), (phragmen, 300, 100, "phragmen", 120_000),
            (maximin, 50, 10, "maximin-support", 2_000),
        ])
    func together(_ rule: Rule, _ projects: Int, _ named: Int, _ name: String, _ most: Int) throws {
        let full = [Instance](repeating: try instance(projects, named: named), count: 4)
        let more = [try instance(1, named: 1)]
        #expect(fault(rule, full) == nil)
        #expect(fault(rule, full + more) == .work(name, Self.together, most: most, found: most + 1))
        #expect(fault(rule, full.dropLast() + more) == nil)
    }

    @Test("equal shares and Phragmén's rule are counted together, the others on their own, greedy never")
    func families() throws {
        var work = AskedWork()
        let (large, small) = (try instance(300, named: 100), try instance(50, named: 10))
        for _ in 0..<2 {
            try work.add(Self.shares, large)
            try work.add(Self.phragmen, large)
        }
        for _ in 0..<4 { try work.add(Self.maximin, small) }
        for _ in 0..<1_000 { try work.add(.greedy(GreedyRule()), large) }
        let welfare = try instance(100, named: nil, budget: 1_999_999)
        for _ in 0..<2 { try work.add(.maxWelfare(MaxWelfare()), welfare) }
        #expect(throws: RuleError.self) { try work.add(Self.phragmen, small) }
        #expect(throws: RuleError.self) { try work.add(Self.maximin, small) }
        #expect(throws: RuleError.self) { try work.add(.maxWelfare(MaxWelfare()), welfare) }
    }

    @Test(
        "maximum welfare is bounded by projects times sums of costs",
        arguments: [
            (20, Int.max, true), (21, 1_999_999, true), (21, 2_000_000, false), (101, 1_980_198, true),
            (101, 1_980_199, false), (10_000, 20_000, true), (10_000, 20_001, false),
        ])
    func maxWelfare(_ projects: Int, _ budget: Int, _ fits: Bool) throws {
        let instance = try instance(projects, named: nil, budget: budget)
        #expect((fault(.maxWelfare(MaxWelfare()), [instance]) == nil) == fits)
        // Twice the same is the bound of all together.
        #expect((fault(.maxWelfare(MaxWelfare()), [instance, instance]) == nil) == fits)
    }

    @Test("the weight of votes is projects times what different ballots name, and projects for each of them")
    func weight() throws {
        func weight(_ ballots: [Approval], projects: Int) throws -> Int {
            let instance = try instance(projects, named: nil)
            return try Profile(instance, approvals: ballots).weight
        }
        #expect(try weight([], projects: 9) == 0)
        #expect(try weight([[], []], projects: 9) == 0)
        #expect(try weight([[0, 1, 5], [], [0, 1, 5], [2]], projects: 9) == 9 * (4 + 9 * 2))
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
