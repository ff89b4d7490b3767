import BallotBoxSQLite
import ElectionRecord
import Publisher
import TransparencyLog

/// The box's tables, as the publisher reads them.
struct BoxLog: LogSource {
    let store: SQLiteStore

    func newestCheckpoint() throws -> SignedNote {
        guard let note = try store.newestCheckpoint() else { throw PublicationError("there is no checkpoint yet") }
        guard try store.lockedCheckpoint()?.text == note.text else {
            throw PublicationError("the box was interrupted: open it once (stembus status), then publish")
        }
        return note
    }

    func checkpointSizes() throws -> [Int] { try store.checkpointSizes() }

    func checkpoint(size: Int) throws -> SignedNote { try store.checkpoint(size: size) }

    func entries(_ range: Range<Int>) throws -> [[UInt8]] { try store.entries(range) }

    func bytes(at path: String) throws(RecordError) -> [UInt8] { try store.bytes(at: path) }
}
