import ElectionFixture
import ElectionRecord
import Testing
import TransparencyLog
import Wire

@testable import Publisher

@Suite("An interrupted publication")
struct InterruptedPublicationTests {
    private struct Interruption: Error {}

    /// Interrupts a publication of `log` before each of its steps in turn, from the folder `start`; nil: from none. The step
    /// that gives a draft its name is none of its own: a draft is left at all of them.
    private func interrupted(
        from start: [String: [UInt8]]?, _ log: FixtureLog,
        then body: (SiteFolder, _ step: String, ChangeList) throws -> Void
    ) throws -> Int {
        var number = 0
        while true {
            let (site, list) = (SiteFolder(), SiteFolder())
            for (path, bytes) in start ?? [:] { try site.put(bytes, at: path) }
            try list.put([], at: "list")
            var (left, last) = (number, "")
            do {
                try site.publish(log, listing: "\(list.path)/list") { step in
                    if step.hasPrefix("name ") { return }
                    last = step
                    if left == 0 { throw Interruption() }
                    left -= 1
                }
                return number
            } catch is Interruption {
                // As a killed process leaves it.
                try site.put([1, 2, 3], at: PublishedFolder.draftName)
            }
            try body(site, last, ChangeList(parsing: String(decoding: list.files["list"] ?? [], as: UTF8.self)))
            number += 1
        }
    }

    private func interruptEveryStep(from start: Int?, _ election: FixtureElection) throws -> Int {
        let log = FixtureLog(election)
        let (whole, early) = (SiteFolder(), SiteFolder())
        try whole.publish(log)
        let expected = try whole.files
        if let start { try early.publish(FixtureLog(election, size: start)) }
        var sizes: Set<Int?> = []
        let steps = try interrupted(from: start == nil ? nil : early.files, log) { site, step, list in
            let size = try site.coveredSize()
            sizes.insert(size)
            #expect(size == start || size == election.entries.count, "\(step)")
            let before = try site.files
            let report = try site.publish(log)
            let after = try site.files
            #expect(after == expected, "\(step)")
            #expect(report.repaired.isEmpty)
            // Whoever uploads after the second run misses nothing that the first run listed or changed.
            let changed = expected.keys.filter { before[$0] != after[$0] }.map { Verbatim($0) }
            #expect(Set(changed).isSubset(of: list.put), "\(step)")
        }
        #expect(sizes == [start, election.entries.count])
        return steps
    }

    @Test("at every step, the folder's checkpoint is covered, and the next run comes to the same bytes: of a first one")
    func first() throws {
        var election = try FixtureElection.opened()
        try election.vote()
        #expect(try interruptEveryStep(from: nil, election) > 25)
    }

    @Test("at every step, the folder's checkpoint is covered, and the next run comes to the same bytes: of a later one")
    func later() throws {
        let election = try Held.done.get()
        #expect(try interruptEveryStep(from: election.kept.first { $0 > 1 && $0 < 256 }, election) > 50)
    }

    @Test("a page is never ahead of its data, nor a kept checkpoint of its tiles")
    func order() throws {
        let election = try Held.done.get()
        var steps: [String] = []
        try SiteFolder().publish(FixtureLog(election)) { steps.append($0) }
        let written = steps.filter { $0.hasPrefix("write ") }.map { String($0.dropFirst(6)) }
        func last(_ prefix: String) throws -> Int { try #require(written.lastIndex { $0.hasPrefix(prefix) }) }
        func first(_ prefix: String) throws -> Int { try #require(written.firstIndex { $0.hasPrefix(prefix) }) }
        #expect(try last("artifacts/") < first("tile/entries/"))
        #expect(try last("tile/entries/") < first("tile/0/"))
        #expect(try last("tile/") < first("checkpoints/"))
        for data in ["results.json", "tracking/", "election.json"] { #expect(try last(data) < first("index.html")) }
        #expect(written.last == "checkpoint")
        let settled = try #require(steps.firstIndex(of: "settle \(written.count - 1) files"))
        #expect(steps[settled + 1] == "write checkpoint")
        #expect(steps.last == "settle \(written.count) files")
    }

    @Test(
        "what an interrupted run wrote is on the disk before the next run's checkpoint, though it is not written again")
    func settled() throws {
        let log = FixtureLog(try Held.done.get())
        let site = SiteFolder()
        #expect(throws: Interruption.self) {
            try site.publish(log) { if $0 == "write index.html" { throw Interruption() } }
        }
        let there = try site.files.count
        var steps: [String] = []
        let report = try site.publish(log) { steps.append($0) }
        #expect(report.written.map(\.path) == ["index.html", "checkpoint"])
        #expect(steps.contains("settle \(there + 1) files"))
    }

    @Test("where another file stands in the way, the run says so, leaves no draft, and the old checkpoint stands")
    func inTheWay() throws {
        let election = try Held.voted.get()
        let size = election.kept[2]
        let site = SiteFolder()
        try site.publish(FixtureLog(election, size: size))
        try site.put(nil, at: "election.json")
        try site.put([1], at: "election.json/file")
        #expect {
            try site.publish(FixtureLog(election))
        } throws: {
            "\($0)".contains("election.json: can't be written: Is a directory")
        }
        #expect(try site.coveredSize() == size)
        #expect(try site.files[PublishedFolder.draftName] == nil)
        try site.put(nil, at: "election.json")
        try site.publish(FixtureLog(election))
        #expect(try site.check(FixtureLog(election)).isEmpty)
    }
}
