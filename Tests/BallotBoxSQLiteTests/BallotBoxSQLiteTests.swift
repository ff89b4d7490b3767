import BallotBox
import BallotCrypto
import ElectionFixture
import ElectionRecord
import Foundation
import GRDB
import Testing
import TransparencyLog

@testable import BallotBoxSQLite

@Suite("The log in SQLite")
struct SQLiteStoreTests {
    private static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    /// `count` entries from `start`, each using a credential of its own unless told.
    private static func batch(
        _ range: Range<Int>, credential: (Int) -> UInt8 = { UInt8($0) }, entry: (Int) -> Int = { $0 }
    ) throws -> Batch {
        let entries = range.map { Array("entry \(entry($0))".utf8) }
        var note = SignedNote(text: "size \(range.upperBound)\n", signatures: [])
        note.sign(with: try SigningKey.generate(name: "stem.example/proef", kind: .note))
        return Batch(
            start: range.lowerBound, entries: entries,
            credentials: range.map { CredentialKey([UInt8](repeating: credential($0), count: 33)) },
            tiles: [StoredTile(coordinate: TileCoordinate(level: 0, index: 0, width: range.upperBound), bytes: [])],
            checkpoint: note)
    }

    @Test("what is committed is there when the log is opened again")
    func kept() throws {
        try Self.inFolder { folder in
            try SQLiteStore.create(in: folder).commit(Self.batch(0..<3))
            let store = try SQLiteStore.open(folder)
            #expect(try store.entries(1..<3) == ["entry 1", "entry 2"].map { Array($0.utf8) })
            #expect(try store.index(of: MerkleTree.leaf(Array("entry 2".utf8))) == 2)
            #expect(try store.newestCheckpoint()?.text == "size 3\n")
            #expect(try store.checkpointSizes() == [3])
            #expect { try store.entries(1..<4) } throws: { "\($0)".contains("expected entries 1 to 3, found 2") }
        }
    }

    @Test("a batch with one entry that can't stand is not stored at all")
    func atomic() throws {
        try Self.inFolder { folder in
            let store = try SQLiteStore.create(in: folder)
            try store.commit(Self.batch(0..<3))
            let faults = [
                try Self.batch(3..<6, credential: { $0 == 5 ? 1 : UInt8($0) }),
                try Self.batch(3..<6, entry: { $0 == 5 ? 0 : $0 }), try Self.batch(2..<6), try Self.batch(4..<6),
            ]
            for fault in faults {
                #expect(throws: BoxError.self) { try store.commit(fault) }
                #expect(try store.checkpointSizes() == [3])
                #expect { try store.entries(0..<4) } throws: { "\($0)".contains("found 3") }
            }
            try store.commit(Self.batch(3..<6))
            #expect(try store.checkpointSizes() == [3, 6])
        }
    }

    @Test("one box writes at a time; others read and can't write")
    func writers() throws {
        try Self.inFolder { folder in
            let store = try SQLiteStore.create(in: folder)
            #expect { try SQLiteStore.open(folder) } throws: { "\($0)" == "another box is writing to this election" }
            let reader = try SQLiteStore.open(folder, isWriter: false)
            #expect(throws: BoxError("the log was opened for reading only")) { try reader.commit(Self.batch(0..<1)) }
            try store.commit(Self.batch(0..<1))
            #expect(try reader.checkpointSizes() == [1])
        }
        try Self.inFolder { folder in
            let closed = try SQLiteStore.create(in: folder)
            closed.close()
            let open = try SQLiteStore.open(folder)
            #expect(throws: BoxError.self) { try closed.commit(Self.batch(0..<1)) }
            closed.close()
            #expect { try SQLiteStore.open(folder) } throws: { "\($0)" == "another box is writing to this election" }
            try open.commit(Self.batch(0..<1))
        }
    }

    @Test("a commit is on the disk before it returns")
    func durable() throws {
        try Self.inFolder { folder in
            let database = try DatabaseQueue(path: "\(folder)/lax.sqlite")
            try database.inDatabase { database in
                try database.execute(sql: "PRAGMA synchronous = NORMAL")
                #expect(throws: BoxError("expected synchronous=FULL, found mode 1")) {
                    try Schema.requireDurability(database)
                }
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try Schema.requireDurability(database)
            }
        }
    }

    @Test(
        "a database of another version, or none at all, is refused and kept; a draft that a crash left is not in the way"
    )
    func versions() throws {
        try Self.inFolder { folder in
            #expect(throws: BoxError("\(folder) has no log yet")) { try SQLiteStore.open(folder) }
            try Data("half a database".utf8).write(to: URL(filePath: "\(folder)/box.sqlite.draft"))
            _ = try SQLiteStore.create(in: folder)
            #expect(throws: BoxError("\(folder) has a log already")) { try SQLiteStore.create(in: folder) }
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/box.sqlite.draft"))
            try DatabaseQueue(path: "\(folder)/box.sqlite").write { try $0.execute(sql: "PRAGMA user_version = 9") }
            #expect(throws: BoxError("expected a log database of version 1, found 9")) {
                try SQLiteStore.open(folder)
            }
        }
        try Self.inFolder { folder in
            let bytes = Data("this is no database, whatever its name is".utf8)
            try bytes.write(to: URL(filePath: "\(folder)/box.sqlite"))
            #expect { try SQLiteStore.open(folder) } throws: { "\($0)".hasPrefix("\(folder)/box.sqlite: ") }
            #expect(try Data(contentsOf: URL(filePath: "\(folder)/box.sqlite")) == bytes)
        }
    }

    @Test("the lock is read back as it was written, and an artifact stands under its hash")
    func files() throws {
        try Self.inFolder { folder in
            let store = try SQLiteStore.create(in: folder)
            #expect(try store.lockedCheckpoint() == nil)
            let note = try Self.batch(0..<1).checkpoint
            try store.lock(note)
            #expect(try store.lockedCheckpoint() == note)
            let artifact = Array("an artifact".utf8)
            try store.storeArtifact(artifact)
            try store.storeArtifact(artifact)
            #expect(try store.artifact(ArtifactReference(artifact)) == artifact)
            try Data("another".utf8).write(to: URL(filePath: "\(folder)/\(ArtifactReference(artifact).path)"))
            #expect(throws: (any Error).self) { try store.storeArtifact(artifact) }
        }
    }
}
