import BallotCrypto
import ElectionFixture
import ElectionRecord
import Synchronization

/// A published folder that somebody writes to while it is read: what a file shows depends on how often it has been read.
final class ChangingRecord: RecordSource {
    let path = "the changing record"
    private let files: [String: [UInt8]]
    private let change: @Sendable (_ path: String, _ read: Int, _ bytes: [UInt8]) -> [UInt8]
    private let reads = Mutex<[String: Int]>([:])

    /// `change` makes of a file's bytes what its read of that number, from 1, is shown.
    init(
        _ folder: FixtureFolder,
        _ change: @escaping @Sendable (_ path: String, _ read: Int, _ bytes: [UInt8]) -> [UInt8] = { $2 }
    ) {
        files = folder.files
        self.change = change
    }

    /// How often each file has been read.
    var counts: [String: Int] { reads.withLock(\.self) }

    func paths() -> [String] { files.keys.sorted() }

    func file(at path: String) throws(RecordError) -> any ByteSource {
        guard let bytes = files[path] else { throw RecordError("\(path): can't be read") }
        return Changing(record: self, path: path, bytes: bytes)
    }

    private struct Changing: ByteSource {
        let record: ChangingRecord
        let path: String
        let bytes: [UInt8]

        var count: Int { bytes.count }

        func bytes(_ range: Range<Int>) throws(CryptoError) -> [UInt8] {
            let read = record.reads.withLock { reads in
                reads[path, default: 0] += 1
                return reads[path, default: 0]
            }
            return Array(record.change(path, read, bytes)[range])
        }
    }
}
