import BallotBox
import ElectionFixture
import ElectionRecord
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import TransparencyLog

@testable import BallotBoxHTTP

@Suite("Witnesses of the box")
struct WitnessedTests {
    private static func cosigners(_ receipt: Receipt, _ election: FixtureElection) throws -> Set<String> {
        let keys = try FixtureKeys.witnesses.map(election.keys.verification)
        let note = receipt.checkpoint
        return Set(
            keys.filter { key in note.signatures.contains { Cosignature.time(of: $0, on: note.text, by: key) != nil } }
                .map(\.name))
    }

    @Test("every receipt bears as many cosignatures as the manifest asks for, growing from what the witnesses hold")
    func honest() async throws {
        let election = try Polls.election(quorum: 2)
        let held = TreeHead(
            size: 3, root: MerkleTree.root(of: election.entries[..<3].map { MerkleTree.leaf($0) }))
        let witnesses = [
            try FalseWitness("library", of: election), try FalseWitness("newspaper", of: election, known: held),
        ]
        try await FalseWitness.serve(witnesses, patience: .seconds(20)) { clients in
            let polls = try await Polls(election, witnesses: clients)
            try await polls.serve { client in
                for number in 0..<3 {
                    let receipt = try await client.cast(polls.ballot(number)).cast.receipt
                    #expect(try Self.cosigners(receipt, election) == ["library", "newspaper"])
                }
                // Asked with the wrong size each was once: the second held three entries, the first none.
                #expect(witnesses.map(\.asked) == [4, 5])
            }
        }
    }

    @Test(
        "without its witnesses a ballot is kept and gets no receipt; when they are back, the same ballot gets one",
        arguments: [
            FalseWitness.Manner.refusing, .lying, .holding("999999999\n"), .holding("-5\n"), .holding("many\n"),
            .holding("1\n"),
            .hanging, .babbling,
        ])
    func without(_ manner: FalseWitness.Manner) async throws {
        let election = try Polls.election(quorum: 1)
        let witness = try FalseWitness("library", of: election)
        try await FalseWitness.serve([witness]) { clients in
            let polls = try await Polls(election, witnesses: clients, pause: .seconds(60))
            try await polls.serve { client in
                let (size, ballot) = (try await client.size(), try polls.ballot(0))
                witness.become(manner)
                let answer = try await client.cast(ballot)
                try answer.requireFault(.serviceUnavailable, "unavailable")
                #expect(answer.headers[.retryAfter] == "2")
                #expect(try await client.size() == size + 1)
                let code = TrackingCode(MerkleTree.leaf(ballot))
                try await client.get("/v1/receipts/\(code)").requireFault(.serviceUnavailable, "unavailable")
                try await client.cast(polls.ballot(0, [1])).requireFault(.forbidden, "used-code")
                witness.become(.honest)
                let (index, _, receipt) = try await client.cast(ballot).cast
                #expect(index == size)
                #expect(try Self.cosigners(receipt, election) == ["library"])
                #expect(try await client.size() == size + 1)
            }
        }
    }

    @Test("the box asks again by itself, so that a receipt is there for whoever went away")
    func again() async throws {
        let election = try Polls.election(quorum: 1)
        let witness = try FalseWitness("library", of: election)
        try await FalseWitness.serve([witness]) { clients in
            let polls = try await Polls(election, witnesses: clients, pause: .milliseconds(20))
            try await polls.serve { client in
                witness.become(.refusing)
                let ballot = try polls.ballot(0)
                #expect(try await client.cast(ballot).status == .serviceUnavailable)
                witness.become(.honest)
                let path = "/v1/receipts/\(TrackingCode(MerkleTree.leaf(ballot)))"
                while try await client.get(path).status != .ok { try await Task.sleep(for: .milliseconds(5)) }
                let receipt = try await Receipt(parsing: client.get(path).bytes)
                #expect(try Self.cosigners(receipt, election) == ["library"])
            }
        }
    }

    @Test(
        "once the window is over, witnesses look when all that waited is in the log",
        arguments: [(FixtureElection.closes - 1, 4), (FixtureElection.closes, 3)])
    func over(now: Int, asked: Int) async throws {
        let election = try Polls.election(quorum: 1)
        let witness = try FalseWitness("library", of: election)
        try await FalseWitness.serve([witness], patience: .seconds(3)) { clients in
            let polls = try await Polls(election, witnesses: clients, pause: .seconds(60), writer: now)
            let (sequencer, arrived) = (polls.sequencer, Timestamp(seconds: FixtureElection.closes - 1))
            func waiting(_ number: Int) async throws {
                while await sequencer.numberWaiting < number { try await Task.sleep(for: .milliseconds(1)) }
            }
            let ballots = try (0..<3).map { try polls.ballot($0) }
            witness.become(.hanging)
            async let held = sequencer.cast(ballots[0], arrived: arrived)
            while witness.asked < 2 { try await Task.sleep(for: .milliseconds(1)) }
            // Two batches wait meanwhile, each with a ballot.
            async let first = sequencer.cast(ballots[1], arrived: arrived)
            try await waiting(1)
            async let refused = withThrowingTaskGroup { group in
                for _ in 1..<BallotBox.batch { group.addTask { try await sequencer.cast([1], arrived: arrived) } }
                return try await group.reduce(into: 0) { if case .failure = $1 { $0 += 1 } }
            }
            try await waiting(BallotBox.batch)
            async let second = sequencer.cast(ballots[2], arrived: arrived)
            try await waiting(BallotBox.batch + 1)
            witness.become(.honest)
            do {
                _ = try await held
                Issue.record("a ballot was answered that no witness has seen")
            } catch is Unavailable {}
            #expect(try await refused == BallotBox.batch - 1)
            let indices = try await [first.get().index, second.get().index]
            #expect(indices == [election.entries.count + 1, election.entries.count + 2])
            #expect(witness.asked == asked)
        }
    }

    @Test("a cosignature that can't be stored is the disk's fault, which the log says, and no witness's")
    func unstored() async throws {
        let election = try Polls.election(quorum: 1)
        try await FalseWitness.serve([FalseWitness("library", of: election)]) { clients in
            let polls = try await Polls(election, witnesses: clients, pause: .seconds(60))
            try await polls.serve { client in
                let ballot = try polls.ballot(0)
                polls.faults.fail(.cosigning)
                try await client.cast(ballot).requireFault(.serviceUnavailable, "unavailable")
                #expect(polls.log.lines.contains { $0.hasPrefix("error") && $0.contains("disk is full") })
                polls.faults.fail()
                _ = try await client.cast(ballot).cast
            }
        }
    }

    @Test("a witness that lies or hangs holds nobody up while enough others are honest")
    func one() async throws {
        for manner in [FalseWitness.Manner.lying, .hanging] {
            let election = try Polls.election(quorum: 1)
            let witnesses = [
                try FalseWitness("library", of: election, manner), try FalseWitness("newspaper", of: election),
            ]
            try await FalseWitness.serve(witnesses, patience: .seconds(50)) { clients in
                let polls = try await Polls(election, witnesses: clients)
                try await polls.serve { client in
                    let receipt = try await client.cast(polls.ballot(0)).cast.receipt
                    #expect(try Self.cosigners(receipt, election) == ["newspaper"])
                }
            }
        }
    }

    @Test("a box is not opened with fewer witnesses than the manifest asks for, a stranger, or one of them twice")
    func atTheStart() async throws {
        let address = try #require(URL(string: "http://127.0.0.1:1"))
        func client(_ name: String) -> WitnessClient { WitnessClient(name: name, address: address) }
        for (witnesses, reason) in [
            (["library"], "the manifest asks for 2 witnesses' cosignatures: expected as many --witness, found 1"),
            (["library", "stranger"], "stranger is no witness of this election"),
            (["library", "library"], "expected each witness once, found library, library"),
        ] {
            await #expect {
                _ = try await Polls(quorum: 2, witnesses: witnesses.map(client))
            } throws: { "\($0)" == reason }
        }
    }
}
