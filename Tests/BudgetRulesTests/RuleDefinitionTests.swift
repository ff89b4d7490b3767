import Testing

@testable import BudgetRules

/// Each rule against its definition, computed naively, on small random votes of every type.
@Suite struct RuleDefinitionTests {
    private func check(_ outcome: Outcome, _ expected: [Int], _ vote: SmallVote, _ note: Comment) {
        #expect(outcome.winners.map(\.project) == expected, note)
        #expect(outcome.spent == vote.spent(expected) && outcome.spent + outcome.left == vote.instance.budget, note)
        #expect(outcome.left >= 0, note)
        #expect(outcome.trace.map(\.project).sorted() == Array(vote.instance.projects.indices), note)
        let funded = outcome.trace.filter { $0.decision == .funded }.map(\.project)
        #expect(funded.sorted() == expected.sorted(), note)
        for tie in outcome.ties { #expect(tie.projects.count > 1, note) }
    }

    /// What ballots spent adds up to what the winners cost, and a loser lacks what its supporters have too little.
    private func checkShares(_ outcome: Outcome, _ vote: SmallVote, _ note: Comment) {
        guard let shares = outcome.shares else { return }
        let share = fraction(shares.share)
        let spent = shares.quartiles.map(fraction)
        #expect(spent == spent.sorted() && spent.allSatisfy { $0 <= share }, note)
        // With five ballots the ranks are all of them, and with fewer every ballot is among them.
        if vote.profile.ballots == 5 {
            #expect(spent.reduce(Fraction(0), +) == Fraction(outcome.spent), note)
            for case let step in outcome.trace {
                guard case .tooDear(let by) = step.decision, step.votes == 5 else { continue }
                let missing = Fraction(step.cost + outcome.spent) - share * Fraction(5)
                #expect(Fraction(by) >= missing && Fraction(by - 1) < missing, note)
            }
        }
    }

    private func fraction(_ ratio: Ratio) -> Fraction {
        Fraction(Int128("\(ratio.numerator)") ?? 0, Int128("\(ratio.denominator)") ?? 1)
    }

    @Test("equal shares agrees with its definition (seeds 1 to 2000)", arguments: [Satisfaction.cost, .number])
    func equalShares(_ satisfaction: Satisfaction) throws {
        var ties = 0
        for seed in 1...2000 as ClosedRange<UInt64> {
            let vote = try SmallVote(seed)
            let outcome = try vote.decide(EqualShares(satisfaction: satisfaction))
            check(outcome, vote.equalShares(satisfaction), vote, "seed \(seed)")
            ties += outcome.ties.count
            for step in outcome.trace {
                guard let payment = step.payment else { continue }
                #expect(payment.payers >= payment.exhausted && payment.payers <= step.votes, "seed \(seed)")
            }
        }
        #expect(ties > 50)
    }

    @Test(
        "equal shares and its completions agree with their definitions (seeds 1 to 1000)",
        arguments: [Satisfaction.cost, .number])
    func completions(_ satisfaction: Satisfaction) throws {
        for seed in 1...1000 as ClosedRange<UInt64> {
            let vote = try SmallVote(seed)
            for stop in [true, false] {
                let add1 = vote.add1(satisfaction, exhaustiveStop: stop)
                var rule = EqualShares(satisfaction: satisfaction, completion: .add1, exhaustiveStop: stop)
                let outcome = try vote.decide(rule)
                check(outcome, add1, vote, "add1, seed \(seed), \(stop)")
                checkShares(outcome, vote, "add1, seed \(seed), \(stop)")
                rule.completion = .add1u
                check(try vote.decide(rule), vote.completed(add1), vote, "add1u, seed \(seed), \(stop)")
            }
            let rule = EqualShares(satisfaction: satisfaction, completion: .greedy)
            let expected = vote.completed(vote.equalShares(satisfaction))
            check(try vote.decide(rule), expected, vote, "greedy, seed \(seed)")
        }
    }

    @Test(
        "equal shares, welfare and greedy go by points and ranks (seeds 1 to 1000)",
        arguments: [VoteType.cumulative, .scoring, .ordinal])
    func graded(_ type: VoteType) throws {
        for seed in 1...1000 as ClosedRange<UInt64> {
            let vote = try SmallVote(seed, type)
            let own = Satisfaction.standard(for: type)
            let shares = try vote.decide(EqualShares(satisfaction: own))
            check(shares, vote.equalShares(.number), vote, "equal shares, seed \(seed)")
            let add1 = try vote.decide(EqualShares(satisfaction: own, completion: .add1))
            check(add1, vote.add1(.number, exhaustiveStop: true), vote, "add1, seed \(seed)")
            let welfare = try vote.decide(MaxWelfare(satisfaction: own))
            check(welfare, vote.maxWelfare(.number), vote, "welfare, seed \(seed)")
            #expect(try vote.decide(GreedyRule()).winners.map(\.project) == vote.completed([]), "greedy, seed \(seed)")
        }
    }

    @Test("sequential Phragmén agrees with its definition (seeds 1 to 3000)")
    func phragmen() throws {
        for seed in 1...3000 as ClosedRange<UInt64> {
            let vote = try SmallVote(seed)
            check(try vote.decide(SequentialPhragmen()), vote.phragmen(), vote, "seed \(seed)")
            let completed = try vote.decide(SequentialPhragmen(completion: .greedy))
            check(completed, vote.completed(vote.phragmen()), vote, "completed, seed \(seed)")
        }
    }

    @Test("maximin support agrees with its definition (seeds 1 to 3000)")
    func maximin() throws {
        for seed in 1...3000 as ClosedRange<UInt64> {
            let vote = try SmallVote(seed)
            check(try vote.decide(MaximinSupport()), vote.maximinSupport(), vote, "seed \(seed)")
        }
    }

    @Test("maximum welfare agrees with its definition (seeds 1 to 3000)", arguments: [Satisfaction.cost, .number])
    func welfare(_ satisfaction: Satisfaction) throws {
        for seed in 1...3000 as ClosedRange<UInt64> {
            let vote = try SmallVote(seed)
            let outcome = try vote.decide(MaxWelfare(satisfaction: satisfaction))
            check(outcome, vote.maxWelfare(satisfaction), vote, "seed \(seed)")
        }
    }
}
