import BallotBox
import Foundation
import Testing

@testable import BallotBoxSQLite

@Suite("Durable files")
struct DurableFileTests {
    @Test("a file that can't be made durable leaves no draft, no file, and nothing open")
    func failed() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (pipe, path) = ("\(folder)/pipe", "\(folder)/file")
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        // A pipe takes what is written to it, and can't be synced.
        let end = unsafe open(pipe, O_RDWR)
        defer { close(end) }
        try FileManager.default.createSymbolicLink(atPath: "\(path).draft", withDestinationPath: pipe)
        #expect(throws: BoxError.self) { try DurableFile.write([1, 2, 3], to: path) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["pipe"])
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == pipe
        }
        #expect(open == ["\(end)"])
    }
}
