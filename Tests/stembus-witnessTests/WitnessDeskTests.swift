import BallotCrypto
import ElectionRecord
import Foundation
import Synchronization
import Testing
import TransparencyLog
import Wire

@testable import stembus_witness

@Suite("A witness that serves")
struct WitnessDeskTests {
    private static let now = 1_800_000_000
    private static let decade = 10 * 365 * 86_400

    /// A log and its witness, with a clock that is set by hand.
    private final class Place: Sendable {
        let folder = NSTemporaryDirectory() + "stembus-\(UUID().uuidString)"
        let log: VerificationKey
        private let logKey: String
        private let clock = Mutex(now)

        init() throws {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let key = try SigningKey.generate(name: "vote.example/2027")
            log = key.verificationKey
            logKey = key.revealed()
            let witness = try SigningKey.generate(name: "library", kind: .cosignature)
            try Data(witness.revealed().utf8).write(to: URL(filePath: "\(folder)/key"))
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        func set(_ seconds: Int) { clock.withLock { $0 = seconds } }

        var key: WitnessKey { WitnessKey(path: "\(folder)/key") }

        func desk(forgettingTime: Bool = false) throws -> WitnessDesk {
            try WitnessDesk(
                log: log, key: key, folder: "\(folder)/state-\(forgettingTime)", forgettingTime: forgettingTime
            ) { [self] in Timestamp(seconds: clock.withLock { $0 }) }
        }

        /// The state of one desk is the next one's.
        func handOver() throws {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/state-true", withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                atPath: "\(folder)/state-false/checkpoint", toPath: "\(folder)/state-true/checkpoint")
        }

        /// A log of as many entries, whose entries from `forked` on are others.
        func note(_ size: Int, forked: Int = .max) throws -> SignedNote {
            let head = TreeHead(size: size, root: MerkleTree.root(of: Self.leaves(size, forked)))
            var note = SignedNote(text: Checkpoint(origin: log.name, head: head).text, signatures: [])
            note.sign(with: try SigningKey(parsing: logKey))
            return note
        }

        func request(_ old: Int, _ new: Int, forked: Int = .max) throws -> [UInt8] {
            let proof =
                old == 0 || old == new
                ? ConsistencyProof(hashes: [])
                : try ConsistencyProof(old: old, new: new, from: TileHashes(Self.leaves(new, forked)))
            return WitnessRequest(oldSize: old, proof: proof, checkpoint: try note(new, forked: forked)).bytes
        }

        private static func leaves(_ size: Int, _ forked: Int) -> [Digest] {
            (0..<size).map { MerkleTree.leaf([UInt8($0), $0 < forked ? 0 : 1]) }
        }
    }

    @Test("a clock that jumps ahead while it serves cosigns nothing, and goes on when it is right again")
    func jump() async throws {
        let place = try Place()
        let desk = try place.desk()
        #expect(try await desk.answer(place.request(0, 1)).status.code == 200)
        for seconds in [Self.now + Self.decade, Self.now + Self.decade + 5] {
            place.set(seconds)
            #expect(
                try await desk.answer(place.request(1, 2)).status.code == 500, "it is no right time the second time")
        }
        place.set(Self.now + 10)
        #expect(try await desk.answer(place.request(1, 2)).status.code == 200)
    }

    @Test("a clock may be five minutes behind the last cosignature's time, and no more")
    func slew() async throws {
        let place = try Place()
        let desk = try place.desk()
        #expect(try await desk.answer(place.request(0, 1)).status.code == 200)
        place.set(Self.now - 301)
        #expect(try await desk.answer(place.request(1, 2)).status.code == 500)
        place.set(Self.now - 300)
        #expect(try await desk.answer(place.request(1, 2)).status.code == 200)
    }

    @Test("after a time that had not come, one start with --forget-time goes on from the same size and root")
    func forget() async throws {
        let place = try Place()
        place.set(Self.now + Self.decade)
        let ahead = try place.desk()
        #expect(try await ahead.answer(place.request(0, 2)).status.code == 200)
        place.set(Self.now)
        #expect(try await ahead.answer(place.request(2, 3)).status.code == 500)
        let stored = try SignedNote(
            parsing: Array(Data(contentsOf: URL(filePath: "\(place.folder)/state-false/checkpoint"))))
        #expect {
            _ = try place.key.cosigned(
                place.note(3), by: place.log, at: Timestamp(seconds: Self.now), after: stored)
        } throws: {
            "\($0)".contains("earlier than the last cosignature's time") && "\($0)".hasSuffix("once with --forget-time")
        }
        try place.handOver()
        let again = try place.desk(forgettingTime: true)
        #expect(try await again.answer(place.request(2, 3, forked: 1)).status.code == 422, "a fork")
        #expect(try await again.answer(place.request(0, 1)).status.code == 409, "the size is held")
        #expect(try await again.answer(place.request(2, 3)).status.code == 200)
        place.set(Self.now - 301)
        #expect(try await again.answer(place.request(3, 4)).status.code == 500, "it forgets once")
    }
}
