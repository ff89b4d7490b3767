import ElectionFixture
import Testing
import Wire

@testable import Publisher

@Suite("The list for an uploader")
struct ChangeListTests {
    @Test("files come in the order in which none speaks of what is not there, the checkpoint last, then what goes")
    func order() {
        let list = ChangeList(
            put: [
                "checkpoint", "index.html", "checkpoints/300", "tile/0/000", "results.json", "artifacts/ab",
                "nl/a.html",
                "tile/entries/000", "pages.css",
            ], delete: ["tile/0/000.p/7", "tracking/all"])
        #expect(
            list.text == """
                put artifacts/ab
                put tile/entries/000
                put tile/0/000
                put checkpoints/300
                put pages.css
                put results.json
                put nl/a.html
                put index.html
                put checkpoint
                delete tile/0/000.p/7
                delete tracking/all

                """)
    }

    @Test("a list is added to what was not uploaded yet; what is there again is not deleted, what is gone is not put")
    func followed() throws {
        let first = try ChangeList(parsing: "put tile/0/000.p/7\nput checkpoint\ndelete tracking/all\n")
        let second = ChangeList(put: ["tracking/all", "tile/0/000"], delete: ["tile/0/000.p/7"])
        #expect(
            first.followed(by: second).text
                == "put tile/0/000\nput tracking/all\nput checkpoint\ndelete tile/0/000.p/7\n")
    }

    @Test("a run adds what it writes and removes, and writes an empty list when nothing is new")
    func runs() throws {
        let election = try Held.done.get()
        let (site, lists) = (SiteFolder(), SiteFolder())
        try lists.put([], at: "list")
        let list = "\(lists.path)/list"
        func text() throws -> String { String(decoding: try #require(try lists.files["list"]), as: UTF8.self) }
        let early = try #require(election.kept.first { $0 > 1 && $0 < 256 })
        try site.publish(FixtureLog(election, size: early), listing: list)
        #expect(try text().hasSuffix("put checkpoint\n"))
        try site.publish(FixtureLog(election), listing: list)
        let both = try ChangeList(parsing: text())
        #expect(try both.put == Set(site.files.keys.map { Verbatim($0) }))
        #expect(both.delete.contains(Verbatim("tile/0/000.p/\(early)")))
        try lists.put(nil, at: "list")
        try site.publish(FixtureLog(election), listing: list)
        #expect(try text() == "")
    }

    @Test("a file that is no such list is refused, before the folder changes")
    func refused() throws {
        let (site, lists) = (SiteFolder(), SiteFolder())
        try lists.put(Array("copy everything\n".utf8), at: "list")
        #expect {
            try site.publish(FixtureLog(Held.voted.get()), listing: "\(lists.path)/list")
        } throws: {
            "\($0)".contains("list: expected a line \"put\" or \"delete\" and a path, found \"copy everything\"")
        }
        #expect(try site.files.isEmpty)
    }
}
