import Testing

@testable import BudgetRules

@Suite struct DegenerateVotesTests {
    private static let rules: [any BudgetRule] =
        [GreedyRule(), GreedyRule(satisfaction: .number), SequentialPhragmen(), MaximinSupport()]
        + [Satisfaction.cost, .number].flatMap { satisfaction -> [any BudgetRule] in
            [MaxWelfare(satisfaction: satisfaction)]
                + EqualShares.Completion.allCases.map { EqualShares(satisfaction: satisfaction, completion: $0) }
        }

    private func winners(
        _ rule: some BudgetRule, _ budget: Int, _ costs: [Int], _ ballots: [[Int]], _ type: VoteType = .approval
    ) throws -> [Int] {
        let projects = costs.enumerated().map { Project(id: "p\($0)", cost: $1) }
        let instance = try Instance(budget: budget, projects: projects, voteType: type)
        let outcome = try rule.decide(
            instance, Profile(instance, approvals: ballots), excluded: [:], tieOrder: projects.map(\.id))
        #expect(outcome.spent + outcome.left == budget && outcome.left >= 0)
        #expect(outcome.trace.map(\.project).sorted() == Array(costs.indices))
        return outcome.winners.map(\.project)
    }

    @Test("without ballots, or with blank ones alone, nothing wins", arguments: rules)
    func noBallots(_ rule: any BudgetRule) throws {
        #expect(try winners(rule, 10, [3, 0, 12], []) == [])
        #expect(try winners(rule, 10, [3, 0, 12], [[], []]) == [])
    }

    @Test("one project wins if it has support and isn't dearer than the budget", arguments: rules)
    func oneProject(_ rule: any BudgetRule) throws {
        #expect(try winners(rule, 10, [10], [[0]]) == [0])
        #expect(try winners(rule, 10, [11], [[0]]) == [])
        #expect(try winners(rule, 10, [10], [[0]], .chooseOne) == [0])
    }

    @Test("projects dearer than the budget never win", arguments: rules)
    func tooDear(_ rule: any BudgetRule) throws {
        #expect(try winners(rule, 10, [11, 12, 999_999_999], [[0, 1], [0], [2]]) == [])
    }

    @Test("free projects win if they have support, whatever the rest costs", arguments: rules)
    func free(_ rule: any BudgetRule) throws {
        #expect(try winners(rule, 10, [0, 10, 0, 0], [[0, 1, 2], [0, 1, 2]]).sorted() == [0, 1, 2])
    }

    @Test("of equal projects with the same supporters the first in the tie order win", arguments: rules)
    func equal(_ rule: any BudgetRule) throws {
        let ballots = [[Int]](repeating: [0, 1, 2, 3], count: 4)
        // Phragmén ends, rather than passes over, where a tied project doesn't fit.
        #expect(try winners(rule, 12, [3, 3, 3, 3], ballots).sorted() == [0, 1, 2, 3])
        #expect(try winners(rule, 8, [4, 4, 4, 4], ballots) == [0, 1])
    }

    @Test("budgets of 10^15 overflow nothing", arguments: rules)
    func large(_ rule: any BudgetRule) throws {
        let budget = 1_000_000_000_000_000
        var rule: any BudgetRule = rule
        if var shares = rule as? EqualShares {
            shares.increment = budget / 100
            rule = shares
        }
        let costs = [budget / 3, budget / 7, budget / 11 + 1, budget / 13 + 5, budget / 2]
        let ballots = (0..<101).map { ballot in costs.indices.filter { ballot >> $0 & 1 == 1 } }
        #expect(try !winners(rule, budget, costs, ballots).isEmpty)
        #expect(try winners(rule, budget, [.max / 2, budget], [[0, 1], [1]]) == [1])
    }

    @Test("an increment that is too small for the costs is an error, not a rule that runs for years")
    func increments() throws {
        #expect(throws: RuleError.increment(1)) {
            _ = try winners(EqualShares(completion: .add1), 1_000_000_000_000_000, [999_999_999_999_999], [[0], []])
        }
        // One supporter of a project that takes the whole budget: many runs, and an end.
        let rule = EqualShares(completion: .add1, exhaustiveStop: false)
        #expect(try winners(rule, 2000, [2000], [[0], []]) == [0])
        #expect(throws: RuleError.increment(0)) {
            _ = try winners(EqualShares(completion: .add1, increment: 0), 10, [1], [[0]])
        }
    }

    @Test("a rule refuses a vote type that it isn't defined for, by name")
    func undefined() throws {
        let projects = [Project(id: "a", cost: 1)]
        for type in [VoteType.cumulative, .scoring, .ordinal] {
            let instance = try Instance(budget: 1, projects: projects, voteType: type)
            let profile =
                type == .ordinal
                ? try Profile(instance, rankings: [[0]]) : try Profile(instance, points: [[(0, 1)]])
            let rules: [(any BudgetRule, String)] = [
                (SequentialPhragmen(), "phragmen"), (MaximinSupport(), "maximin-support"),
                (EqualShares(), "equal-shares with satisfaction cost"),
                (MaxWelfare(), "max-welfare with satisfaction cost"),
            ]
            for (rule, name) in rules {
                #expect(throws: RuleError.undefined(rule: name, type)) {
                    try rule.decide(instance, profile, excluded: [:], tieOrder: ["a"])
                }
            }
            #expect(throws: RuleError.ballots("approvals", type)) { try Profile(instance, approvals: [[0]]) }
        }
        let instance = try Instance(budget: 1, projects: projects)
        #expect(throws: RuleError.ballots("points", .approval)) { try Profile(instance, points: []) }
        #expect(throws: RuleError.ballots("rankings", .approval)) { try Profile(instance, rankings: []) }
    }

    @Test("points below 0 and points that overflow are refused")
    func points() throws {
        let instance = try Instance(
            budget: 1, projects: [Project(id: "a", cost: 1), Project(id: "b", cost: 1)], voteType: .cumulative)
        #expect(throws: RuleError.negativePoints(1, "b", -1)) {
            try Profile(instance, points: [[], [(1, -1)]])
        }
        #expect(throws: RuleError.pointsOverflow(1)) {
            try Profile(instance, points: [[(0, .max)], [(1, 1)]])
        }
        #expect(throws: RuleError.ballot(0, .outOfOrder(1, after: 1))) {
            try Profile(instance, points: [[(1, 2), (1, 3)]])
        }
    }

    @Test("a payment says who paid what, and quartiles what ballots spent")
    func payments() throws {
        // Shares of 5. A costs 8: both of its supporters pay 4. B costs 5: one has 1 left, the other 5, and pays 4.
        let projects = [Project(id: "a", cost: 8), Project(id: "b", cost: 5)]
        let instance = try Instance(budget: 20, projects: projects)
        let profile = try Profile(instance, approvals: [[0], [0, 1], [1], []])
        let outcome = try EqualShares().decide(instance, profile, excluded: [:], tieOrder: ["a", "b"])
        // Prices at first: A 8 / (2 * 8), B 5 / (2 * 5); equal, so the tie order decides.
        #expect(outcome.ties == [Tie(projects: [0, 1], decisive: false)])
        let payments = outcome.trace.compactMap(\.payment)
        #expect(payments.map(\.payers) == [2, 2] && payments.map(\.exhausted) == [0, 1])
        #expect(payments.map { $0.most?.text(digits: 2) } == ["4.00", "4.00"])
        #expect(payments.map { $0.price.text(digits: 3) } == ["0.500", "0.800"])
        #expect(outcome.shares?.share.text(digits: 1) == "5.0")
        #expect(outcome.shares?.quartiles.map { $0.text(digits: 0) } == ["0", "0", "4", "4", "5"])
    }
}
