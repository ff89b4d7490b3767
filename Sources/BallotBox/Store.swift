import BallotCrypto
import ElectionRecord
import TransparencyLog

/// Where the box keeps its log. One commit is one durable transaction.
public protocol Store: ArtifactSource {
    /// The newest signed checkpoint; nil for a log that has none yet.
    func newestCheckpoint() throws -> SignedNote?

    /// The first checkpoint of a log larger than `size`; nil when there is none.
    func checkpoint(after size: Int) throws -> SignedNote?

    /// The sizes of all checkpoints, ascending.
    func checkpointSizes() throws -> [Int]

    /// The entries of a range of indices. Throws when one is missing.
    func entries(_ range: Range<Int>) throws -> [[UInt8]]

    /// The index of the entry with this leaf hash; nil when there is none.
    func index(of leaf: Digest) throws -> Int?

    /// The index of the ballot with this tracking code; nil when there is none.
    func index(of code: TrackingCode) throws -> Int?

    /// Stores the batch, or nothing, and only when the log still has the size `batch.start`.
    func commit(_ batch: Batch) throws

    /// Stores the newest checkpoint again, with more signature lines.
    func replaceCheckpoint(_ note: SignedNote, size: Int) throws

    /// Stores an artifact under its hash, durably.
    func storeArtifact(_ bytes: [UInt8]) throws

    /// The lock: the last checkpoint whose signature may have left the box. It is kept apart from the log, so that a log
    /// restored from a backup is found out.
    func lockedCheckpoint() throws -> SignedNote?

    /// Moves the lock, durably, before the signature leaves.
    func lock(_ note: SignedNote) throws

    /// Lets go of files and of the right to write; what is asked of the store afterwards throws.
    func close()
}

/// Entries that enter the log together, under one checkpoint.
public struct Batch: Sendable {
    /// The size of the log before.
    public let start: Int
    public let entries: [[UInt8]]
    /// For each entry, the credential that it uses up; nil for an act.
    public let credentials: [CredentialKey?]
    /// The tiles that change, as they are after the batch.
    public let tiles: [StoredTile]
    public let checkpoint: SignedNote

    public init(
        start: Int, entries: [[UInt8]], credentials: [CredentialKey?], tiles: [StoredTile], checkpoint: SignedNote
    ) {
        self.start = start
        self.entries = entries
        self.credentials = credentials
        self.tiles = tiles
        self.checkpoint = checkpoint
    }

    /// The size of the log after.
    public var end: Int { start + entries.count }
}

/// A tile and its bytes, 32 for each hash.
public struct StoredTile: Hashable, Sendable {
    public let coordinate: TileCoordinate
    public let bytes: [UInt8]

    public init(coordinate: TileCoordinate, bytes: [UInt8]) {
        self.coordinate = coordinate
        self.bytes = bytes
    }
}
