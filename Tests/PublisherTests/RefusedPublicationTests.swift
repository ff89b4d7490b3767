import ElectionFixture
import ElectionRecord
import Foundation
import Synchronization
import Testing
import TransparencyLog

@testable import Publisher

/// What the files of a folder are not touched by.
enum FilesOnDisk {
    static func exist(_ path: String) throws -> Bool { FileManager.default.fileExists(atPath: path) }
}

@Suite("What is not published, and to where")
struct RefusedPublicationTests {
    /// Publishes `log` to `site`, which must be refused for the reason and leave every file as it was.
    private func refuses(_ reason: String, _ site: SiteFolder, _ log: some LogSource, listing: String? = nil) throws {
        let before = try site.files
        #expect {
            try site.publish(log, listing: listing)
        } throws: {
            #expect("\($0)".contains(reason), "\($0)")
            return "\($0)".contains(reason)
        }
        #expect(try site.files == before)
    }

    /// The last notice with the signatures of other officials: as good an entry, but another.
    private static func resigned(_ election: FixtureElection) throws -> [UInt8] {
        try election.signed(
            SignedAct(parsing: election.entries[election.entries.count - 3]).note.text,
            by: ["official-1", "official-3"])
    }

    @Test("another election's folder is refused: of another origin, or of the same with another manifest")
    func another() throws {
        let election = try Held.voted.get()
        let other = try FixtureElection.begun()
        let site = SiteFolder()
        try site.publish(FixtureLog(other))
        try refuses("the folder holds another log: at size 1 expected the root", site, FixtureLog(election))
        let text = try other.note(size: 1).text.replacing(FixtureElection.origin, with: "stem.example/elders")
        try site.put(SignedNote(text: text, signatures: other.note(size: 1).signatures).bytes, at: "checkpoint")
        try refuses("found the published one of stem.example/elders", site, FixtureLog(election))
        try site.put(Array("zomaar".utf8), at: "checkpoint")
        try refuses("checkpoint: expected a note", site, FixtureLog(election))
    }

    @Test("a folder that is ahead of the log is refused: the log is an older copy")
    func ahead() throws {
        let election = try Held.voted.get()
        let site = SiteFolder()
        try site.publish(FixtureLog(election))
        let size = election.kept[2]
        try refuses(
            "expected at most the log's \(size) entries, found \(election.entries.count) published", site,
            FixtureLog(election, size: size))
    }

    @Test("a log that forked after what was published is refused")
    func forked() throws {
        let election = try FixtureElection.opened()
        var (one, other) = (election, election)
        try one.giveNotice()
        one.checkpoint()
        let site = SiteFolder()
        try site.publish(FixtureLog(one))
        try other.cast(["oost": [0]], 0, 0)
        try other.cast(["oost": [1]], 0, 1)
        other.checkpoint()
        other.kept.append(one.entries.count)
        try refuses("the folder holds another log: at size \(one.entries.count)", site, FixtureLog(other))
    }

    @Test("a folder that holds something else is refused; a file that was put into a published one is named")
    func strangers() throws {
        let election = try Held.voted.get()
        let site = SiteFolder()
        try site.put([1], at: "photos/holiday.jpg")
        try refuses("photos/holiday.jpg: expected a published folder or an empty one", site, FixtureLog(election))
        try site.put(nil, at: "photos/holiday.jpg")
        try site.put([], at: ".nojekyll")
        try site.publish(FixtureLog(election))
        try site.put([1], at: "photos/holiday.jpg")
        #expect(try site.publish(FixtureLog(election)).unknown == ["photos/holiday.jpg"])
        #expect(try site.files["photos/holiday.jpg"] == [1])
        #expect(try site.check(FixtureLog(election)) == ["photos/holiday.jpg: expected no such file, found one"])
    }

    @Test("what a system or a web host leaves does not stop a first publication, and is named")
    func strays() throws {
        let log = FixtureLog(try Held.voted.get())
        let site = SiteFolder()
        for path in [".git/config", "CNAME", "tile/.DS_Store"] { try site.put([1], at: path) }
        #expect(try site.publish(log).unknown == [".git/config", "CNAME"])
    }

    @Test("of two publishers at once the second is refused, and a check too")
    func two() throws {
        let election = try Held.voted.get()
        let site = SiteFolder()
        try site.publish(FixtureLog(election))
        let first = try PublishedFolder(site.path)
        try refuses("another process publishes to it", site, FixtureLog(election))
        #expect(throws: PublicationError.self) { try site.check(FixtureLog(election)) }
        _ = consume first
        #expect(try site.check(FixtureLog(election)).isEmpty)
    }

    @Test(
        "a log that is not its checkpoint's, or not signed by the manifest's key, is refused before anything is written"
    )
    func otherRoot() throws {
        var log = FixtureLog(try Held.voted.get())
        let site = SiteFolder()
        try refuses(
            "expected the checkpoint's root", site, Changed(log: log, from: 1, entry: Self.resigned(log.election)))
        #expect(try site.files.isEmpty)
        try log.election.keys.replace(FixtureElection.origin)
        try refuses("the newest checkpoint: expected a signature of a known key, found none", site, log)
    }

    @Test("an entry that changes between two readings is refused")
    func changing() throws {
        let election = try Held.voted.get()
        let site = SiteFolder()
        #expect {
            try site.publish(Changed(log: FixtureLog(election), from: 2, entry: Self.resigned(election)))
        } throws: {
            "\($0)".contains("entry \(election.entries.count - 3) changed while it was being published")
        }
        #expect(try site.coveredSize() == nil)
        try site.publish(FixtureLog(election))
        #expect(try site.check(FixtureLog(election)).isEmpty)
    }

    @Test("a missing or damaged artifact of the log is refused before anything is written")
    func artifact() throws {
        let election = try Held.done.get()
        let opened = try #require(try election.replay.results.first?.opened)
        let site = SiteFolder()
        try refuses(
            "\(opened.path): can't be read", site, Lacking(log: FixtureLog(election), path: opened.path, bytes: nil))
        try refuses(
            "\(opened.path): expected \(opened.size) bytes, found 1", site,
            Lacking(log: FixtureLog(election), path: opened.path, bytes: [1]))
    }
}

/// A log whose last notice turns into another entry, from its n-th reading on.
private final class Changed: LogSource {
    private let log: FixtureLog
    private let first: Int
    private let other: [UInt8]
    private let readings = Mutex(0)

    init(log: FixtureLog, from first: Int, entry: [UInt8]) {
        self.log = log
        self.first = first
        other = entry
    }

    func newestCheckpoint() throws -> SignedNote { try log.newestCheckpoint() }
    func checkpointSizes() throws -> [Int] { log.checkpointSizes() }
    func checkpoint(size: Int) throws -> SignedNote { try log.checkpoint(size: size) }
    func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8] { try log.bytes(of: reference) }

    func entries(_ range: Range<Int>) throws -> [[UInt8]] {
        var entries = log.entries(range)
        let place = log.election.entries.count - 3
        guard range.contains(place) else { return entries }
        let reading = readings.withLock { count in
            count += 1
            return count
        }
        if reading >= first { entries[place - range.lowerBound] = other }
        return entries
    }
}

/// A log that lacks an artifact, or holds other bytes under its name.
private struct Lacking: LogSource {
    let log: FixtureLog
    let path: String
    let bytes: [UInt8]?

    func newestCheckpoint() throws -> SignedNote { try log.newestCheckpoint() }
    func checkpointSizes() throws -> [Int] { log.checkpointSizes() }
    func checkpoint(size: Int) throws -> SignedNote { try log.checkpoint(size: size) }
    func entries(_ range: Range<Int>) throws -> [[UInt8]] { log.entries(range) }

    func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8] {
        guard reference.path == path else { return try log.bytes(of: reference) }
        guard let bytes else { throw RecordError("\(path): can't be read") }
        return bytes
    }
}
