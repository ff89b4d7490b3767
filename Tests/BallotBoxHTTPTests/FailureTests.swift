import BallotBox
import ElectionFixture
import ElectionRecord
import HTTPTypes
import HummingbirdTesting
import Testing
import TransparencyLog
import Wire

@testable import BallotBoxHTTP

@Suite("A disk that fails")
struct FailureTests {
    @Test(
        "no receipt leaves when the disk fails, and the same ballot later gets one, with one place in the log",
        arguments: [Faults.Step.beforeCommit, .afterCommit, .lock])
    func commit(_ step: Faults.Step) async throws {
        let polls = try await Polls(pause: .seconds(60))
        try await polls.serve { client in
            let (size, ballot) = (try await client.size(), try polls.ballot(0))
            polls.faults.fail(step)
            let answer = try await client.cast(ballot)
            try answer.requireFault(.serviceUnavailable, "unavailable")
            #expect(answer.headers[.retryAfter] == "2")
            #expect(!answer.text.contains("secret-place"))
            polls.faults.fail()
            let (index, _, receipt) = try await client.cast(ballot).cast
            #expect(index == size)
            let log = try polls.election.keys.verification(FixtureElection.origin)
            #expect(try receipt.verify(leaf: MerkleTree.leaf(ballot), log: log).size == size + 1)
            #expect(try await client.size() == size + 1)
            #expect(polls.log.lines.contains { $0.contains("the box failed") && $0.contains("disk is full") })
        }
    }

    @Test("while the disk is full ballots and acts are told to come again and all else is answered; then it goes on")
    func full() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            let (_, code, receipt) = try await client.cast(polls.ballot(0)).cast
            let size = try await client.size()
            polls.faults.fail(.beforeCommit)
            for number in 1..<4 {
                try await client.cast(polls.ballot(number)).requireFault(.serviceUnavailable, "unavailable")
            }
            let notice = try polls.act(.notice(["nl": "Dag", "en": "Hello"]))
            try await client.hand(in: [notice]).requireFault(.serviceUnavailable, "unavailable")
            try await client.cast(polls.ballot(0, [1])).requireFault(.forbidden, "used-code")
            #expect(try await client.size() == size)
            #expect(try await client.get("/v1/receipts/\(code)").bytes == receipt.bytes)
            for path in ["/v1/election", "/v1/turnout", "/log/tile/entries/000.p/\(size)", "/metrics", "/health/live"] {
                #expect(try await client.get(path).status == .ok)
            }
            polls.faults.fail()
            for number in 1..<4 { _ = try await client.cast(polls.ballot(number)).cast }
            #expect(try await client.hand(in: [notice]).status == .ok)
            #expect(try await client.size() == size + 4)
        }
    }

    @Test("a box that can't be opened is not ready, shows nothing that is not locked, and opens by itself")
    func shut() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            let (size, ballot) = (try await client.size(), try polls.ballot(0))
            #expect(try await client.get("/health/ready").json == ["status": "ready"])
            polls.faults.fail(.afterCommit, .opening)
            try await client.cast(ballot).requireFault(.serviceUnavailable, "unavailable")
            try await client.get("/health/ready").requireFault(.serviceUnavailable, "unavailable")
            let key = try polls.election.credential(0, 1).publicKeys[0].compressed
            for answer in [
                try await client.post("/v1/eligibility", key), try await client.get("/v1/receipts/0000-0000-0000-0000"),
                try await client.hand(in: [polls.act(.notice(["nl": "Dag", "en": "Hello"]))]),
                try await client.cast(ballot),
            ] {
                try answer.requireFault(.serviceUnavailable, "unavailable")
                #expect(!answer.text.contains("secret-place"))
            }
            #expect(try await client.get("/health/live").json == ["status": "live"])
            #expect(try await client.get("/v1/election").status == .ok)
            #expect(try await client.size() == size)
            #expect(try await client.get("/log/tile/entries/000.p/\(size + 1)").status == .notFound)
            polls.faults.fail()
            while try await client.get("/health/ready").status != .ok { try await Task.sleep(for: .milliseconds(5)) }
            #expect(try await client.size() == size + 1)
            #expect(try await client.cast(ballot).cast.index == size)
        }
    }

    @Test(
        "a box whose disk failed under an act has been opened again when it answers",
        arguments: [Faults.Step.beforeCommit, .afterCommit])
    func act(_ step: Faults.Step) async throws {
        let polls = try await Polls(pause: .seconds(60))
        try await polls.serve { client in
            let notice = try polls.act(.notice(["nl": "Dag", "en": "Hello"]))
            let size = try await client.size()
            polls.faults.fail(step)
            try await client.hand(in: [notice]).requireFault(.serviceUnavailable, "unavailable")
            #expect(try await client.get("/health/ready").status == .ok)
            polls.faults.fail()
            #expect(try await client.hand(in: [notice]).json == ["size": .integer(size + 1)])
        }
    }

    @Test(
        "a disk that can't be read is the box's fault: who asks is told to come again, and the log says why",
        arguments: [Faults.Step.finding, .proving])
    func unreadable(_ step: Faults.Step) async throws {
        let polls = try await Polls(pause: .seconds(60))
        try await polls.serve { client in
            let ballot = try polls.ballot(0)
            let code = try await client.cast(ballot).cast.trackingCode
            // The receipt of the last batch's ballots is under a checkpoint that the box remembers.
            _ = try await client.cast(polls.ballot(1)).cast
            let notice = try polls.act(.notice(["nl": "Dag", "en": "Hello"]))
            polls.faults.fail(step)
            var answers = [try await client.get("/v1/receipts/\(code)"), try await client.cast(ballot)]
            if step == .finding { answers.append(try await client.hand(in: [notice])) }
            for answer in answers {
                try answer.requireFault(.serviceUnavailable, "unavailable")
                #expect(!answer.text.contains("witnessed") && !answer.text.contains("secret-place"))
            }
            let said = polls.log.lines.filter { $0.hasPrefix("error") && $0.contains("disk is full") }
            #expect(said.count >= answers.count)
            polls.faults.fail()
            #expect(try await client.get("/v1/receipts/\(code)").status == .ok)
            #expect(try await client.hand(in: [notice]).status == .ok)
        }
    }
}
