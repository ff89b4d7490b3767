import BallotCrypto
import BudgetRules
import ElectionFixture
import ElectionRecord
import Wire

/// Officials, on what was counted and who has won.
enum TamperResult {
    static let cheats: [Cheat] = counts + acts + documents

    private static func result(
        _ name: String, _ check: Check, _ says: String, alone: Bool = true,
        _ change: @escaping @Sendable (ArtifactShelf, inout [ContestResult]) throws -> Void
    ) -> Cheat {
        .log(name, check, says, alone: alone, from: { try Held.decrypted.get() }) { try $0.conclude(change) }
    }

    private static let counts: [Cheat] = [
        result("an invalid ballot is counted as valid", .opened, "expected 8 ballots, 7 valid, 1 blank, 1 invalid") {
            $1[0].valid += 1
            $1[0].invalid -= 1
        },
        result("a valid ballot is counted as invalid", .opened, "found 8 ballots, 6 valid, 1 blank, 2 invalid") {
            $1[0].valid -= 1
            $1[0].invalid += 1
        },
        result("a blank ballot is not counted as blank", .opened, "found 8 ballots, 7 valid, 0 blank") {
            $1[0].blank = 0
        },
        result("more blank ballots are counted", .opened, "7 valid, 2 blank, 1 invalid") { $1[0].blank += 1 },
    ]

    private static let acts: [Cheat] = [
        result("a ballot more is counted than was cast", .outcome, "expected the counts of 8 ballots", alone: false) {
            $1[0].ballots += 1
            $1[0].valid += 1
        },
        result("a ballot disappears from the count", .outcome, "expected the counts of 8 ballots", alone: false) {
            $1[0].ballots -= 1
            $1[0].valid -= 1
        },
        result("a contest is left out of the result", .outcome, "the manifest's contests in their order", alone: false)
        {
            $1.removeLast()
        },
        result(
            "two contests change places in the result", .outcome, "the manifest's contests in their order", alone: false
        ) {
            $1.swapAt(0, 1)
        },
        result("a contest that was opened is said to be closed", .outcome, "expected it to be opened", alone: false) {
            $1[0].opened = nil
            $1[0].valid = 0
            $1[0].blank = 0
            $1[0].invalid = 0
        },
        result(
            "a contest with too few ballots is said to be opened", .outcome, "expected it to be left closed",
            alone: false
        ) {
            $1[3].opened = $0.put([UInt8](repeating: 0, count: 128))
            $1[3].valid = 2
        },
        .log(
            "the result stands on another tree", .outcome, "expected the tree before the act", alone: false,
            from: {
                try Held.decrypted.get()
            }
        ) {
            guard case .result(let before, let contests) = try $0.counted().act else { return }
            for artifact in try $0.counted().artifacts { $0.shelf.put(artifact) }
            try $0.append(
                .result(before: .init(size: before.size, root: SHA256.hash([1])), contests: contests),
                by: FixtureElection.signers)
        },
        .log(
            "one official signs the result alone", .acts, "expected the signatures of 2 of", alone: false,
            from: {
                try Held.decrypted.get()
            }
        ) {
            let work = try $0.counted()
            for artifact in work.artifacts { $0.shelf.put(artifact) }
            try $0.append(work.act, by: ["official-1"])
        },
        .log(
            "the result comes before the vote is closed", .acts, "does not belong in the voting phase", alone: false,
            from: {
                try Held.voted.get()
            }
        ) {
            try $0.append(.result(before: $0.replay.head, contests: []), by: FixtureElection.signers)
        },
    ]

    /// The outcome document of a contest is another, which the officials sign.
    private static func document(
        _ name: String, _ contest: Int, _ says: String = "",
        _ change: @escaping @Sendable (inout [Verbatim: JSON]) -> Void
    ) -> Cheat {
        result(name, .outcome, says) { shelf, contests in
            guard case .object(var members) = try JSON(canonical: shelf.artifact(contests[contest].outcome)) else {
                return
            }
            let before = members
            change(&members)
            if members == before { throw RecordError("expected another document") }
            contests[contest].outcome = shelf.put(JSON.object(members).canonical)
        }
    }

    /// What the rule would say if it were another, or the ties fell otherwise.
    private static func decided(
        _ name: String, _ contest: Int,
        _ decide: @escaping @Sendable (Recount, inout ContestChange) throws -> Void
    ) -> Cheat {
        Cheat(name, .outcome, "contest ", alone: false) {
            var election = try Held.decrypted.get()
            let recount = try election.counted().recount
            guard let manifest = election.replay.election?.manifest else { throw RecordError("expected an election") }
            var change = ContestChange(
                rule: manifest.contests[contest].rule, ties: nil,
                withdrawn: election.replay.withdrawn[manifest.contests[contest].id] ?? [])
            try decide(recount, &change)
            let count = recount.contests[contest]
            let ties = change.ties ?? count.tieOrder
            let outcome = try change.rule.decide(
                count.instance, ballots: count.selections.map(\.projects),
                excluded: Dictionary(withdrawn: change.withdrawn), tieOrder: ties)
            guard outcome != count.outcome else { throw RecordError("expected another outcome") }
            let winners = outcome.winners.map { winner -> JSON in
                let project = count.instance.projects[winner.project]
                return [
                    "project": .string(project.id), "cost": .integer(project.cost), "granted": .integer(winner.granted),
                    "votes": .integer(winner.votes),
                ]
            }
            guard case .object(var members) = count.document else { throw RecordError("expected an object") }
            members["winners"] = .array(winners)
            members["spent"] = .integer(outcome.spent)
            members["left"] = .integer(outcome.left)
            let document = JSON.object(members).canonical
            try election.conclude { shelf, contests in contests[contest].outcome = shelf.put(document) }
            return Cheat.Scene(folder: try election.published())
        }
    }

    struct ContestChange {
        var rule: Rule
        var ties: [String]?
        var withdrawn: Set<String>
    }

    private static let documents: [Cheat] = [
        document("a loser is put among the winners", 0) { $0["winners"] = .array([["project": "OOST-5"]]) },
        document("nobody has won", 1) { $0["winners"] = .array([]) },
        document("less was spent than the winners cost", 0) { $0["spent"] = .integer(1) },
        document("an invalid ballot has another reason", 0) {
            $0["invalid"] = .array([["row": 0, "reason": "spoilt"]])
        },
        document("the budget is another than the manifest's", 0) { $0["budget"] = .integer(2000) },
        document("a tie is kept quiet", 0) { $0["tied"] = .array([]) },
        document("the trace is left out", 0) { $0["trace"] = nil },
        document("the document says something more", 0) { $0["remark"] = "chosen by the board" },
        document("an unopened contest has winners", 3) { $0["winners"] = .array([["project": "KLEIN-1"]]) },
        result("the outcome document is in another form", .outcome, "expected {") {
            $1[0].outcome = $0.put([0x20] + (try $0.artifact($1[0].outcome)))
        },
        result("two contests share an outcome document", .outcome, "contest west:") { _, contests in
            contests[1].outcome = contests[0].outcome
        },
        decided("the last project is funded in part under a rule that stops", 1) { _, change in
            change.rule = .greedy(GreedyRule(leftover: .partFund))
        },
        decided("the rule goes on where it should stop", 1) { _, change in
            change.rule = .greedy(GreedyRule(leftover: .skip))
        },
        decided("the last project is left out where it should be funded in part", 0) { _, change in
            change.rule = .greedy(GreedyRule(leftover: .stop))
        },
        decided("a tie is broken otherwise than by lot", 0) { recount, change in
            change.ties = recount.contests[0].tieOrder.reversed()
        },
        Cheat("the officials publish another outcome, and the files that go with it", .files, "different from byte") {
            var election = try Held.decrypted.get()
            try election.conclude { _, contests in contests.swapAt(0, 0) }
            var other = try Held.mixed.get()
            try other.decrypt()
            try other.conclude()
            var folder = try election.published()
            guard let results = folder.files["results.json"] else { throw RecordError("expected results.json") }
            let text = String(decoding: results, as: UTF8.self)
            guard let range = text.firstRange(of: "\"selected\":true") else { throw RecordError("expected a winner") }
            folder.files["results.json"] = Array(
                (String(text[..<range.lowerBound]) + "\"selected\":false" + String(text[range.upperBound...])).utf8)
            return Cheat.Scene(folder: folder)
        },
    ]
}
