import ElectionFixture
import ElectionRecord
import Testing
import TransparencyLog

@testable import Publisher

@Suite("Publishing a log")
struct PublicationTests {
    @Test("published step by step or at once, from the log or from a published folder, the bytes are the same")
    func same() throws {
        let election = try Held.done.get()
        let (stepwise, once, again) = (SiteFolder(), SiteFolder(), SiteFolder())
        for size in Set(election.kept).sorted() {
            try stepwise.publish(FixtureLog(election, size: size))
            #expect(try stepwise.coveredSize() == size)
            #expect(try stepwise.check(FixtureLog(election)).isEmpty)
        }
        try once.publish(FixtureLog(election))
        try again.publish(PublishedLog(HeldRecord(RecordFolder(stepwise.path))))
        let files = try once.files
        #expect(try files == election.published().files)
        #expect(try stepwise.files == files)
        #expect(try again.files == files)
    }

    @Test("a published folder gives the same site at each of its checkpoints, also where only the full bundle is left")
    func earlier() throws {
        let election = try Held.done.get()
        let (site, earlier, rebuilt) = (SiteFolder(), SiteFolder(), SiteFolder())
        try site.publish(FixtureLog(election))
        for size in Set(election.kept).sorted() {
            try earlier.publish(FixtureLog(election, size: size))
            try site.put(election.note(size: size).bytes, at: "checkpoint")
            try rebuilt.publish(PublishedLog(HeldRecord(RecordFolder(site.path))))
            #expect(try rebuilt.files == earlier.files)
        }
    }

    @Test("what is there is not written again, and what is new is said in the order of writing")
    func incremental() throws {
        let election = try Held.done.get()
        let sizes = Set(election.kept).sorted()
        let site = SiteFolder()
        let first = try site.publish(FixtureLog(election, size: sizes[sizes.count - 2]))
        #expect(first.written.map(\.path).contains("tile/0/000"))
        #expect(first.written.map(\.path).suffix(2) == ["index.html", "checkpoint"])
        var steps: [String] = []
        let idle = try site.publish(FixtureLog(election, size: sizes[sizes.count - 2])) { steps.append($0) }
        #expect(idle.summary == "nothing is new")
        #expect(steps.isEmpty)
        let second = try site.publish(FixtureLog(election))
        let written = second.written.map(\.path)
        #expect(!written.contains("tile/0/000") && !written.contains("tile/entries/000"))
        #expect(!written.contains("trust-policy") && !written.contains { $0.hasPrefix("tracking/") })
        #expect(written.contains("tile/0/001.p/\(election.entries.count - 256)") && written.contains("results.json"))
        #expect(written.last == "checkpoint")
        #expect(second.repaired.isEmpty && second.removed.isEmpty)
        #expect(try second.written.map(\.bytes) == written.map { try site.files[$0]?.count })
    }

    @Test("a partial tile goes when the full one is there, after the checkpoint, with the folder that it leaves empty")
    func removed() throws {
        let election = try Held.voted.get()
        let site = SiteFolder()
        let early = try #require(election.kept.first { $0 > 1 && $0 < 256 })
        try site.publish(FixtureLog(election, size: early))
        #expect(try site.files["tile/0/000.p/\(early)"] != nil)
        var steps: [String] = []
        let report = try site.publish(FixtureLog(election)) { steps.append($0) }
        #expect(
            report.removed.contains("tile/0/000.p/\(early)") && report.removed.contains("tile/entries/000.p/\(early)"))
        let place = try #require(steps.firstIndex(of: "write checkpoint"))
        #expect(steps[..<place].allSatisfy { !$0.hasPrefix("remove") })
        #expect(steps[place...].contains("remove tile/0/000.p/\(early)"))
        #expect(try !FilesOnDisk.exist("\(site.path)/tile/0/000.p"))
        #expect(try site.check(FixtureLog(election)).isEmpty)
    }

    @Test("a checkpoint that came between is not ahead of the one that is published")
    func between() throws {
        let election = try Held.voted.get()
        let site = SiteFolder()
        let size = election.kept[election.kept.count - 2]
        try site.publish(FixtureLog(election, size: size))
        #expect(try site.files["checkpoints/\(election.entries.count)"] == nil)
        #expect(try site.files["checkpoints/\(size)"] != nil)
    }
}
