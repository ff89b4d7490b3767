import BallotCrypto
import Foundation
import Testing

@testable import Publisher

@Suite("The pages' version")
struct PagesVersionTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Publisher")

    /// When this fails the pages are other ones: raise the version, and put the digest that was found.
    @Test("a version's templates, words, style and script are these")
    func digest() throws {
        var paths = ["style.css", "finder/find.js", "finder/find.css"]
        for folder in ["templates", "strings", "finder/strings"] {
            let names = try FileManager.default.contentsOfDirectory(atPath: Self.sources.appending(path: folder).path())
            paths += names.map { "\(folder)/\($0)" }
        }
        var hash = SHA256()
        for path in paths.sorted() {
            hash.update(Array(path.utf8) + [0] + Array(try Data(contentsOf: Self.sources.appending(path: path))))
        }
        #expect(SitePages.generator == "Stembus pages 1")
        #expect(hash.digest().hex == "266a02db52c3e75913b049e22af53aecbb6baeaa83f55c1dd968454e119f1835")
    }
}
