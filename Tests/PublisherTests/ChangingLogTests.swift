import ElectionFixture
import ElectionRecord
import Testing
import TransparencyLog

@testable import Publisher

@Suite("Publishing from a folder that changes while it is read")
struct ChangingLogTests {
    @Test("what is read again must be what it was, or nothing is published")
    func once() throws {
        let folder = try Held.done.get().published()
        let honest = folder.files
        let record = ChangingRecord(folder)
        let site = SiteFolder()
        try site.publish(PublishedLog(HeldRecord(record)))
        #expect(try site.files == honest)
        let again = record.counts.flatMap { look, count -> [(String, Int)] in
            if case .reading(let path) = look { (2..<count + 1).map { (path, $0) } } else { [] }
        }
        #expect(again.count > 10)
        for (path, read) in again {
            let site = SiteFolder()
            let changed = ChangingRecord(folder) { file, number, bytes in
                guard (file, number) == (path, read) else { return bytes }
                return bytes.enumerated().map { $0 % 7 == 3 ? $1 ^ 1 : $1 }
            }
            #expect(throws: (any Error).self, "\(path), read \(read)") {
                try site.publish(PublishedLog(HeldRecord(changed)))
            }
            #expect(try site.files["checkpoint"] == nil, "\(path), read \(read)")
        }
    }
}
