import ElectionRecord
import FoundationEssentials
import Verifier

/// The file that keeps how far the last verification came.
struct StateFile {
    let path: String

    /// Nil when there is none yet. Throws `RecordError` for a file that is no state.
    func read() throws -> VerifiedState? {
        guard let bytes = try RegularFile.bytesIfThere(at: path, atMost: VerifiedState.largest) else { return nil }
        do { return try VerifiedState(parsing: bytes) } catch {
            throw RecordError("\(path): \(error)")
        }
    }

    /// Throws `RecordError` when it can't be written; the one that was there stays then.
    func write(_ state: VerifiedState) throws {
        do { try Data(state.bytes).write(to: URL(filePath: path), options: .atomic) } catch {
            throw RecordError("\(path): can't be written")
        }
    }
}
