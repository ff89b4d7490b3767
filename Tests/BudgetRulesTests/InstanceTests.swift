import Testing

@testable import BudgetRules

@Suite struct InstanceTests {
    private let projects = [("a", 10), ("b", 20), ("c", 30), ("d", 0)].map { Project(id: $0.0, cost: $0.1) }

    private func instance(_ type: VoteType = .approval, _ limits: Limits = Limits()) throws -> Instance {
        try Instance(budget: 50, projects: projects, voteType: type, limits: limits)
    }

    @Test("a blank vote counts whatever the least number and the least cost")
    func blank() throws {
        #expect(try instance(.approval, Limits(minLength: 3, minSumCost: 40)).check([]) == nil)
        #expect(try instance(.chooseOne, Limits(minLength: 1, maxLength: 1)).check([]) == nil)
    }

    @Test(
        "a vote beyond a limit is refused, one at the limit counts",
        arguments: [
            (Limits(minLength: 2), [0, 1], [0], Invalidity.tooFew(found: 1, min: 2)),
            (Limits(maxLength: 2), [0, 1], [0, 1, 3], .tooMany(found: 3, max: 2)),
            (Limits(minSumCost: 30), [0, 1], [1], .tooCheap(found: 20, min: 30)),
            (Limits(maxSumCost: 30), [0, 1, 3], [0, 2], .tooDear(found: 40, max: 30)),
        ])
    func limits(_ limits: Limits, _ good: Approval, _ bad: Approval, _ fault: Invalidity) throws {
        #expect(try instance(.approval, limits).check(good) == nil)
        #expect(try instance(.approval, limits).check(bad) == fault)
    }

    @Test("choose-1 takes one project at most, whatever the limits say")
    func chooseOne() throws {
        for limits in [Limits(), Limits(maxLength: 3)] {
            #expect(try instance(.chooseOne, limits).check([2]) == nil)
            #expect(try instance(.chooseOne, limits).check([1, 2]) == .tooMany(found: 2, max: 1))
        }
    }

    @Test("a vote names existing projects, ascending, each once")
    func order() throws {
        let faults: [(Approval, Invalidity)] = [
            ([4], .unknownProject(4, projects: 4)), ([-1], .unknownProject(-1, projects: 4)),
            ([.max], .unknownProject(.max, projects: 4)), ([1, 1], .outOfOrder(1, after: 1)),
            ([2, 1], .outOfOrder(1, after: 2)),
        ]
        for (vote, fault) in faults {
            #expect(try instance().check(vote) == fault)
            #expect(throws: RuleError.ballot(1, fault)) { try instance().votes([[0], vote]) }
        }
    }

    @Test("votes are counted by project")
    func votes() throws {
        #expect(try instance().votes([[0, 2], [2], [], [0, 1, 2]]) == [2, 1, 3, 0])
    }

    @Test("a vote type that isn't supported is refused by name", arguments: [VoteType.cumulative, .ordinal, .scoring])
    func unsupported(_ type: VoteType) throws {
        let instance = try instance(type)
        #expect(instance.check([]) == .unsupported(type))
        #expect("\(Invalidity.unsupported(type))" == "vote type \(type.rawValue) is not supported")
        #expect(throws: RuleError.unsupported(type)) { try instance.votes([]) }
        #expect(throws: RuleError.unsupported(type)) {
            try GreedyRule().decide(instance, votes: [0, 0, 0, 0], tieOrder: ["a", "b", "c", "d"])
        }
    }

    @Test("an instance that makes no sense can't be made")
    func faults() {
        let a = Project(id: "a", cost: 1)
        let faults: [(Int, [Project], Limits, InstanceError)] = [
            (0, [a], Limits(), .budget(0)),
            (-1, [a], Limits(), .budget(-1)),
            (1, [], Limits(), .noProjects),
            (1, [Project(id: "", cost: 1)], Limits(), .emptyID(0)),
            (1, [a, Project(id: "a", cost: 2)], Limits(), .repeated("a")),
            (1, [Project(id: "b", cost: -1)], Limits(), .negativeCost("b", -1)),
            (1, [a, Project(id: "b", cost: .max)], Limits(), .costsOverflow("b")),
            (1, [a], Limits(minLength: -1), .limits("length", min: -1, max: 1)),
            (1, [a], Limits(minLength: 2), .limits("length", min: 2, max: 1)),
            (1, [a], Limits(minLength: 1, maxLength: 0), .limits("length", min: 1, max: 0)),
            (1, [a], Limits(minSumCost: 3, maxSumCost: 2), .limits("cost", min: 3, max: 2)),
            (1, [a], Limits(minSumCost: -3), .limits("cost", min: -3, max: .max)),
            (1, [a], Limits(maxSumCost: -3), .limits("cost", min: 0, max: -3)),
        ]
        for (budget, projects, limits, fault) in faults {
            #expect(throws: fault) { try Instance(budget: budget, projects: projects, limits: limits) }
        }
    }

    @Test("projects that together cost the greatest integer are fine")
    func greatest() throws {
        let instance = try Instance(
            budget: .max, projects: [Project(id: "a", cost: 1), Project(id: "b", cost: .max - 1)],
            limits: Limits(maxSumCost: .max))
        #expect(instance.check([0, 1]) == nil)
    }
}
