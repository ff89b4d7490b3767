import BallotBox
import ElectionFixture
import ElectionRecord
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import TransparencyLog
import Wire

@testable import BallotBoxHTTP

@Suite("Casting over HTTP")
struct CastingTests {
    @Test("a ballot gets a receipt that holds, the same each time it comes, and anyone gets it by its tracking code")
    func receipt() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            let ballot = try polls.ballot(0)
            let size = try await client.size()
            let answer = try await client.cast(ballot)
            #expect(answer.headers[.contentType] == "application/json")
            #expect(answer.headers[.cacheControl] == "no-store")
            let (index, code, receipt) = try answer.cast
            let leaf = MerkleTree.leaf(ballot)
            let log = try polls.election.keys.verification(FixtureElection.origin)
            #expect(index == size)
            #expect(code == "\(TrackingCode(leaf))")
            #expect(try receipt.verify(leaf: leaf, log: log).size == size + 1)
            #expect(try await client.cast(ballot).bytes == answer.bytes)
            #expect(try await client.size() == size + 1)
            for typed in [code, code.lowercased(), code.replacing("-", with: "")] {
                let found = try await client.get("/v1/receipts/\(typed)")
                #expect(found.status == .ok)
                #expect(found.bytes == receipt.bytes)
                #expect(found.headers[.contentType] == "text/plain; charset=utf-8")
            }
        }
    }

    @Test("of what comes at once each code gets one ballot in, and the same ballot twice one place")
    func atOnce() async throws {
        let polls = try await Polls(gathering: .milliseconds(100))
        let ballots = try (0..<6).flatMap { number in
            let ballot = try polls.ballot(number)
            return [ballot, ballot, try polls.ballot(number, [1])]
        }
        try await polls.serve { client in
            let size = try await client.size()
            let answers = try await withThrowingTaskGroup { group in
                for (place, ballot) in ballots.enumerated() {
                    group.addTask { (place, try await client.cast(ballot)) }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            for number in 0..<6 {
                let three = try (0..<3).map { try #require(answers[3 * number + $0]) }
                #expect(three[0].bytes == three[1].bytes)
                #expect(Set([three[0].status.code, three[2].status.code]) == [200, 403])
            }
            #expect(try await client.size() == size + 6)
        }
    }

    @Test("a batch is under one checkpoint, and each of its ballots has a place of its own")
    func batch() async throws {
        let polls = try await Polls(gathering: .seconds(600))
        let ballots = try (0..<10).map { try polls.ballot($0) }
        try await polls.serve { client in
            let size = polls.election.entries.count
            let indices = try await withThrowingTaskGroup { group in
                for ballot in ballots {
                    group.addTask {
                        let cast = try await client.cast(ballot).cast
                        #expect(try Checkpoint(parsing: cast.receipt.checkpoint.text).head.size == size + 10)
                        return cast.index
                    }
                }
                while await polls.sequencer.numberWaiting < 10 { await Task.yield() }
                // With these it is full.
                for _ in 10..<BallotBox.batch { Task { try await polls.sequencer.cast([0], arrived: .now) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(indices.sorted() == Array(size..<size + 10))
        }
    }

    @Test("what can't be cast is told why in one word and one sentence, and nothing is stored")
    func refusals() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            let revoked = try polls.election.credential(0, 3).publicKeys[0].compressed
            let act = try polls.act(.revoke(keys: revoked, reason: "lost"))
            #expect(try await client.hand(in: [act]).status == .ok)
            _ = try await client.cast(polls.ballot(0)).cast
            let size = try await client.size()
            let good = try polls.ballot(1)
            var altered = good
            altered[altered.count - 1] ^= 1
            let stranger = try polls.election.ballot(["oost": [0]], district: 0, by: .random()).content.bytes
            let west = try polls.election.ballot(["west": [0]], district: 1, by: polls.election.credential(0, 1))
            try await client.cast([]).requireFault(.badRequest, "malformed")
            try await client.cast(Array(good.dropLast())).requireFault(.badRequest, "malformed")
            try await client.cast([2] + good.dropFirst()).requireFault(.badRequest, "malformed")
            try await client.cast(altered).requireFault(.badRequest, "not-proven")
            try await client.cast(stranger).requireFault(.forbidden, "unknown-code")
            try await client.cast(polls.ballot(0, [1])).requireFault(.forbidden, "used-code")
            try await client.cast(polls.ballot(3)).requireFault(.forbidden, "revoked-code")
            try await client.cast(west.content.bytes).requireFault(.unprocessableContent, "refused")
            #expect(try await client.size() == size)
            _ = try await client.cast(good).cast
        }
    }

    @Test("the vote is open from its first second on, and no longer in the second that it closes at")
    func window() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            polls.tell(FixtureElection.opens - 1)
            try await client.cast(polls.ballot(0)).requireFault(.conflict, "not-open")
            polls.tell(FixtureElection.opens)
            let ballot = try polls.ballot(0)
            let early = try await client.cast(ballot)
            _ = try early.cast
            polls.tell(FixtureElection.closes)
            try await client.cast(polls.ballot(1)).requireFault(.conflict, "not-open")
            polls.tell(FixtureElection.closes - 1)
            _ = try await client.cast(polls.ballot(1)).cast
            polls.tell(FixtureElection.closes + 100)
            #expect(try await client.cast(ballot).bytes == early.bytes)
        }
    }

    @Test("a ballot that came in time is in time, however long the box then takes")
    func inTime() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            polls.tell(FixtureElection.closes - 1, then: FixtureElection.closes + 3600)
            _ = try await client.cast(polls.ballot(0)).cast
            try await client.cast(polls.ballot(1)).requireFault(.conflict, "not-open")
        }
    }

    @Test("a batch that is full waits for nobody")
    func full() async throws {
        let polls = try await Polls(gathering: .seconds(600))
        let refusals = try await withThrowingTaskGroup { group in
            for _ in 0..<BallotBox.batch { group.addTask { try await polls.sequencer.cast([0], arrived: .now) } }
            return try await group.reduce(into: 0) { count, answer in
                if case .failure(.malformed) = answer { count += 1 }
            }
        }
        #expect(refusals == BallotBox.batch)
    }

    @Test("more ballots than the box can keep waiting are told to come again")
    func crowd() async throws {
        let room = 20
        let polls = try await Polls(gathering: .seconds(600), room: room)
        while await polls.sequencer.numberWaiting < room {
            Task { try await polls.sequencer.cast([0], arrived: .now) }
        }
        try await polls.serve { client in
            let answer = try await client.cast(polls.ballot(0))
            try answer.requireFault(.serviceUnavailable, "unavailable")
            #expect(answer.headers[.retryAfter] == "2")
        }
    }
}
