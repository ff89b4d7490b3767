import BallotCrypto
import ElectionFixture
import ElectionRecord
import Testing

@testable import Ceremony

/// Held once for all tests; each test goes on from a copy.
enum Held {
    static let opened = Result { try FixtureElection.opened() }
}

@Suite("Sealing a choice")
struct SealingTests {
    @Test("a sealed choice is accepted, and the trustees open it to what was chosen")
    func opens() throws {
        var election = try Held.opened.get()
        let choices = [["OOST-1", "OOST-4"], [], ["OOST-5"], ["OOST-2"]]
        for (number, projects) in choices.enumerated() {
            let ballot = try Sealing(election.replay).seal(
                ["oost": projects], district: 0, by: election.credential(0, number))
            election.append(ballot.content.bytes)
        }
        #expect(election.refused.isEmpty)
        try election.close()
        try election.mix()
        try election.decrypt()
        let recount = try election.counted().recount
        let opened = recount.contests[0].selections.map(\.projects)
        #expect(Set(opened) == [[0, 3], [], [4], [1]])
        #expect(recount.contests[0].blank == 1)
        #expect(recount.contests.first { $0.contest.id == "stad" }?.blank == 4)
    }

    @Test(
        "a choice that breaks the contest's limits or names what is not there is refused",
        arguments: [
            (["oost": ["OOST-1", "OOST-2", "OOST-3", "OOST-4"]], "contest oost: expected at most 3 projects, found 4"),
            (["oost": ["OOST-9"]], "contest oost: there is no project \"OOST-9\""),
            (["oost": ["OOST-1", "OOST-1"]], "contest oost: project \"OOST-1\" is named twice"),
            (["west": ["WEST-1"]], "district oost does not vote in \"west\""),
            (["noord": []], "district oost does not vote in \"noord\""),
        ] as [([String: [String]], String)])
    func refused(_ choices: [String: [String]], _ message: String) throws {
        let election = try Held.opened.get()
        let sealing = try Sealing(election.replay)
        #expect(throws: CeremonyError(message)) {
            try sealing.seal(choices, district: 0, by: election.credential(0, 0))
        }
    }

    @Test("nothing is sealed before the vote is open")
    func early() throws {
        let empty = Replay(artifacts: try Held.opened.get().shelf)
        #expect(throws: CeremonyError("the vote is not open yet")) { try Sealing(empty) }
    }

    @Test("a count that too few trustees open is refused")
    func tooFew() throws {
        var election = try Held.opened.get()
        for number in 0..<4 { try election.cast(["oost": [number]], 0, number) }
        try election.close()
        try election.mix()
        try election.decrypt(by: [2])
        #expect(throws: RecordError.self) { try election.counted() }
        try election.decrypt(by: [3])
        #expect(try election.counted().recount.contests[0].selections.count == 4)
    }
}
