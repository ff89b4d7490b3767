import BallotCrypto
import ElectionRecord
import TransparencyLog

/// That a witness had seen a log of this size by then: the earliest cosignature on a kept checkpoint.
public struct CosignedSize: Hashable, Sendable {
    public let size: Int
    public let time: Timestamp

    /// Those of the kept checkpoints that hold ballots and that a witness of the manifest has cosigned, by size; `note`
    /// gives the one of a size. Throws what `note` throws.
    public static func all(
        sizes: [Int], _ replay: Replay, note: (Int) throws -> SignedNote
    ) throws -> [CosignedSize] {
        guard let first = replay.ballots.first?.entry, let witnesses = replay.election?.manifest.keys.witnesses else {
            return []
        }
        let sizes = sizes.sorted().filter { $0 > first && $0 <= replay.head.size }
        let notes = try sizes.map(note)
        let times = parallelMap(count: notes.count) { place in
            let note = notes[place]
            return witnesses.flatMap { witness in
                note.signatures.compactMap { Cosignature.time(of: $0, on: note.text, by: witness) }
            }.min()
        }
        return zip(sizes, times).compactMap { size, time in
            time.map { CosignedSize(size: size, time: Timestamp(seconds: $0)) }
        }
    }
}
