import Foundation
import Testing

@testable import Publisher

@Suite("The published page and folder")
struct PublisherTests {
    @Test("a text from outside can't become markup")
    func escaped() {
        let name = "<script>alert(\"1 & 2\")</script>"
        let html: HTML = "<b title=\"\(name)\">\(name)</b>"
        let safe = "&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;"
        #expect(html.description == "<b title=\"\(safe)\">\(safe)</b>")
    }

    @Test(
        "an amount is written as people of the language write it",
        arguments: [
            (262_474, 1, "en", "EUR 262,474"), (262_474, 1, "nl", "EUR 262.474"), (5, 100, "nl", "EUR 0,05"),
            (-1_234_500, 100, "en", "EUR -12,345.00"), (0, 1, "en", "EUR 0"),
        ])
    func money(_ amount: Int, _ scale: Int, _ language: String, _ text: String) {
        #expect(Money(amount: amount, currency: "EUR", scale: scale, language: language).description == text)
    }

    @Test("a file is written whole, again without change, and never anew when it may not change")
    func written() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let writer = FolderWriter(path: folder)
        try writer.write([1, 2], to: "tile/0/000", immutable: true)
        try writer.write([1, 2], to: "tile/0/000", immutable: true)
        #expect(throws: PublicationError.self) { try writer.write([1, 3], to: "tile/0/000", immutable: true) }
        try writer.write([1], to: "index.html")
        try writer.write([2], to: "index.html")
        func bytes(_ file: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))) }
        #expect(try bytes("tile/0/000") == [1, 2])
        #expect(try bytes("index.html") == [2])
        try writer.write([3], to: "folder/file")
        #expect { try writer.write([4], to: "folder/file/below") } throws: { "\($0)".contains("can't be written") }
        #expect(try bytes("folder/file") == [3])
    }
}
