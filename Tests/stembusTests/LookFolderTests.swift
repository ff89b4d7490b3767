import ElectionRecord
import Foundation
import Testing

@testable import stembus

@Suite("The look that officials give their pages")
struct LookFolderTests {
    private static let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>"
    private static let whole = """
        band = "#0b4f4a"
        accent = "#0a6158"
        logo = "logo.svg"
        licence = "https://example.org/"
        [intro]
        nl = "Welkom"
        en = "Welcome"
        """

    /// Reads the look beside a definition; a complaint names its files without the folder.
    private func read(_ toml: String?, logo: String = logo, then: (LookFolder?, String) throws -> Void = { _, _ in })
        throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Files.write(Array(logo.utf8), to: "\(folder)/logo.svg")
        if let toml {
            try Files.write(Array(toml.utf8), to: "\(folder)/look/look.toml")
            try Files.write(Array(logo.utf8), to: "\(folder)/look/logo.svg")
        }
        do {
            try then(LookFolder(beside: "\(folder)/election.toml", languages: ["nl", "en"]), folder)
        } catch let complaint as Complaint {
            throw Complaint(complaint.description.replacingOccurrences(of: "\(folder)/", with: ""))
        }
    }

    @Test("without a folder there is no look")
    func none() throws {
        try read(nil) { look, _ in #expect(look == nil) }
    }

    @Test("a look is read, and its copy is the same")
    func whole() throws {
        try read(Self.whole) { folder, path in
            let look = try #require(folder?.look)
            #expect(look.band == (try Colour(parsing: "#0b4f4a")))
            #expect(look.logo?.bytes == Array(Self.logo.utf8))
            #expect(look.intro == ["nl": "Welkom", "en": "Welcome"])
            try folder?.write(to: "\(path)/copy")
            let copy = try LookFolder(beside: "\(path)/copy/definition.toml", languages: ["nl", "en"])
            #expect(copy?.look == look)
        }
    }

    @Test(
        "a look that people could not read, or that is none, is refused with its file and what to do",
        arguments: [
            (
                "band = \"#8fbcbb\"",
                "look/look.toml: \"band\": expected a contrast of 4.5 or more with #ffffff, found 2.08"
            ),
            ("accent = \"#737373\"", "\"accent\": expected a contrast of 4.5 or more with #f6f3ee, found 4.28"),
            ("accent = \"#ffd166\"", "take a darker colour"), ("accent = \"red\"", "\"accent\": expected a colour as"),
            ("logo = \"../logo.svg\"", "expected a file in the folder look, found \"../logo.svg\""),
            ("logo = \"logo.png\"", "look/logo.png: can't be read"), ("band = ", "look/look.toml: line 1"),
            ("color = \"#000000\"", "look/look.toml: the look: unknown member \"color\""),
            ("intro = {nl = \"Welkom\"}", "\"intro\": expected a text in each of"),
            ("licence = \"CC0\"", "\"licence\": expected a web address"),
        ])
    func refused(_ toml: String, _ says: String) {
        #expect { try read(toml) } throws: { "\($0)".contains(says) && "\($0)".hasPrefix("look/") }
    }

    @Test("a logo that is no picture is refused with its name")
    func picture() {
        #expect {
            try read(Self.whole, logo: "<html><script>alert(1)</script></html>")
        } throws: { "\($0)".hasPrefix("look/logo.svg: expected a logo as PNG, or as SVG") }
    }

    @Test("contrast is WCAG's: from 1 to 21, either way round")
    func contrast() throws {
        let (black, white) = (try Colour(parsing: "#000000"), try Colour(parsing: "#ffffff"))
        #expect(abs(black.contrast(with: white) - 21) < 1e-9)
        #expect(white.contrast(with: white) == 1)
        // The lightest grey that passes on white, and the next.
        #expect(try Colour(parsing: "#767676").contrast(with: white) >= 4.5)
        #expect(try white.contrast(with: Colour(parsing: "#777777")) < 4.5)
    }
}
