import BallotCrypto
import ElectionRecord
import TransparencyLog

/// A log read once from front to back, in pieces, and seen to be its checkpoint's. The proofs of ballots, mixes and shares
/// are not checked: the box did before it took them in.
struct LogReading {
    private(set) var replay: Replay
    private(set) var hashes = TileHashes()
    /// Bytes of each entry bundle, as wide as the log has entries for it.
    private(set) var bundleSizes: [Int] = []
    /// Artifacts that the acts before the earlier size refer to.
    private(set) var earlierArtifacts: Set<ArtifactReference> = []

    /// Entries that are in memory at once: whole bundles, as many as one parses together.
    private static let piece = 16 * 256

    /// Reads up to `checkpoint`. `earlier` is the head that the folder was published with before.
    ///
    /// Throws `PublicationError` when the log is not the checkpoint's, or was another at the earlier size; `Violation` when
    /// it is not an election's; the log's own error.
    init(_ log: any LogSource, _ checkpoint: Checkpoint, earlier: TreeHead?, progress: (String) -> Void) throws {
        let size = checkpoint.head.size
        replay = Replay(artifacts: log)
        try hold(against: earlier)
        for start in stride(from: 0, to: size, by: Self.piece) {
            progress("reading entry \(start) of \(size)")
            let entries = try log.entries(start..<min(start + Self.piece, size))
            let cut = min(max(0, (earlier?.size ?? 0) - start), entries.count)
            try replay.admit(checked: Array(entries[..<cut]))
            try hold(against: earlier)
            try replay.admit(checked: Array(entries[cut...]))
            for (offset, entry) in entries.enumerated() { append(entry, at: start + offset) }
        }
        guard replay.head == checkpoint.head else {
            throw PublicationError(
                "expected the checkpoint's root \(checkpoint.head.root.hex), found \(replay.head.root.hex)")
        }
    }

    private mutating func append(_ entry: [UInt8], at index: Int) {
        hashes.append(MerkleTree.leaf(entry))
        if index.isMultiple(of: 256) { bundleSizes.append(0) }
        bundleSizes[index / 256] += 2 + entry.count
    }

    /// At the earlier size: the log must still begin with what was published.
    private mutating func hold(against earlier: TreeHead?) throws(PublicationError) {
        guard let earlier, replay.head.size == earlier.size else { return }
        guard replay.head == earlier else {
            throw PublicationError(
                "the folder holds another log: at size \(earlier.size) expected the root \(replay.head.root.hex), "
                    + "found \(earlier.root.hex)")
        }
        earlierArtifacts = Set(replay.references)
    }

    /// The entries again, seen to be those that were read. Throws the log's own error or `PublicationError`.
    func entries(_ range: Range<Int>, of log: any LogSource) throws -> [[UInt8]] {
        let entries = try log.entries(range)
        for (index, entry) in zip(range, entries) where hashes.leaf(index) != MerkleTree.leaf(entry) {
            throw PublicationError("entry \(index) changed while it was being published")
        }
        return entries
    }
}
