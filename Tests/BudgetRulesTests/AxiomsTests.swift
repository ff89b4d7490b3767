import Testing

@testable import BudgetRules

@Suite struct AxiomsTests {
    /// Every set of ballots on its own, as the definition says it.
    private func breaks(_ vote: SmallVote, _ outcome: Outcome, _ satisfaction: Satisfaction, _ project: Int) -> Bool {
        func worth(_ project: Int) -> Int { satisfaction == .cost ? vote.cost(project) : 1 }
        let supporters = vote.supporters(project)
        return (1..<(1 << supporters.count)).contains { set in
            let group = supporters.indices.filter { set >> $0 & 1 == 1 }.map { supporters[$0] }
            let bought =
                Fraction(group.count) * Fraction(vote.instance.budget) / Fraction(vote.profile.ballots)
                * Fraction(worth(project)) / Fraction(vote.cost(project))
            return group.allSatisfy { ballot in
                let has = outcome.winners.map(\.project).filter { vote.grades[ballot][$0] > 0 }.map(worth).reduce(0, +)
                return Fraction(has + worth(project)) <= bought
            }
        }
    }

    @Test("EJR+ up to one agrees with its definition over all groups (seeds 1 to 1500)")
    func definition() throws {
        var broken = 0
        for seed in 1...1500 as ClosedRange<UInt64> {
            let vote = try SmallVote(seed)
            for satisfaction in [Satisfaction.cost, .number] {
                let leftover: GreedyRule.Leftover = seed.isMultiple(of: 2) ? .skip : .stop
                let outcome = try vote.decide(GreedyRule(satisfaction: satisfaction, leftover: leftover))
                let axioms = Axioms(outcome, vote.instance, vote.profile, satisfaction)
                let won = Set(outcome.winners.map(\.project))
                let losers = vote.contenders.filter { !won.contains($0) && vote.cost($0) > 0 }
                let expected = losers.filter { breaks(vote, outcome, satisfaction, $0) }
                let found = axioms.underrepresented?.map(\.project) ?? []
                #expect(found.sorted() == expected.sorted(), "seed \(seed)")
                #expect(axioms.isWithinBudget)
                #expect(leftover == .stop || axioms.affordable.isEmpty, "seed \(seed)")
                broken += expected.count
            }
        }
        #expect(broken > 20)
    }

    @Test("equal shares always keeps to EJR+ up to one, with every completion (seeds 1 to 1500)")
    func equalShares() throws {
        for seed in 1...1500 as ClosedRange<UInt64> {
            let vote = try SmallVote(seed)
            for satisfaction in [Satisfaction.cost, .number] {
                for completion in EqualShares.Completion.allCases {
                    let outcome = try vote.decide(EqualShares(satisfaction: satisfaction, completion: completion))
                    let axioms = Axioms(outcome, vote.instance, vote.profile, satisfaction)
                    #expect(axioms.underrepresented ?? [] == [], "seed \(seed)")
                    if completion == .add1u || completion == .greedy { #expect(axioms.affordable.isEmpty) }
                }
            }
        }
    }

    @Test("an outcome over the budget, or a grant above the cost, is told")
    func budget() throws {
        let instance = try Instance(budget: 10, projects: [Project(id: "a", cost: 8), Project(id: "b", cost: 3)])
        let profile = try Profile(instance, approvals: [[0, 1]])
        for (granted, isWithin) in [([8], true), ([8, 3], false), ([9], false)] {
            let winners = granted.enumerated().map { Winner(project: $0, granted: $1, votes: 1) }
            let spent = granted.reduce(0, +)
            let outcome = Outcome(winners: winners, spent: spent, left: 10 - spent, votes: [1, 1], ties: [], trace: [])
            #expect(Axioms(outcome, instance, profile, .cost).isWithinBudget == isWithin)
        }
    }

    @Test("a rule that stops isn't exhaustive, and says what would still fit")
    func exhaustive() throws {
        let projects = [Project(id: "a", cost: 9), Project(id: "b", cost: 5), Project(id: "c", cost: 1)]
        let instance = try Instance(budget: 10, projects: projects)
        let profile = try Profile(instance, approvals: [[0, 1, 2], [0, 1], [0]])
        let outcome = try GreedyRule(leftover: .stop).decide(
            instance, profile, excluded: [:], tieOrder: ["a", "b", "c"])
        #expect(Axioms(outcome, instance, profile, .cost).affordable == [2])
    }
}
