import BudgetRules
import ElectionFixture
import ElectionRecord
import Testing

@testable import Publisher

@Suite("Why a project won or not, in a sentence")
struct ReasonsTests {
    /// The sentences of a contest of 1,000 euros with projects A, B, C … of these costs, after these ballots.
    private static func sentences(
        _ costs: [Int], _ rule: Rule, ballots: [[Int]], withdrawn: Set<String> = [], ties: TieBreak = .projectID,
        change: (Int, inout Project) -> Void = { _, _ in }
    ) throws -> [String] {
        let projects = costs.enumerated().map { index, cost in
            let id = String(UnicodeScalar(UInt8(65 + index)))
            var project = Project(id: id, cost: cost, name: "Plan \(id)")
            change(index, &project)
            return project
        }
        let limits = Limits(minLength: 0)
        let instance = try Instance(budget: 1000, projects: projects, voteType: .approval, limits: limits)
        let contest = Contest(
            id: "proef", title: ["en": "Trial"], budget: 1000, voteType: .approval, limits: limits, rule: rule,
            ties: ties, projects: ArtifactReference([]))
        let rows = try ballots.map { Result<Selection, InvalidRow>.success(try Selection($0, of: costs.count)) }
        let count = try ContestCount(
            contest, instance, ballots: ballots.count, rows: rows, withdrawn: withdrawn, lot: projects.map(\.id))
        let reasons = Reasons(count, try #require(count.outcome), try Held.done.get().edition())
        return projects.indices.map { reasons.sentence($0).replacing("\u{A0}", with: " ") }
    }

    @Test("greedy: fits, is too dear by so much, got no votes, or was withdrawn")
    func greedy() throws {
        let found = try Self.sentences(
            [700, 400, 300, 50, 10], .greedy(GreedyRule()), ballots: [[0, 1, 2, 4], [0, 1, 4], [0]], withdrawn: ["E"])
        #expect(
            found == [
                "Fits: EUR 700 of the EUR 1,000 left.", "Too dear by EUR 100: EUR 300 was left.",
                "Fits: EUR 300 of the EUR 300 left.", "Got no votes.", "Withdrawn during the vote.",
            ])
    }

    @Test("greedy: funded in part, and what stood after it")
    func leftovers() throws {
        #expect(
            try Self.sentences(
                [700, 400, 300], .greedy(GreedyRule(leftover: .partFund)), ballots: [[0, 1, 2], [0, 1], [0]])
                == [
                    "Fits: EUR 700 of the EUR 1,000 left.", "Gets what was left: EUR 300 of the EUR 400.",
                    "Stood after the project at which the money ran out.",
                ])
        #expect(
            try Self.sentences(
                [700, 400, 300], .greedy(GreedyRule(leftover: .stop)), ballots: [[0, 1, 2], [0, 1], [0]])
                == [
                    "Fits: EUR 700 of the EUR 1,000 left.", "Too dear by EUR 100: EUR 300 was left.",
                    "Stood after the project at which the money ran out.",
                ])
    }

    @Test("greedy: over a cap, too few votes, or beside a winner that it can't go with")
    func limits() throws {
        let rule = GreedyRule(minScore: 2, neighborhoodCaps: ["Oost": 500], incompatible: [["A", "C"]])
        let found = try Self.sentences(
            [400, 300, 100, 50], .greedy(rule), ballots: [[0, 1, 2, 3], [0, 1, 2], [0, 1], [0]]
        ) { index, project in
            if index < 2 { project.neighborhood = "Oost" }
        }
        #expect(
            found == [
                "Fits: EUR 400 of the EUR 1,000 left.", "Over the cap of Oost by EUR 200.",
                "Can't go together with Plan A, which was chosen.", "Too few votes: 2 were needed.",
            ])
    }

    @Test("a lot is told to who won it and to who lost it, and only where it mattered")
    func lots() throws {
        let found = try Self.sentences(
            [600, 600, 200], .greedy(GreedyRule()), ballots: [[0, 1, 2], [0, 1]], ties: .lot)
        #expect(found[0].hasPrefix("Fits: EUR 600 of the EUR 1,000 left. Stood equal with Plan B: the lot decided"))
        #expect(found[1].hasPrefix("Too dear by EUR 200: EUR 400 was left. Lost to Plan A by the lot"))
        #expect(found[2] == "Fits: EUR 200 of the EUR 400 left.")
        let part = try Self.sentences(
            [600, 600], .greedy(GreedyRule(leftover: .partFund)), ballots: [[0, 1], [0, 1]], ties: .lot)
        #expect(part[0].hasPrefix("Fits: EUR 600 of the EUR 1,000 left. Stood equal with Plan B"))
        #expect(part[1].hasPrefix("Gets what was left: EUR 400 of the EUR 600. Lost to Plan A by the lot"))
        let both = try Self.sentences([400, 400], .greedy(GreedyRule()), ballots: [[0, 1]], ties: .lot)
        #expect(both == ["Fits: EUR 400 of the EUR 1,000 left.", "Fits: EUR 400 of the EUR 600 left."])
    }

    @Test("equal shares: who paid, and what the supporters lacked")
    func equalShares() throws {
        let found = try Self.sentences(
            [600, 400, 300, 20], .equalShares(EqualShares(completion: .none)),
            ballots: [[0], [0], [0], [1], [1, 2], []])
        // Each ballot has 166 2/3: the first three pay 500 of 600, the others 333 1/3 of 400 and 166 2/3 of 300.
        #expect(
            found == [
                "Its supporters had EUR 100 too little left together.",
                "Its supporters had EUR 67 too little left together.",
                "Its supporters had EUR 134 too little left together.", "Got no votes.",
            ])
        let paid = try Self.sentences(
            [600, 200], .equalShares(EqualShares(completion: .none)), ballots: [[0], [0], [0, 1], [1]])
        #expect(
            paid == [
                "Paid for by 3 voters, who paid at most EUR 200 each.",
                "Paid for by 2 voters, who paid at most EUR 150 each.",
            ])
    }

    /// Of A 500, B 400 and D 200, of which no three fit, after ballots AB, AC, BCD, A, D.
    @Test(
        "every rule says in its own terms why A and D won and B did not, or A and B and not D",
        arguments: [
            (
                Rule.phragmen(SequentialPhragmen(completion: .none)),
                "Paid for by 3 voters, who paid at most EUR 167 each.", "Too dear by EUR 100: EUR 300 was left.",
                "Paid for by 2 voters, who paid at most EUR 100 each."
            ),
            (
                .phragmen(SequentialPhragmen(completion: .greedy)),
                "Paid for by 3 voters, who paid at most EUR 167 each.", "Too dear by EUR 100: EUR 300 was left.",
                "Paid for by 2 voters, who paid at most EUR 100 each."
            ),
            (
                .maximinSupport(MaximinSupport()), "Backed by 3 voters.", "Too dear by EUR 100: EUR 300 was left.",
                "Backed by 2 voters."
            ),
            (
                .maxWelfare(MaxWelfare()), "Belongs to the best combination that fits.",
                "Belongs to the best combination that fits.",
                "Not in the best combination. That left EUR 100: EUR 100 too little."
            ),
            (
                .equalShares(EqualShares(completion: .add1)), "Paid for by 3 voters, who paid at most EUR 167 each.",
                "Its supporters had EUR 267 too little left together.",
                "Paid for by 2 voters, who paid at most EUR 100 each."
            ),
            (
                .equalShares(EqualShares(completion: .greedy)), "Paid for by 3 voters, who paid at most EUR 167 each.",
                "Too dear by EUR 100: EUR 300 was left.", "Paid for by 2 voters, who paid at most EUR 100 each."
            ),
        ])
    func others(_ rule: Rule, _ first: String, _ second: String, _ fourth: String) throws {
        let found = try Self.sentences(
            [500, 400, 300, 200, 100], rule, ballots: [[0, 1], [0, 2], [1, 2, 3], [0], [3]], withdrawn: ["C"])
        #expect(found == [first, second, "Withdrawn during the vote.", fourth, "Got no votes."])
    }

    @Test("what a greedy completion adds or leaves is told by what was left of the budget")
    func completed() throws {
        let found = try Self.sentences(
            [650, 500, 200], .equalShares(EqualShares(completion: .greedy)), ballots: [[0, 1], [0], [0], [1, 2], [2]])
        #expect(
            found == [
                "Fits: EUR 650 of the EUR 800 left.", "Too dear by EUR 350: EUR 150 was left.",
                "Paid for by 2 voters, who paid at most EUR 100 each.",
            ])
    }
}
