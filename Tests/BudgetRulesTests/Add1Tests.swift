import Testing

@testable import BudgetRules

/// Add1 passes over runs that come to the same; nobody may tell from the outcome.
@Suite(.timeLimit(.minutes(10))) struct Add1Tests {
    /// Every run with every addition, one after the other.
    private func naive(_ rule: EqualShares, _ vote: SmallVote) throws -> Outcome {
        let field = try Field(
            vote.instance, vote.profile, excluded: .withdrawn(vote.withdrawn), minScore: 0, tieOrder: vote.tieOrder)
        guard vote.profile.ballots > 0 else { return field.outcome([]) { _ in .noVotes } }
        var added = 0
        var rounds = EqualShareRounds(field, rule.satisfaction)
        while true {
            let purchases = rounds.run(added: added)
            let won = purchases.map(\.project)
            let losers = field.contenders.filter { !won.contains($0) && field.cost($0) > 0 }
            let left = vote.instance.budget - field.spent(purchases)
            if losers.isEmpty || rule.exhaustiveStop && losers.allSatisfy({ field.cost($0) > left }) { break }
            if field.spent(rounds.run(added: added + rule.increment)) > vote.instance.budget { break }
            added += rule.increment
        }
        let purchases = rounds.run(added: added)
        return rounds.outcome(purchases)
    }

    private func expectSame(_ one: Outcome, _ other: Outcome, _ note: Comment) {
        #expect(one.winners == other.winners && one.trace == other.trace && one.ties == other.ties, note)
        #expect(one.shares?.added == other.shares?.added && one.shares?.quartiles == other.shares?.quartiles, note)
    }

    @Test(
        "the outcome is that of making every run (seeds 1 to 1000)",
        arguments: [VoteType.approval, .cumulative, .ordinal], [true, false])
    func everyRun(_ type: VoteType, _ exhaustiveStop: Bool) throws {
        var (passedOver, ties) = (0, 0)
        for seed in 1...1000 as ClosedRange<UInt64> {
            for costs in [9, 400] {
                let vote = try SmallVote(seed, type, costs: costs)
                for satisfaction in type.isApproval ? [.cost, .number] : [Satisfaction.standard(for: type)] {
                    let rule = EqualShares(
                        satisfaction: satisfaction, completion: .add1, increment: 1 + Int(seed % 3),
                        exhaustiveStop: exhaustiveStop)
                    let outcome = try vote.decide(rule)
                    expectSame(outcome, try naive(rule, vote), "seed \(seed), costs below \(costs), \(satisfaction)")
                    ties += outcome.ties.count
                    if let shares = outcome.shares, shares.runs < shares.added / rule.increment { passedOver += 1 }
                }
            }
        }
        #expect(passedOver > 50 && ties > (type.isApproval ? 50 : 10))
    }

    @Test("a vote of 900,000 runs of two courses ends at once, with the very run at which something changes")
    func manyRuns() throws {
        let budget = 1_000_000
        let instance = try Instance(
            budget: budget, projects: [Project(id: "a", cost: budget - 10), Project(id: "b", cost: 10)])
        let profile = try Profile(instance, approvals: [[0], [1]] + [Approval](repeating: [], count: 8))
        let outcome = try EqualShares(completion: .add1).decide(instance, profile, excluded: [:], tieOrder: ["a", "b"])
        #expect(outcome.winners.map(\.project) == [0, 1])
        #expect(outcome.shares?.added == 899_990)
        #expect(outcome.shares.map { $0.runs < 200 } == true)
    }

    @Test("costs and budgets at the end of 63 bits are added to without overflow", arguments: [1_000_000_000, Int.max])
    func largest(_ increment: Int) throws {
        let instance = try Instance(
            budget: .max, projects: [Project(id: "a", cost: .max / 2), Project(id: "b", cost: .max / 2)])
        let profile = try Profile(instance, approvals: [[0], [1]] + [Approval](repeating: [], count: 8))
        let rule = EqualShares(completion: .add1, increment: increment)
        #expect(try rule.decide(instance, profile, excluded: [:], tieOrder: ["a", "b"]).winners.count == 2)
    }

    @Test("steps of one are 5 * 10^11 by the weight of the votes, 20 at least and a million at most")
    func steps() throws {
        func steps(_ ballots: [Approval], projects: Int) throws -> Int {
            let projects = (0..<projects).map { Project(id: "\($0)", cost: 1) }
            return EqualShares.mostSteps(
                try Profile(Instance(budget: 1, projects: projects), approvals: ballots))
        }
        #expect(try steps([], projects: 3) == 1_000_000)
        // 100 projects, 30 different ballots, 2,000 names: a weight of 500,000.
        let ballots = (0..<30).map { Array($0..<$0 + ($0 < 20 ? 67 : 66)) }
        #expect(try steps(ballots, projects: 100) == 1_000_000)
        #expect(try steps(ballots.dropLast() + [Array(29..<96)], projects: 100) == 999_800)
        // 10,000 projects and 250 different ballots: above 2.5 * 10^10.
        #expect(try steps((0..<249).map { [$0] }, projects: 10_000) == 20)
        #expect(try steps((0..<230).map { [$0] }, projects: 10_000) == 21)
    }

    /// Ten ballots that name projects costing 1, 2, 4, … and ten blank ones; ties go to the dearest. All prices are one,
    /// so that every addition buys other projects: those of the binary digits of what the ten have.
    private func powers(_ count: Int) throws -> SmallVote {
        let projects = (0..<count).map { Project(id: "\(100 + $0)", cost: 1 << $0) }
        return try SmallVote(
            Instance(budget: (1 << count) - 1, projects: projects),
            approvals: [Approval](repeating: Array(0..<count), count: 10) + [Approval](repeating: [], count: 10),
            order: (0..<count).reversed())
    }

    @Test("a vote in which no two runs are the same comes to what the definition says")
    func noTwoAlike() throws {
        let vote = try powers(13)
        for exhaustiveStop in [true, false] {
            let rule = EqualShares(completion: .add1, exhaustiveStop: exhaustiveStop)
            let outcome = try vote.decide(rule)
            #expect(outcome.winners.map(\.project) == vote.add1(.cost, exhaustiveStop: exhaustiveStop))
            #expect(outcome.shares.map { $0.runs > $0.added && $0.added > 100 } == true)
            expectSame(outcome, try naive(rule, vote), "exhaustive stop \(exhaustiveStop)")
        }
    }

    @Test("and ends when there are more of them than steps of one")
    func moreThanSteps() throws {
        // Beside the powers 969 free projects, and 4,835 different ballots that name one or two of these.
        let projects = (0..<31).map { Project(id: "\(100 + $0)", cost: 1 << $0) }
        let free = (0..<969).map { Project(id: "free \($0)", cost: 0) }
        let instance = try Instance(budget: (1 << 31) - 1, projects: projects + free)
        let others = (0..<5).flatMap { apart in
            (0..<969 - apart).map { apart == 0 ? [31 + $0] : [31 + $0, 31 + $0 + apart] }
        }
        let votes = try Profile(instance, approvals: [Approval](repeating: Array(0..<31), count: 10) + others)
        #expect(EqualShares.mostSteps(votes) == 103)
        let outcome = try EqualShares(completion: .add1).decide(
            instance, votes, excluded: [:], tieOrder: instance.projects.reversed().map(\.id))
        // 103 steps of one, then 10, 100, … to the first share that buys everything.
        #expect(outcome.shares?.added == 103 + 1_111_111_110)
        #expect(outcome.winners.count == 1_000 && outcome.left == 0)
    }

    @Test("each further step is ten times the one before, up to a share that buys everything")
    func leaps() throws {
        // One ballot of two names all of 40 projects, for the dearest of which it lacks half of the cost.
        for (cost, added) in [(2_000_000_000, 1_000_000 + 1_111_111_110), (10_000_000_000, 10_000_000_000)] {
            let projects = (0..<40).map { Project(id: "\($0 + 10)", cost: $0 == 0 ? cost : 0) }
            let instance = try Instance(budget: cost, projects: projects)
            let votes = try Profile(instance, approvals: [Array(0..<40), []])
            let outcome = try EqualShares(completion: .add1).decide(
                instance, votes, excluded: [:], tieOrder: projects.map(\.id))
            #expect(outcome.winners.count == 40)
            #expect(outcome.shares?.added == added)
        }
    }
}
