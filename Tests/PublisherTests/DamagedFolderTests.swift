import ElectionFixture
import ElectionRecord
import Testing
import TransparencyLog

@testable import Publisher

@Suite("A damaged folder")
struct DamagedFolderTests {
    private func published() throws -> (SiteFolder, FixtureLog, [String: [UInt8]]) {
        let log = FixtureLog(try Held.done.get())
        let site = SiteFolder()
        try site.publish(log)
        return (site, log, try site.files)
    }

    private static let settled = ["tile/0/000", "tile/entries/000", "checkpoints/1", "artifact"]

    private func path(_ name: String, _ files: [String: [UInt8]]) throws -> String {
        name == "artifact" ? try #require(files.keys.sorted().first { $0.hasPrefix("artifacts/") }) : name
    }

    @Test(
        "a file that never changes and is missing, cut off or longer is written anew, and told of", arguments: settled)
    func size(name: String) throws {
        let (site, log, files) = try published()
        let path = try path(name, files)
        let whole = try #require(files[path])
        for damaged in [nil, Array(whole.dropLast()), whole + [0], []] {
            try site.put(damaged, at: path)
            let report = try site.publish(log)
            #expect(report.written.map(\.path) == [path])
            #expect(report.repaired.count == 1 && report.repaired[0].hasPrefix("\(path): expected the"))
            #expect(try site.files == files)
        }
    }

    @Test("one with other bytes of the same number is found by a check", arguments: settled)
    func bytes(name: String) throws {
        let (site, log, files) = try published()
        let path = try path(name, files)
        var damaged = try #require(files[path])
        damaged[33] ^= 1
        try site.put(damaged, at: path)
        #expect(try site.publish(log).written.isEmpty)
        #expect(
            try site.check(log) == [
                "\(path): expected the \(damaged.count) bytes that the log gives, found \(damaged.count), different from byte 33"
            ])
    }

    @Test(
        "every other file is compared at every run",
        arguments: ["tile/0/001.p", "tile/1/000.p", "tile/entries/001.p", "newest", "tracking/all", "index.html"])
    func compared(name: String) throws {
        let (site, log, files) = try published()
        let newest = "checkpoints/\(log.election.entries.count)"
        let path = try name == "newest" ? newest : #require(files.keys.sorted().first { $0.hasPrefix(name) })
        var damaged = try #require(files[path])
        damaged[damaged.count - 1] ^= 1
        try site.put(damaged, at: path)
        #expect(try site.check(log).count == 1)
        #expect(try site.publish(log).written.map(\.path) == [path])
        #expect(try site.files == files)
    }

    @Test("what the earlier checkpoint does not cover is compared: an interrupted run may have left anything there")
    func uncovered() throws {
        let election = try Held.done.get()
        let site = SiteFolder()
        try site.publish(FixtureLog(election, size: try #require(election.kept.first { $0 > 1 && $0 < 256 })))
        try site.put([UInt8](repeating: 0, count: 8192), at: "tile/0/000")
        let report = try site.publish(FixtureLog(election))
        #expect(report.written.map(\.path).contains("tile/0/000") && report.repaired.isEmpty)
        #expect(try site.check(FixtureLog(election)).isEmpty)
    }

    @Test("a check says what is missing, what differs and what is too much, of a folder that the log has outgrown too")
    func check() throws {
        let election = try Held.done.get()
        let site = SiteFolder()
        try site.publish(FixtureLog(election, size: Held.voted.get().entries.count))
        #expect(try site.check(FixtureLog(election)).isEmpty)
        try site.put(nil, at: "trust-policy")
        try site.put([1], at: "tile/0/007")
        try site.put([1], at: "tracking/0")
        #expect(
            try site.check(FixtureLog(election)) == [
                "trust-policy: expected the file, found none", "tile/0/007: expected no such file, found one",
                "tracking/0: expected no such file, found one",
            ])
        #expect {
            try SiteFolder().check(FixtureLog(election))
        } throws: {
            "\($0)".contains("can't be opened")
        }
    }

    @Test("a cosignature that came later is no damage, one that the log does not have is")
    func cosignatures() throws {
        let (site, log, _) = try published()
        let size = log.election.entries.count
        try site.put(log.election.note(size: size, cosigned: false).bytes, at: "checkpoint")
        #expect(try site.check(log).isEmpty)
        #expect(try site.publish(log).written.map(\.path) == ["checkpoint"])
        var note = try log.election.note(size: size, cosigned: false)
        try note.add(log.election.note(size: 1).signatures[1])
        try site.put(note.bytes, at: "checkpoints/\(size)")
        #expect(try site.check(log).contains { $0.hasPrefix("checkpoints/\(size): expected the") })
    }
}
