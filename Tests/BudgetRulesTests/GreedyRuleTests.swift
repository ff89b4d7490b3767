import Testing

@testable import BudgetRules

@Suite struct GreedyRuleTests {
    /// Projects a, b, c, … with these costs and votes, ties by id.
    private func decide(
        _ rule: GreedyRule, budget: Int, _ projects: [(cost: Int, votes: Int)], in areas: [String?] = [],
        categories: [[String]] = [], withdrawn: Set<String> = []
    ) throws -> Outcome {
        let ids = projects.indices.map { String(UnicodeScalar(UInt8(97 + $0))) }
        let instance = try Instance(
            budget: budget,
            projects: projects.enumerated().map { place, project in
                Project(
                    id: ids[place], cost: project.cost,
                    categories: categories.isEmpty ? [] : categories[place],
                    neighborhood: areas.isEmpty ? nil : areas[place])
            })
        return try rule.decide(instance, votes: projects.map(\.votes), excluded: .withdrawn(withdrawn), tieOrder: ids)
    }

    private func granted(_ outcome: Outcome) -> [[Int]] { outcome.winners.map { [$0.project, $0.granted] } }

    private let tight: [(cost: Int, votes: Int)] = [(50, 9), (60, 8), (40, 7), (10, 6), (5, 5)]

    @Test("skip passes over what doesn't fit and goes on")
    func skip() throws {
        let outcome = try decide(GreedyRule(), budget: 100, tight)
        #expect(granted(outcome) == [[0, 50], [2, 40], [3, 10]])
        #expect(outcome.trace.map(\.decision) == [.funded, .tooDear(by: 10), .funded, .funded, .tooDear(by: 5)])
        #expect(outcome.trace.map(\.left) == [100, 50, 50, 10, 0])
        #expect(outcome.spent == 100 && outcome.left == 0)
    }

    @Test("stop ends at the first project that doesn't fit")
    func stop() throws {
        let outcome = try decide(GreedyRule(leftover: .stop), budget: 100, tight)
        #expect(granted(outcome) == [[0, 50]])
        #expect(outcome.trace.map(\.decision) == [.funded, .tooDear(by: 10), .stopped, .stopped, .stopped])
        #expect(outcome.spent == 50 && outcome.left == 50)
    }

    @Test("part-fund grants what is left to the first project that doesn't fit, and ends")
    func partFund() throws {
        let outcome = try decide(GreedyRule(leftover: .partFund), budget: 100, tight)
        #expect(granted(outcome) == [[0, 50], [1, 50]])
        #expect(outcome.trace.map(\.decision) == [.funded, .partFunded(50), .stopped, .stopped, .stopped])
        #expect(outcome.left == 0)
    }

    @Test("part-fund grants nothing when nothing is left, and ends")
    func partFundOfNothing() throws {
        let outcome = try decide(GreedyRule(leftover: .partFund), budget: 50, tight)
        #expect(granted(outcome) == [[0, 50]])
        #expect(outcome.trace.map(\.decision) == [.funded, .tooDear(by: 60), .stopped, .stopped, .stopped])
    }

    @Test(
        "a project over its neighbourhood's cap is passed over in every mode, even if it is too dear as well",
        arguments: GreedyRule.Leftover.allCases)
    func cap(_ leftover: GreedyRule.Leftover) throws {
        let rule = GreedyRule(leftover: leftover, neighborhoodCaps: ["east": 45])
        let outcome = try decide(
            rule, budget: 100, [(40, 9), (70, 8), (5, 7), (30, 6)], in: ["east", "east", "east", nil])
        #expect(granted(outcome) == [[0, 40], [2, 5], [3, 30]])
        #expect(outcome.trace[1].decision == .overCap("east", by: 65))
    }

    @Test("a project has to fit the cap of each of its categories, and one named twice counts once")
    func categories() throws {
        let rule = GreedyRule(categoryCaps: ["green": 50, "play": 20])
        let outcome = try decide(
            rule, budget: 100, [(20, 9), (15, 8), (25, 7), (20, 6)],
            categories: [["green", "green"], ["green", "play"], ["art", "green"], ["play", "art"]])
        #expect(granted(outcome) == [[0, 20], [1, 15]])
        #expect(outcome.trace[2].decision == .overCap("green", by: 10))
        #expect(outcome.trace[3].decision == .overCap("play", by: 15))
    }

    @Test("a project funded in part stays under its cap, as its whole cost would have")
    func partUnderCap() throws {
        let rule = GreedyRule(leftover: .partFund, neighborhoodCaps: ["east": 60])
        let outcome = try decide(rule, budget: 100, [(70, 9), (61, 8), (60, 7)], in: [nil, "east", "east"])
        #expect(granted(outcome) == [[0, 70], [2, 30]])
        #expect(outcome.trace[1].decision == .overCap("east", by: 1))
    }

    @Test("withdrawn projects, those below the least score and those without votes don't compete and stop nothing")
    func obstacles() throws {
        let rule = GreedyRule(leftover: .stop, minScore: 3)
        let outcome = try decide(rule, budget: 10, [(99, 9), (99, 2), (99, 0), (10, 3), (1, 2)], withdrawn: ["a"])
        #expect(granted(outcome) == [[3, 10]])
        #expect(outcome.trace.map(\.project) == [0, 3, 1, 4, 2])
        #expect(
            outcome.trace.map(\.decision) == [.excluded(.withdrawn), .funded, .belowMinimum, .belowMinimum, .noVotes])
        #expect(outcome.ties == [])
    }

    @Test("free projects with support go first and always win; without support they win only when the rule says so")
    func free() throws {
        let projects = [(10, 9), (0, 1), (0, 2), (0, 0), (5, 0)]
        let outcome = try decide(GreedyRule(leftover: .stop), budget: 9, projects)
        #expect(granted(outcome) == [[2, 0], [1, 0]])
        #expect(outcome.trace.map(\.decision).suffix(3) == [.tooDear(by: 1), .noVotes, .noVotes])
        let generous = try decide(GreedyRule(fundUnsupported: true), budget: 9, projects)
        #expect(granted(generous) == [[2, 0], [1, 0], [3, 0], [4, 5]])
    }

    @Test("by number goes by votes per cost, exactly, where products exceed 64 bits and quotients round alike")
    func number() throws {
        let big = 3_000_000_000_000_000_000
        let outcome = try decide(
            GreedyRule(satisfaction: .number, leftover: .stop), budget: big,
            [(big, big - 1), (big - 2, big - 3), (big - 1, big - 1)])
        #expect(outcome.trace.map(\.project) == [2, 0, 1])
        #expect(granted(outcome) == [[2, big - 1]])
        let votes = try decide(GreedyRule(), budget: 10, [(4, 3), (10, 5), (4, 4)])
        #expect(granted(votes) == [[1, 10]])
        let number = try decide(GreedyRule(satisfaction: .number), budget: 10, [(4, 3), (10, 5), (4, 4)])
        #expect(granted(number) == [[2, 4], [0, 4]])
    }

    @Test("equal votes per cost tie, whatever the terms")
    func equalRatios() throws {
        let outcome = try decide(GreedyRule(satisfaction: .number), budget: 5, [(4, 6), (2, 3)])
        #expect(outcome.ties == [Tie(projects: [0, 1], decisive: true)])
    }

    @Test("the tie order decides, and the tie is reported with the one that went first in front")
    func tie() throws {
        let instance = try Instance(budget: 10, projects: ["a", "b", "c"].map { Project(id: $0, cost: 6) })
        for (order, winner) in [(["a", "b", "c"], 0), (["c", "a", "b"], 2)] {
            let outcome = try GreedyRule().decide(instance, votes: [4, 3, 4], tieOrder: order)
            #expect(granted(outcome) == [[winner, 6]])
            #expect(outcome.ties == [Tie(projects: [winner, 2 - winner], decisive: true)])
        }
    }

    @Test("a tie of projects that all win, or can't any of them, decides nothing")
    func idleTie() throws {
        let outcome = try decide(GreedyRule(), budget: 20, [(10, 5), (10, 5), (30, 4), (40, 4)])
        #expect(outcome.ties == [Tie(projects: [0, 1], decisive: false), Tie(projects: [2, 3], decisive: false)])
    }

    @Test("ties beyond the end are not reported")
    func lateTie() throws {
        let outcome = try decide(GreedyRule(leftover: .stop), budget: 20, [(30, 9), (10, 5), (10, 5)])
        #expect(outcome.ties == [] && outcome.winners == [])
    }

    @Test("no ballots: nobody wins", arguments: GreedyRule.Leftover.allCases)
    func noBallots(_ leftover: GreedyRule.Leftover) throws {
        let instance = try Instance(budget: 10, projects: [Project(id: "a", cost: 5), Project(id: "b", cost: 0)])
        let rule = Rule.greedy(GreedyRule(leftover: leftover))
        for ballots in [[], [[], []]] as [[Approval]] {
            let outcome = try rule.decide(instance, ballots: ballots, tieOrder: ["b", "a"])
            #expect(outcome.winners == [] && outcome.left == 10 && outcome.votes == [0, 0])
            #expect(outcome.trace.map(\.decision) == [.noVotes, .noVotes])
        }
    }

    @Test("everything dearer than the budget: nobody wins, or one in part")
    func allTooDear() throws {
        let projects = [(11, 3), (12, 2)]
        #expect(try decide(GreedyRule(), budget: 10, projects).winners == [])
        #expect(try decide(GreedyRule(leftover: .stop), budget: 10, projects).winners == [])
        #expect(try granted(decide(GreedyRule(leftover: .partFund), budget: 10, projects)) == [[0, 10]])
    }

    @Test("one project, a budget of 10^15, and everything equal")
    func sizes() throws {
        let great = 1_000_000_000_000_000
        #expect(try granted(decide(GreedyRule(), budget: great, [(great, 1)])) == [[0, great]])
        let equal = try decide(GreedyRule(), budget: 35, Array(repeating: (10, 7), count: 6))
        #expect(granted(equal) == [[0, 10], [1, 10], [2, 10]])
        #expect(equal.ties == [Tie(projects: [0, 1, 2, 3, 4, 5], decisive: true)])
    }

    @Test("arguments that don't fit each other are refused")
    func faults() throws {
        let instance = try Instance(budget: 10, projects: [Project(id: "a", cost: 5), Project(id: "b", cost: 0)])
        let faults: [([Int], Set<String>, [String], RuleError)] = [
            ([1], [], ["a", "b"], .votes(found: 1, expected: 2)),
            ([1, -1], [], ["a", "b"], .negativeVotes("b", -1)),
            ([1, 1], ["c"], ["a", "b"], .excluded("c")),
            ([1, 1], [], ["a"], .tieOrder(found: 1, expected: 2)),
            ([1, 1], [], ["a", "a"], .tieOrderRepeated("a")),
            ([1, 1], [], ["a", "c"], .tieOrderUnknown("c")),
        ]
        for (votes, withdrawn, order, fault) in faults {
            #expect(throws: fault) {
                try GreedyRule().decide(instance, votes: votes, excluded: .withdrawn(withdrawn), tieOrder: order)
            }
        }
        #expect(throws: RuleError.negativeCap("x", -1)) {
            try GreedyRule(categoryCaps: ["x": -1]).decide(instance, votes: [1, 1], tieOrder: ["a", "b"])
        }
    }
}
