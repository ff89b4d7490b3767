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
    private let path: String
    private let writerLock: WriterLock?

    static let databaseName = "box.sqlite"
    static let lockName = "last-checkpoint"

    /// Makes an empty log, whole or not at all. Throws `BoxError` when the folder has one, or when the disk refuses.
    public static func create(in folder: String) throws -> SQLiteStore {
        guard !exists(in: folder) else { throw BoxError("\(folder) has a log already") }
        let path = "\(folder)/\(databaseName)"
        let draft = "\(path).draft"
        let lock = try WriterLock("\(folder)/box.lock")
        DurableFile.remove(draft, "\(draft)-wal", "\(draft)-shm")
        defer { DurableFile.remove(draft, "\(draft)-wal", "\(draft)-shm") }
        try explaining(path) {
            let database = try connect(draft)
            try database.write { try Schema.create($0) }
            try database.close()
        }
        try DurableFile.rename(draft, to: path)
        return try SQLiteStore(folder, lock: lock)
    }

    /// Whether the folder has a log.
    public static func exists(in folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(databaseName)")
    }

    /// Opens the folder's log; as a writer, to the exclusion of every other writer.
    /// Throws `BoxError` when there is none, when another writes, or when the database is not as this version makes it.
    public static func open(_ folder: String, isWriter: Bool = true) throws -> SQLiteStore {
        guard exists(in: folder) else { throw BoxError("\(folder) has no log yet") }
        return try SQLiteStore(folder, lock: isWriter ? WriterLock("\(folder)/box.lock") : nil)
    }

    private init(_ folder: String, lock: WriterLock?) throws {
        self.folder = folder
        writerLock = lock
        path = "\(folder)/\(Self.databaseName)"
        database = try Self.explaining(path) { [path] in try Self.connect(path) }
        try read { try Schema.check($0) }
        if lock != nil { try settle() }
    }

    /// A process that was killed may have left a transaction in the journal that is not on the disk yet, though it can be
    /// read: it is, once the journal has been copied into the database.
    private func settle() throws {
        try Self.explaining(path) { try database.writeWithoutTransaction { _ = try $0.checkpoint(.full) } }
    }

    private static func connect(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        let database = try DatabaseQueue(path: path, configuration: configuration)
        // GRDB sets NORMAL for WAL when it opens; a receipt needs the commit to be on the disk.
        try database.inDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try Schema.requireDurability(database)
        }
        return database
    }

    /// Says of SQLite's errors which file and what, in a `BoxError`.
    private static func explaining<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as DatabaseError {
            throw BoxError("\(path): \(error.message ?? "SQLite \(error.resultCode)"); nothing was stored")
        }
    }

    private func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try Self.explaining(path) { try database.read(body) }
    }

    private func write(_ body: (Database) throws -> Void) throws {
        guard writerLock != nil else { throw BoxError("the log was opened for reading only") }
        try Self.explaining(path) { try database.write(body) }
    }

    // MARK: Reading

    public func newestCheckpoint() throws -> SignedNote? {
        try read { try Data.fetchOne($0, sql: "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1") }
            .map { try SignedNote(parsing: Array($0)) }
    }

    public func checkpoint(size: Int) throws -> SignedNote {
        let note = try read {
            try Data.fetchOne($0, sql: "SELECT note FROM checkpoint WHERE size = ?", arguments: [size])
        }
        guard let note else { throw BoxError("there is no checkpoint of size \(size)") }
        return try SignedNote(parsing: Array(note))
    }

    public func checkpoint(after size: Int) throws -> SignedNote? {
        try read {
            try Data.fetchOne(
                $0, sql: "SELECT note FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1", arguments: [size])
        }
        .map { try SignedNote(parsing: Array($0)) }
    }

    public func checkpointSizes() throws -> [Int] {
        try read { try Int.fetchAll($0, sql: "SELECT size FROM checkpoint ORDER BY size") }
    }

    public func entries(_ range: Range<Int>) throws -> [[UInt8]] {
        let entries = try read {
            try Data.fetchAll(
                $0, sql: "SELECT bytes FROM entry WHERE place >= ? AND place < ? ORDER BY place",
                arguments: [range.lowerBound, range.upperBound])
        }
        guard entries.count == range.count else { throw Self.missing(range, found: entries.count) }
        return entries.map { Array($0) }
    }

    /// How many bytes each of the entries has. Throws as `entries`.
    public func sizes(_ range: Range<Int>) throws -> [Int] {
        let sizes = try read {
            try Int.fetchAll(
                $0, sql: "SELECT length(bytes) FROM entry WHERE place >= ? AND place < ? ORDER BY place",
                arguments: [range.lowerBound, range.upperBound])
        }
        guard sizes.count == range.count else { throw Self.missing(range, found: sizes.count) }
        return sizes
    }

    private static func missing(_ range: Range<Int>, found: Int) -> BoxError {
        BoxError("expected entries \(range.lowerBound) to \(range.upperBound - 1), found \(found)")
    }

    public func index(of leaf: Digest) throws -> Int? {
        try read {
            try Int.fetchOne($0, sql: "SELECT place FROM entry WHERE leaf = ?", arguments: [Data(leaf.bytes)])
        }
    }

    public func index(of code: TrackingCode) throws -> Int? {
        try read {
            try Int.fetchOne(
                $0,
                sql: "SELECT place FROM entry WHERE leaf BETWEEN ? AND ? AND substr(bytes, 1, 1) = x'01' ORDER BY leaf",
                arguments: [
                    Data(code.bytes + [UInt8](repeating: 0, count: 22)),
                    Data(code.bytes + [UInt8](repeating: 255, count: 22)),
                ])
        }
    }

    public func bytes(of reference: ArtifactReference) throws(ElectionRecord.RecordError) -> [UInt8] {
        try RecordFolder(folder).bytes(of: reference)
    }

    /// Where the file of an artifact is, if there is one.
    public func file(at path: String) -> String { "\(folder)/\(path)" }

    /// The tile's bytes as stored. Throws `BoxError` when the log has no such tile.
    public func tile(_ tile: TileCoordinate) throws -> [UInt8] {
        let bytes = try read {
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
        try write { database in
            let size = try Int.fetchOne(database, sql: "SELECT MAX(place) + 1 FROM entry") ?? 0
            guard size == batch.start else {
                throw BoxError("expected a log of \(batch.start) entries, found \(size): another box has written")
            }
            let enter = try database.cachedStatement(sql: "INSERT INTO entry (place, leaf, bytes) VALUES (?, ?, ?)")
            let spend = try database.cachedStatement(sql: "INSERT INTO spent (credential, place) VALUES (?, ?)")
            for (offset, entry) in batch.entries.enumerated() {
                try enter.execute(
                    arguments: [batch.start + offset, Data(MerkleTree.leaf(entry).bytes), Data(entry)])
                if let credential = batch.credentials[offset] {
                    try spend.execute(arguments: [Data(credential.bytes), batch.start + offset])
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
    }

    public func replaceCheckpoint(_ note: SignedNote, size: Int) throws {
        try write {
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
        try RegularFile.bytesIfThere(at: "\(folder)/\(Self.lockName)", atMost: SignedNote.largest)
            .map(SignedNote.init(parsing:))
    }

    public func lock(_ note: SignedNote) throws {
        try DurableFile.write(note.bytes, to: "\(folder)/\(Self.lockName)")
    }

    public func close() {
        try? database.close()
        writerLock?.release()
    }
}
