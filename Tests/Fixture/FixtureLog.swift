import ElectionRecord
import Publisher
import TransparencyLog

/// An election's log as the box offers it, at one of its checkpoints.
public struct FixtureLog: LogSource {
    public var election: FixtureElection
    private let size: Int

    /// At its last entry, or at an earlier checkpoint.
    public init(_ election: FixtureElection, size: Int? = nil) {
        self.election = election
        self.size = size ?? election.entries.count
    }

    public func newestCheckpoint() throws -> SignedNote { try checkpoint(size: size) }

    public func checkpointSizes() -> [Int] { Set(election.kept + [size]).sorted() }

    public func checkpoint(size: Int) throws -> SignedNote {
        guard checkpointSizes().contains(size) else { throw RecordError("there is no checkpoint of size \(size)") }
        return try election.note(size: size)
    }

    public func entries(_ range: Range<Int>) -> [[UInt8]] { Array(election.entries[range]) }

    public func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8] {
        try election.shelf.bytes(of: reference)
    }
}
