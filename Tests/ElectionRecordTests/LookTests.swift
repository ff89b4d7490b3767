import Testing
import Wire

@testable import ElectionRecord

@Suite("How an election's pages look")
struct LookTests {
    private static let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    @Test("a look comes back from its bytes, whatever it leaves out")
    func parsed() throws {
        var looks = [Look()]
        var look = Look()
        look.band = try Colour(parsing: "#0b4f4a")
        looks.append(look)
        look.logo = try Logo(Array(Self.drawing.utf8))
        look.intro = ["nl": "Welkom", "en": "Welcome"]
        look.licence = "https://example.org/"
        look.accent = try Colour(parsing: "#000000")
        looks.append(look)
        for look in looks { #expect(try Look(parsing: look.bytes, languages: ["nl", "en"]) == look) }
        #expect(String(decoding: looks[1].bytes, as: UTF8.self) == ##"{"band":"#0b4f4a"}"##)
    }

    @Test(
        "a look that says something else is refused",
        arguments: [
            (##"{"band":"#0B4F4A"}"##, "expected a colour as #0b4f4a, in lower case, found \"#0B4F4A\""),
            (##"{"band":"#0b4"}"##, "found \"#0b4\""), (#"{"accent":"0b4f4a0"}"#, "expected a colour"),
            (##"{"accent":"#0b4f4é"}"##, "expected a colour"), (#"{"intro":{"nl":"a"}}"#, "expected a text in each of"),
            (#"{"intro":{"de":"c","en":"b","nl":"a"}}"#, "expected a text in each of"),
            (#"{"licence":"http://example.org"}"#, "begins with https://"),
            (#"{"licence":"https://example.org/ \""}"#, "begins with https://"),
            (#"{"logo":{"type":"image/png"}}"#, "\"data\""), (##"{"colour":"#000000"}"##, "unknown member"),
            (#"[]"#, "expected a JSON object"), (#"{}"# + "\n", "the look"),
        ])
    func refused(_ text: String, _ says: String) {
        #expect {
            _ = try Look(parsing: Array(text.utf8), languages: ["nl", "en"])
        } throws: { "\($0)".hasPrefix("the look: ") && "\($0)".contains(says) }
    }

    @Test("an introduction is at most 4,096 bytes in each language")
    func intro() throws {
        var look = Look()
        look.intro = ["nl": String(repeating: "a", count: 4096)]
        #expect(try Look(parsing: look.bytes, languages: ["nl"]) == look)
        look.intro["nl"]? += "a"
        let bytes = look.bytes
        #expect {
            _ = try Look(parsing: bytes, languages: ["nl"])
        } throws: { "\($0)".contains("\"intro\", nl: expected at most 4096 bytes, found 4097") }
    }

    @Test("a logo is told by its bytes")
    func logos() throws {
        #expect(try Logo(Self.png + [1, 2]).kind == .png)
        for before in ["", "\u{FEFF}", " \r\n", "<?xml version=\"1.0\"?>\n<!-- <html> -->\n", "<!-->-->"] {
            #expect(try Logo(Array((before + Self.drawing).utf8)).kind == .svg, "\(before)")
        }
        for wrong in [
            "", "<html>\(Self.drawing)</html>", "<svg/>", "<svg><g xmlns=\"http://www.w3.org/2000/svg\"/></svg>",
            "<!-- \(Self.drawing)", "GIF89a", "<svgx xmlns=\"http://www.w3.org/2000/svg\"/>",
            " \u{FEFF}\(Self.drawing)",
            "\u{A0}\(Self.drawing)", "<!DOCTYPE svg>\(Self.drawing)", "<?>\(Self.drawing)",
            "<svg xmlns='http://www.w3.org/2000/svg'/>", "<svg a=\">\" xmlns=\"http://www.w3.org/2000/svg\"/>",
        ] {
            #expect(throws: RecordError.self, "\(wrong)") { try Logo(Array(wrong.utf8)) }
        }
        #expect(throws: RecordError.self) { try Logo(Array(Self.drawing.utf8) + [0xFF]) }
        let largest = Self.png + Array(repeating: 0, count: Logo.most - 8)
        #expect(try Logo(largest).bytes.count == 32_768)
        #expect { try Logo(largest + [0]) } throws: { "\($0)".contains("at most 32768 bytes, found 32769") }
    }
}
