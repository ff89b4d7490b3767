import Testing

@testable import BudgetRules

/// Add1 passes over runs that come to the same; nobody may tell from the outcome.
@Suite(.timeLimit(.minutes(1))) struct Add1Tests {
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

    @Test("a vote of 9 * 10^10 runs of two courses ends at once, with the very run at which something changes")
    func manyRuns() throws {
        let budget = 100_000_000_000
        let instance = try Instance(
            budget: budget, projects: [Project(id: "a", cost: budget - 10), Project(id: "b", cost: 10)])
        let profile = try Profile(instance, approvals: [[0], [1]] + [Approval](repeating: [], count: 8))
        let outcome = try EqualShares(completion: .add1).decide(instance, profile, excluded: [:], tieOrder: ["a", "b"])
        #expect(outcome.winners.map(\.project) == [0, 1])
        #expect(outcome.shares?.added == 89_999_999_990)
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

    @Test("after 2 * 10^10 / (projects times what different ballots name) steps each is ten times the one before")
    func leaps() throws {
        func profile(_ ballots: [Approval], projects: Int) throws -> Profile {
            let projects = (0..<projects).map { Project(id: "\($0)", cost: 1) }
            return try Profile(Instance(budget: 1, projects: projects), approvals: ballots)
        }
        #expect(EqualShares.mostSteps(try profile([Array(0..<100)], projects: 10 * 10)) == 2_000_000)
        #expect(EqualShares.mostSteps(try profile([Array(0..<10), [0], [0], []], projects: 91)) == 19_980_019)
        #expect(EqualShares.mostSteps(try profile([Array(0..<10), [], [0, 1]], projects: 83)) == .max)

        // One ballot names all of 40 projects, the dearest of which it can pay for after 10^10 runs.
        let cost = 10_000_000_000
        let projects = (0..<40).map { Project(id: "\($0 + 10)", cost: $0 == 0 ? cost : 0) }
        let instance = try Instance(budget: cost, projects: projects)
        let votes = try Profile(instance, approvals: [Array(0..<40), []])
        let outcome = try EqualShares(completion: .add1).decide(
            instance, votes, excluded: [:], tieOrder: projects.map(\.id))
        let steps = 20_000_000_000 / 1600
        #expect(outcome.winners.count == 40)
        // Steps of 1 up to there, then 10, 100, …: the first that brings the ballot's share to the cost.
        #expect(outcome.shares?.added == steps + 11_111_111_110)
    }
}
