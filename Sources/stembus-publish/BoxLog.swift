import BallotBoxSQLite
import BallotCrypto
import ElectionRecord
import Publisher
import TransparencyLog

/// The box's tables, as the publisher reads them beside a box that may be writing.
struct BoxLog: LogSource {
    private let store: SQLiteStore
    private let folder: RecordFolder

    init(_ election: String) throws {
        store = try SQLiteStore.open(election, isWriter: false)
        folder = RecordFolder(election)
    }

    /// The one that the box locked last: those after it are not on their way to anybody yet.
    func newestCheckpoint() throws -> SignedNote {
        guard let locked = try store.lockedCheckpoint() else {
            throw PublicationError("there is no checkpoint yet: open the election once (stembus status), then publish")
        }
        let note = try store.checkpoint(size: Checkpoint(parsing: locked.text).head.size)
        guard note.text == locked.text else {
            throw PublicationError(
                "the box signed another checkpoint last than the log has: it may have been restored from a backup")
        }
        return note
    }

    func checkpointSizes() throws -> [Int] { try store.checkpointSizes() }

    func checkpoint(size: Int) throws -> SignedNote { try store.checkpoint(size: size) }

    func entries(_ range: Range<Int>) throws -> [[UInt8]] { try store.entries(range) }

    func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8] { try folder.bytes(of: reference) }

    func pieces(of reference: ArtifactReference) throws(RecordError) -> any ByteSource {
        try folder.pieces(of: reference)
    }
}
