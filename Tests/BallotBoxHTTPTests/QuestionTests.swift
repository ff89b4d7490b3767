import BallotCrypto
import ElectionFixture
import ElectionRecord
import HTTPTypes
import HummingbirdTesting
import Testing
import TransparencyLog
import Wire

@testable import BallotBoxHTTP

@Suite("Questions to the box over HTTP")
struct QuestionTests {
    @Test("a credential's district and standing are told, and of a stranger's nothing but that it is one")
    func eligibility() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            let revoked = try polls.election.credential(0, 3).publicKeys[0].compressed
            _ = try await client.hand(in: [polls.act(.revoke(keys: revoked, reason: "lost"))])
            _ = try await client.cast(polls.ballot(0)).cast
            for (number, standing) in [(0, "voted"), (1, "unused"), (3, "revoked")] {
                let key = try polls.election.credential(0, number).publicKeys[0].compressed
                let answer = try await client.post("/v1/eligibility", key)
                #expect(answer.status == .ok)
                #expect(try answer.json == ["district": "oost", "standing": .string(standing)])
            }
            let west = try polls.election.credential(1, 0).publicKeys[0].compressed
            #expect(try await client.post("/v1/eligibility", west).json == ["district": "west", "standing": "unused"])
            let stranger = try Credential.random().publicKeys[0].compressed
            try await client.post("/v1/eligibility", stranger).requireFault(.notFound, "unknown-code")
            try await client.post("/v1/eligibility", west + west).requireFault(.badRequest, "malformed")
            try await client.post("/v1/eligibility", []).requireFault(.badRequest, "malformed")
        }
    }

    @Test("the election is described as its acts have left it, with the box's own time")
    func election() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            guard case .object(let before) = try await client.get("/v1/election").json else {
                Issue.record("expected an object")
                return
            }
            #expect(before["origin"] == .string(FixtureElection.origin))
            #expect(before["phase"] == "voting")
            #expect(before["notices"] == .array([]))
            #expect(before["now"] == .string("\(Timestamp(seconds: FixtureElection.opens + 10))"))
            #expect(before["context"] == polls.election.replay.ctx.map { .string($0.hex) })
            let closes = Timestamp(seconds: FixtureElection.closes + 500)
            let acts = [
                try polls.act(.notice(["nl": "Dag", "en": "Hello"])),
                try polls.act(.extend(closes: closes, reason: "snow")),
            ]
            #expect(try await client.hand(in: acts).json == ["size": .integer(polls.election.entries.count + 2)])
            guard case .object(let after) = try await client.get("/v1/election").json,
                case .object(let window)? = after["window"], case .array(let notices)? = after["notices"]
            else {
                Issue.record("expected a window and notices")
                return
            }
            #expect(window["closes"] == .string("\(closes)"))
            #expect(notices.count == 1)
            #expect(after.keys == before.keys)
        }
    }

    @Test("the turnout counts ballots and the codes that are not revoked")
    func turnout() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            _ = try await client.cast(polls.ballot(0)).cast
            let revoked = try polls.election.credential(0, 3).publicKeys[0].compressed
            _ = try await client.hand(in: [polls.act(.revoke(keys: revoked, reason: "lost"))])
            let districts: [JSON] = [
                ["ballots": 1, "credentials": 11, "id": "oost"], ["ballots": 0, "credentials": 10, "id": "west"],
                ["ballots": 0, "credentials": 4, "id": "eiland"],
            ]
            #expect(try await client.get("/v1/turnout").json == ["districts": .array(districts)])
        }
    }

    @Test("a tracking code that is none, and one of no ballot, are told apart")
    func unknownReceipts() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            try await client.get("/v1/receipts/0000-0000-0000-0000").requireFault(.notFound, "not-found")
            for typed in ["0000-0000-0000", "0000-0000-0000-000U", "..%2F..%2Fprivate"] {
                try await client.get("/v1/receipts/\(typed)").requireFault(.badRequest, "malformed")
            }
            let manifest = TrackingCode(MerkleTree.leaf(polls.election.entries[0]))
            try await client.get("/v1/receipts/\(manifest)").requireFault(.notFound, "not-found")
        }
    }

    @Test("what is not there is not found, by any method, and what comes from elsewhere is no exception")
    func elsewhere() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            for path in ["/v1", "/v1/nothing", "/private/log.key", "/box.sqlite", "/..%2Fbox.sqlite", "/v1/ballots"] {
                try await client.get(path).requireFault(.notFound, "not-found")
            }
            try await client.post("/v1/election", []).requireFault(.notFound, "not-found")
            let options = try await client.execute(
                uri: "/v1/ballots", method: .options, headers: [.origin: "https://x"])
            try options.requireFault(.notFound, "not-found")
            #expect(options.headers[.accessControlAllowOrigin] == nil)
        }
    }
}
