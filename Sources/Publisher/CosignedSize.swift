import BallotCrypto
import ElectionRecord
import TransparencyLog

/// When which witnesses had seen a log of this size: the cosignatures on a kept checkpoint.
public struct CosignedSize: Hashable, Sendable {
    public let size: Int
    /// By the manifest's order of witnesses; nil for one that has not cosigned.
    public let times: [Timestamp?]

    public init(size: Int, times: [Timestamp?]) {
        self.size = size
        self.times = times
    }

    public var earliest: Timestamp? { times.compactMap(\.self).min() }

    /// Those of the kept checkpoints, by size; `note` gives the one of a size. Throws what `note` throws.
    public static func all(
        sizes: [Int], _ replay: Replay, note: (Int) throws -> SignedNote
    ) throws -> [CosignedSize] {
        guard let witnesses = replay.election?.manifest.keys.witnesses else { return [] }
        let notes = try sizes.map(note)
        return zip(
            sizes,
            parallelMap(count: notes.count) { place in
                let note = notes[place]
                return witnesses.map { witness in
                    note.signatures.compactMap { Cosignature.time(of: $0, on: note.text, by: witness) }.min()
                        .map { Timestamp(seconds: $0) }
                }
            }
        )
        .map { CosignedSize(size: $0, times: $1) }
    }
}
