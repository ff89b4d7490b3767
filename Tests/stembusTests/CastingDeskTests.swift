import BallotBox
import BallotBoxSQLite
import BallotCrypto
import Ceremony
import ElectionFixture
import ElectionRecord
import Foundation
import Testing
import TransparencyLog

@testable import stembus

/// A box on disk whose vote is open, and a folder for receipts.
private struct Desk {
    let election: FixtureElection
    let folder: String
    let box: BallotBox
    let desk: CastingDesk

    static func open(_ body: (Desk) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let election = try FixtureElection.opened()
        let box = try BallotBox(
            store: SQLiteStore.create(in: folder), key: election.keys.signing(FixtureElection.origin),
            clock: { Timestamp(seconds: FixtureElection.opens + 10) })
        let artifacts = try election.replay.references.map { try election.shelf.artifact($0) }
        try box.append(election.entries, artifacts: artifacts)
        try body(Desk(election: election, folder: folder, box: box, desk: CastingDesk(box: box)))
    }

    func envelope(_ number: Int, code: String? = nil, _ projects: String) -> Envelope {
        Envelope(
            path: "batch.csv", line: number + 2, code: code ?? election.codes[0][number], projects: projects,
            receipt: "\(folder)/\(number).tlog-proof")
    }

    /// A ballot as an earlier run sealed it.
    func sealed(_ number: Int, _ projects: [String]) throws -> [UInt8] {
        try Sealing(box.replay).seal(["oost": projects], district: 0, by: election.credential(0, number)).content.bytes
    }

    var files: [String] { Files.list(folder).filter { $0.contains("tlog-proof") } }
}

@Suite("Casting with second tries")
struct CastingDeskTests {
    @Test("choices are cast together, each with its receipt, and nothing else stays behind")
    func batch() throws {
        try Desk.open { at in
            let envelopes = [
                at.envelope(0, "oost=OOST-1,stad=STAD-9"), at.envelope(1, ""), at.envelope(2, "oost=OOST-2"),
            ]
            let results = try at.desk.cast(envelopes)
            #expect(Set(try results.map { try $0.get().description }).count == 3)
            #expect(at.box.replay.ballots.count == 3)
            #expect(at.files == ["0.tlog-proof", "1.tlog-proof", "2.tlog-proof"])
            for envelope in envelopes { _ = try Receipt(parsing: Files.read(envelope.receipt)) }
        }
    }

    @Test("a ballot whose receipt was lost is sent again as it was: it gets its receipt and adds nothing")
    func lostReceipt() throws {
        try Desk.open { at in
            let ballot = try at.sealed(0, ["OOST-1"])
            let first = try at.box.cast([ballot])[0].get()
            let size = at.box.replay.head.size
            let envelope = at.envelope(0, "oost=OOST-1")
            try Files.write(ballot, to: envelope.sealedPath)
            #expect(try at.desk.cast([envelope])[0].get() == first.trackingCode)
            #expect(try Files.read(envelope.receipt) == first.receipt.bytes)
            #expect(at.box.replay.head.size == size)
            #expect(at.files == ["0.tlog-proof"])
        }
    }

    @Test("a ballot that was sealed but not sent is the one that is cast")
    func notSent() throws {
        try Desk.open { at in
            let ballot = try at.sealed(0, ["OOST-3"])
            let envelope = at.envelope(0, "oost=OOST-1")
            try Files.write(ballot, to: envelope.sealedPath)
            #expect(try at.desk.cast([envelope])[0].get() == TrackingCode(MerkleTree.leaf(ballot)))
        }
    }

    @Test("a kept ballot of another code is not sent")
    func otherCode() throws {
        try Desk.open { at in
            let envelope = at.envelope(1, "oost=OOST-1")
            try Files.write(try at.sealed(0, ["OOST-3"]), to: envelope.sealedPath)
            guard case .failure(let complaint) = try at.desk.cast([envelope])[0] else {
                Issue.record("expected a complaint")
                return
            }
            #expect(complaint.description.contains("expected the ballot that was sealed with this code"))
            #expect(at.box.replay.ballots.isEmpty)
        }
    }

    @Test("a receipt that is there counts for its own code alone, so that no batch is taken for another")
    func receipts() throws {
        try Desk.open { at in
            let envelopes = [at.envelope(0, "oost=OOST-1"), at.envelope(1, "oost=OOST-2")]
            _ = try at.desk.cast(envelopes)
            // As a run leaves it that is ended between the two.
            try Files.write(try at.sealed(0, ["OOST-1"]), to: envelopes[0].sealedPath)
            try at.desk.settle(envelopes)
            #expect(at.files == ["0.tlog-proof", "1.tlog-proof"])
            let other = at.envelope(1, code: at.election.codes[0][5], "oost=OOST-3")
            let message =
                "batch.csv: line 3: \(other.receipt): expected the receipt of this code, "
                + "found another ballot's"
            #expect { try at.desk.settle([envelopes[0], other]) } throws: { "\($0)" == message }
            try Files.write(Array("no receipt\n".utf8), to: envelopes[0].receipt)
            #expect { try at.desk.settle(envelopes) } throws: {
                "\($0)".hasPrefix("batch.csv: line 2: \(envelopes[0].receipt): expected the receipt of this code")
            }
        }
    }

    @Test("what is refused names its line and does not hold up the others")
    func refused() throws {
        try Desk.open { at in
            let stranger = try CodeIssue.codes(1, origin: FixtureElection.origin)[0].code
            let results = try at.desk.cast([
                at.envelope(0, "oost=OOST-1"), at.envelope(1, "OOST-1"), at.envelope(2, "oost=OOST-99"),
                at.envelope(3, code: String(decoding: stranger, as: UTF8.self), "oost=OOST-1"),
                at.envelope(4, "oost=OOST-1,oost=OOST-2,oost=OOST-3,oost=OOST-4"), at.envelope(5, "stad=STAD-1"),
            ])
            let messages = results.map { result -> String? in
                guard case .failure(let complaint) = result else { return nil }
                return complaint.description
            }
            #expect(
                messages == [
                    nil,
                    "batch.csv: line 3: expected contest=project with a contest of [\"oost\", \"stad\"], found \"OOST-1\"",
                    "batch.csv: line 4: contest oost: there is no project \"OOST-99\"",
                    "batch.csv: line 5: the code is not one of this vote's",
                    "batch.csv: line 6: contest oost: expected at most 3 projects, found 4", nil,
                ])
            let again = try at.desk.cast([at.envelope(6, code: at.election.codes[0][0], "oost=OOST-2")])[0]
            guard case .failure(let used) = again else {
                Issue.record("expected the used code to be refused")
                return
            }
            #expect(used.description == "batch.csv: line 8: the code has been used: there is one ballot for each code")
            #expect(at.files == ["0.tlog-proof", "5.tlog-proof"])
        }
    }
}
