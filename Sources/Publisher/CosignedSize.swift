import ElectionRecord
import TransparencyLog

/// That a witness had seen a log of this size by then: the earliest cosignature on a kept checkpoint.
public struct CosignedSize: Hashable, Sendable {
    public let size: Int
    public let time: Timestamp

    /// Those of the log's kept checkpoints that hold ballots and that a witness of the manifest has cosigned, by size.
    /// Throws the log's own error.
    static func all(_ log: some LogSource, _ replay: Replay) throws -> [CosignedSize] {
        try all(sizes: log.checkpointSizes(), replay) { try log.checkpoint(size: $0) }
    }

    /// The same, of a published folder. Throws `RecordError` for a checkpoint that can't be read.
    static func all(in folder: RecordFolder, _ replay: Replay) throws -> [CosignedSize] {
        let names = try folder.paths().compactMap { path in
            path.hasPrefix("checkpoints/") ? Int(path.dropFirst("checkpoints/".count)) : nil
        }
        return try all(sizes: names, replay) { try folder.checkpoint(at: RecordFolder.checkpointPath(size: $0)) }
    }

    /// The same, of the checkpoints that `note` gives for their sizes.
    public static func all(
        sizes: [Int], _ replay: Replay, note: (Int) throws -> SignedNote
    ) throws -> [CosignedSize] {
        guard let first = replay.ballots.first?.entry, let witnesses = replay.election?.manifest.keys.witnesses else {
            return []
        }
        return try sizes.sorted().filter { $0 > first && $0 <= replay.head.size }.compactMap { size in
            let note = try note(size)
            let times = witnesses.flatMap { witness in
                note.signatures.compactMap { Cosignature.time(of: $0, on: note.text, by: witness) }
            }
            return times.min().map { CosignedSize(size: size, time: Timestamp(seconds: $0)) }
        }
    }
}
