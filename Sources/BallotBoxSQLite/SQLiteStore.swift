import BallotBox
import BallotCrypto
import ElectionRecord
import FoundationEssentials
import GRDB
import TransparencyLog

/// An election folder's log in SQLite: `box.sqlite`, with `artifacts/`, the lock `last-checkpoint` and `box.lock` beside it.
public final class SQLiteStore: Store {
    private let database: DatabaseQueue
    private let folder: String
    private let writerLock: WriterLock?

    static let databaseName = "box.sqlite"
    static let lockName = "last-checkpoint"

    /// Makes an empty log. Throws `BoxError` when the folder has one.
    public static func create(in folder: String) throws -> SQLiteStore {
        guard !exists(in: folder) else { throw BoxError("\(folder) has a log already") }
        let store = try SQLiteStore(folder, isWriter: true)
        try store.database.write { try Schema.create($0) }
        return store
    }

    /// Whether the folder has a log.
    public static func exists(in folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(databaseName)")
    }

    /// Opens the folder's log; as a writer, to the exclusion of every other writer.
    /// Throws `BoxError` when there is none, when another writes, or when the database is not as this version makes it.
    public static func open(_ folder: String, isWriter: Bool = true) throws -> SQLiteStore {
        guard exists(in: folder) else { throw BoxError("\(folder) has no log yet") }
        let store = try SQLiteStore(folder, isWriter: isWriter)
        try store.database.read { try Schema.check($0) }
        return store
    }

    private init(_ folder: String, isWriter: Bool) throws {
        self.folder = folder
        writerLock = isWriter ? try WriterLock("\(folder)/box.lock") : nil
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        database = try DatabaseQueue(path: "\(folder)/\(Self.databaseName)", configuration: configuration)
        // GRDB sets NORMAL for WAL when it opens; a receipt needs the commit to be on the disk.
        try database.inDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try Schema.requireDurability(database)
        }
    }

    // MARK: Reading

    public func newestCheckpoint() throws -> SignedNote? {
        try database.read { try Data.fetchOne($0, sql: "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1") }
            .map { try SignedNote(parsing: Array($0)) }
    }

    public func checkpoint(size: Int) throws -> SignedNote {
        let note = try database.read {
            try Data.fetchOne($0, sql: "SELECT note FROM checkpoint WHERE size = ?", arguments: [size])
        }
        guard let note else { throw BoxError("there is no checkpoint of size \(size)") }
        return try SignedNote(parsing: Array(note))
    }

    public func checkpointSizes() throws -> [Int] {
        try database.read { try Int.fetchAll($0, sql: "SELECT size FROM checkpoint ORDER BY size") }
    }

    public func entries(_ range: Range<Int>) throws -> [[UInt8]] {
        let entries = try database.read {
            try Data.fetchAll(
                $0, sql: "SELECT bytes FROM entry WHERE place >= ? AND place < ? ORDER BY place",
                arguments: [range.lowerBound, range.upperBound])
        }
        guard entries.count == range.count else {
            throw BoxError("expected entries \(range.lowerBound) to \(range.upperBound - 1), found \(entries.count)")
        }
        return entries.map { Array($0) }
    }

    public func index(of leaf: Digest) throws -> Int? {
        try database.read {
            try Int.fetchOne($0, sql: "SELECT place FROM entry WHERE leaf = ?", arguments: [Data(leaf.bytes)])
        }
    }

    public func bytes(at path: String) throws(ElectionRecord.RecordError) -> [UInt8] {
        try RecordFolder(folder).bytes(at: path)
    }

    /// The tile's bytes as stored. Throws `BoxError` when the log has no such tile.
    public func tile(_ tile: TileCoordinate) throws -> [UInt8] {
        let bytes = try database.read {
            try Data.fetchOne(
                $0, sql: "SELECT bytes FROM tile WHERE level = ? AND place = ?", arguments: [tile.level, tile.index])
        }
        guard let bytes, bytes.count >= 32 * tile.width else {
            throw BoxError("\(tile.path): the log has no such tile")
        }
        return Array(bytes.prefix(32 * tile.width))
    }

    // MARK: Writing

    public func commit(_ batch: Batch) throws {
        guard writerLock != nil else { throw BoxError("the log was opened for reading only") }
        do {
            try database.write { database in
                let size = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM entry") ?? 0
                guard size == batch.start else {
                    throw BoxError("expected a log of \(batch.start) entries, found \(size): another box has written")
                }
                for (offset, entry) in batch.entries.enumerated() {
                    try database.execute(
                        sql: "INSERT INTO entry (place, leaf, bytes) VALUES (?, ?, ?)",
                        arguments: [batch.start + offset, Data(MerkleTree.leaf(entry).bytes), Data(entry)])
                    if let credential = batch.credentials[offset] {
                        try database.execute(
                            sql: "INSERT INTO spent (credential, place) VALUES (?, ?)",
                            arguments: [Data(credential.bytes), batch.start + offset])
                    }
                }
                for tile in batch.tiles {
                    try database.execute(
                        sql: "INSERT OR REPLACE INTO tile (level, place, bytes) VALUES (?, ?, ?)",
                        arguments: [tile.coordinate.level, tile.coordinate.index, Data(tile.bytes)])
                }
                try database.execute(
                    sql: "INSERT INTO checkpoint (size, note) VALUES (?, ?)",
                    arguments: [batch.end, Data(batch.checkpoint.bytes)])
            }
        } catch let error as DatabaseError {
            throw BoxError(
                "the log could not be written, nothing was stored: \(error.message ?? "SQLite \(error.resultCode)")")
        }
    }

    public func replaceCheckpoint(_ note: SignedNote, size: Int) throws {
        guard writerLock != nil else { throw BoxError("the log was opened for reading only") }
        try database.write {
            try $0.execute(
                sql: "UPDATE checkpoint SET note = ? WHERE size = ?", arguments: [Data(note.bytes), size])
        }
    }

    public func storeArtifact(_ bytes: [UInt8]) throws {
        let reference = ArtifactReference(bytes)
        let path = "\(folder)/\(reference.path)"
        if FileManager.default.fileExists(atPath: path) {
            _ = try artifact(reference)
            return
        }
        try DurableFile.write(bytes, to: path)
    }

    public func lockedCheckpoint() throws -> SignedNote? {
        let path = "\(folder)/\(Self.lockName)"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try SignedNote(parsing: Array(Data(contentsOf: URL(filePath: path))))
    }

    public func lock(_ note: SignedNote) throws {
        try DurableFile.write(note.bytes, to: "\(folder)/\(Self.lockName)")
    }
}
