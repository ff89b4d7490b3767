import BudgetRules
import Ceremony
import ElectionFixture
import ElectionRecord
import Foundation
import Testing
import Wire

@testable import Publisher

@Suite("What people wrote is text in every page, whatever stands beside it")
struct EscapingTests {
    /// The five characters of HTML, each as part of a larger character: after a Prepend character, and before an accent, a
    /// joiner and a variation selector.
    private static let odd: String =
        "<>&\"'".unicodeScalars.map { scalar in
            "\u{600}\(scalar)y\(scalar)\u{301}y\(scalar)\u{200D}y\(scalar)\u{FE0F}y"
        }.joined() + "\u{600}<script>oops</script\u{301}>\u{600}\"onload=oops"

    private static let escaped: [UInt8] = odd.unicodeScalars.flatMap { scalar -> [UInt8] in
        switch scalar {
        case "&": Array("&amp;".utf8)
        case "<": Array("&lt;".utf8)
        case ">": Array("&gt;".utf8)
        case "\"": Array("&quot;".utf8)
        case "'": Array("&#39;".utf8)
        default: Array(String(scalar).utf8)
        }
    }

    /// An election all of whose free texts are odd, held to the end.
    private static let held = Result {
        let both: Texts = ["nl": odd, "en": odd]
        let projects = try ProjectsArtifact(
            (1...5).map {
                Project(
                    id: "OOST-\($0)", cost: 100 * $0, name: odd, categories: [odd], neighborhood: odd, description: odd)
            })
        var look = try FixtureManifest.look()
        look.intro = both
        look.licence = "https://example.org/<'&\">"
        var election = try FixtureElection.opened(with: [projects.bytes, look.bytes]) { manifest in
            manifest.title = both
            manifest.unit = odd
            manifest.country = odd
            manifest.timeZone = odd
            for index in manifest.districts.indices { manifest.districts[index].name = both }
            for index in manifest.contests.indices { manifest.contests[index].title = both }
            manifest.contests[0].projects = ArtifactReference(projects.bytes)
            manifest.contests[0].rule = .greedy(GreedyRule(neighborhoodCaps: [odd: 300], categoryCaps: [odd: 400]))
            manifest.look = ArtifactReference(look.bytes)
        }
        try election.append(.notice(both), by: FixtureElection.signers)
        try election.append(
            .revoke(keys: election.credential(1, 9).publicKeys[0].compressed, reason: odd), by: FixtureElection.signers)
        try election.append(
            .issue(
                district: "west", keys: CodeIssue.codes(1, origin: FixtureElection.origin)[0].credential.bytes,
                reason: odd, channel: odd),
            by: FixtureElection.signers + ["issuer-1"])
        try election.append(.withdraw(contest: "oost", project: "OOST-5", reason: odd), by: FixtureElection.signers)
        try election.append(
            .extend(closes: Timestamp(seconds: FixtureElection.closes + 500), reason: odd), by: FixtureElection.signers)
        for number in 0..<5 { try election.cast(["oost": [0, 1, 2], "stad": [number]], 0, number) }
        try election.close()
        try election.mix()
        try election.decrypt()
        try election.conclude()
        return election
    }

    @Test("in every page, of both languages, each is escaped", arguments: SitePage.allCases)
    func pages(_ page: SitePage) throws {
        let election = try Self.held.get()
        #expect(election.refused.isEmpty)
        for language in ["nl", "en"] {
            var bytes = try election.edition(language).bytes(of: page)
            // Within the data of a script element only "<" has to be another.
            if let data = try Self.data(of: page, in: bytes) {
                #expect(!bytes[data].contains(UInt8(ascii: "<")))
                bytes.removeSubrange(data)
            }
            #expect(bytes.firstRange(of: Self.escaped) != nil, "\(language)")
            for piece in Self.odd.utf8.split(separator: UInt8(ascii: "y")).dropLast().map({ Array($0) + "y".utf8 }) {
                #expect(bytes.firstRange(of: piece) == nil, "\(language): \(piece)")
            }
            let scripts = bytes.indices.count { bytes[$0...].starts(with: "<script".utf8) }
            #expect(scripts == (page == .find ? 2 : page == .outcome ? 1 : 0), "\(language)")
        }
    }

    @Test("the JSON within a page is whole, and says what was written", arguments: [SitePage.outcome, .find])
    func data(_ page: SitePage) throws {
        let bytes = try Self.held.get().edition("en").bytes(of: page)
        let data = try #require(try Self.data(of: page, in: bytes))
        let read = try JSONSerialization.jsonObject(with: Data(bytes[data]))
        let members = try #require(read as? [String: Any])
        let title = page == .find ? (members["title"] as? [String: String])?["en"] : members["name"] as? String
        #expect(try #require(title).utf8.elementsEqual(Self.odd.utf8))
    }

    /// Where the page's JSON stands.
    private static func data(of page: SitePage, in bytes: [UInt8]) throws -> Range<Int>? {
        guard page == .find || page == .outcome else { return nil }
        let opening = page == .find ? "id=\"election\">" : "<script type=\"application/ld+json\">"
        let start = try #require(bytes.firstRange(of: Array(opening.utf8))).upperBound
        let end = try #require(bytes[start...].firstRange(of: Array("</script>".utf8))).lowerBound
        return start..<end
    }

    @Test("ordinary text is escaped as it always was")
    func ordinary() {
        #expect(PageText().escapeText("a <b> & \"c\" 'd' é 😀") == "a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; é 😀")
    }

    @Test("templates insert nothing as it is but what no text of the record is in, or what is made safe for its place")
    func raw() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Sources/Publisher/templates")
        var raw: Set<String> = []
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
        #expect(names.count > 10)
        for name in names {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for match in text.matches(of: /\{\{\s*([{&%=])\s*([^}\s]*)/) { raw.insert("\(match.1)\(match.2)") }
        }
        #expect(raw == ["{icon", "{style", "{dataset", "{election_json", "{finder_script"])
    }
}
