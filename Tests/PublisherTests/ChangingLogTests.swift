import BallotCrypto
import ElectionFixture
import ElectionRecord
import Synchronization
import Testing
import TransparencyLog

@testable import Publisher

/// A published folder of which one read of one file is shown other bytes.
private final class OnceChanged: RecordSource {
    let path = "the changing record"
    private let files: [String: [UInt8]]
    private let changed: (path: String, read: Int)?
    private let reads = Mutex<[String: Int]>([:])

    init(_ files: [String: [UInt8]], changed: (path: String, read: Int)? = nil) {
        self.files = files
        self.changed = changed
    }

    /// How often each file has been read.
    var counts: [String: Int] { reads.withLock(\.self) }

    func paths() -> [String] { files.keys.sorted() }

    func file(at path: String) throws(RecordError) -> any ByteSource {
        guard let bytes = files[path] else { throw RecordError("\(path): can't be read") }
        return File(record: self, path: path, bytes: bytes)
    }

    private struct File: ByteSource {
        let record: OnceChanged
        let path: String
        let bytes: [UInt8]

        var count: Int { bytes.count }

        func bytes(_ range: Range<Int>) throws(CryptoError) -> [UInt8] {
            let read = record.reads.withLock { reads in
                reads[path, default: 0] += 1
                return reads[path, default: 0]
            }
            var found = Array(bytes[range])
            if record.changed.map({ $0 == (path, read) }) == true {
                for place in found.indices where place % 7 == 3 { found[place] ^= 1 }
            }
            return found
        }
    }
}

@Suite("Publishing from a folder that changes while it is read")
struct ChangingLogTests {
    @Test("what is read again must be what it was, or nothing is published")
    func once() throws {
        let honest = try Held.done.get().published().files
        let record = OnceChanged(honest)
        let site = SiteFolder()
        try site.publish(PublishedLog(HeldRecord(record)))
        #expect(try site.files == honest)
        let again = record.counts.flatMap { path, count in (2..<count + 1).map { (path, $0) } }
        #expect(again.count > 10)
        for (path, read) in again {
            let site = SiteFolder()
            let changed = OnceChanged(honest, changed: (path, read))
            #expect(throws: (any Error).self, "\(path), read \(read)") {
                try site.publish(PublishedLog(HeldRecord(changed)))
            }
            #expect(try site.files["checkpoint"] == nil, "\(path), read \(read)")
        }
    }
}
