import BallotCrypto
import ElectionRecord
import TransparencyLog

/// A published folder as a log to publish from: whoever has the record makes the same site again.
public struct PublishedLog: LogSource {
    private let folder: HeldRecord

    public init(_ folder: HeldRecord) {
        self.folder = folder
    }

    public func newestCheckpoint() throws -> SignedNote { try folder.checkpoint() }

    public func checkpointSizes() throws -> [Int] {
        try RecordFolder.keptSizes(folder.paths()).sorted()
    }

    public func checkpoint(size: Int) throws -> SignedNote {
        try folder.checkpoint(at: RecordFolder.checkpointPath(size: size))
    }

    public func entries(_ range: Range<Int>) throws -> [[UInt8]] {
        var entries: [[UInt8]] = []
        for index in range.lowerBound / 256..<(range.upperBound + 255) / 256 {
            let bundle = try bundle(index, width: min(256, range.upperBound - 256 * index))
            entries += bundle.dropFirst(max(0, range.lowerBound - 256 * index))
        }
        return entries
    }

    /// A bundle of fewer entries may be gone since the full one is there.
    private func bundle(_ index: Int, width: Int) throws(RecordError) -> [[UInt8]] {
        do { return try folder.entries(bundle: index, size: 256 * index + width) } catch {
            guard width < 256 else { throw error }
            do { return Array(try folder.entries(bundle: index, size: 256 * (index + 1)).prefix(width)) } catch _ {
                throw error
            }
        }
    }

    public func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8] {
        try folder.bytes(of: reference)
    }

    public func pieces(of reference: ArtifactReference) throws(RecordError) -> any ByteSource {
        try folder.pieces(of: reference)
    }
}
