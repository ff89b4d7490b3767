import ElectionRecord
import TransparencyLog

/// What the publisher reads of a log: the box's tables offer it, and a published folder.
public protocol LogSource: ArtifactSource {
    /// The newest checkpoint's note, with its cosignatures.
    func newestCheckpoint() throws -> SignedNote

    /// The sizes at which checkpoints were signed, ascending, the newest included.
    func checkpointSizes() throws -> [Int]

    /// The note signed at `size`.
    func checkpoint(size: Int) throws -> SignedNote

    /// The entries of the half-open range of indices.
    func entries(_ range: Range<Int>) throws -> [[UInt8]]
}
