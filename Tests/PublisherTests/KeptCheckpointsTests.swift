import ElectionFixture
import Testing
import TransparencyLog

@testable import ElectionRecord
@testable import Publisher

@Suite("Which checkpoints a folder keeps for their times")
struct KeptCheckpointsTests {
    private static let window = Window(opens: Timestamp(seconds: 10_000), closes: Timestamp(seconds: 50_000))

    private static func act(_ entry: Int, _ kind: Act.Kind, closes: Int? = nil) -> PastAct {
        var subject = Subject(.notice([:]), issuers: 1)
        subject.closes = closes.map { Timestamp(seconds: $0) }
        return PastAct(
            entry: entry, kind: kind, time: Timestamp(seconds: 0), signers: [], ballots: 0, subject: subject)
    }

    private typealias Others = [(sizes: ClosedRange<Int>, time: Int?)]

    /// A box signs a checkpoint for each entry, and witnesses see each; of those of these sizes each says another time.
    private static func kept(
        upTo newest: Int = 40_000, _ acts: [PastAct], _ others: Others...
    ) throws -> (kept: Set<Int>, ordinary: Set<Int>) {
        let others = others.isEmpty ? [[]] : others
        func time(_ size: Int, _ witness: Int) -> Timestamp? {
            let time = others[witness].first { $0.sizes.contains(size) }.map(\.time) ?? 10_000 + size
            return time.map { Timestamp(seconds: $0) }
        }
        let signed = Array(1...newest)
        func sizes(_ signed: [Int]) throws -> [Int] {
            try KeptCheckpoints.sizes(signed, window: window, acts: acts, witnesses: others.count, time: time)
        }
        let kept = try sizes(signed)
        #expect(try sizes(kept) == kept, "the same of those kept")
        #expect(kept == kept.sorted() && kept.last == newest)
        return (Set(kept), Set(LogLayout.kept(signed)))
    }

    private static let held = [act(2000, .open), act(33_333, .close)]

    @Test("of an honest vote: the first that holds the opening, the last before the close, and the first that holds it")
    func honest() throws {
        let (kept, ordinary) = try Self.kept(Self.held)
        #expect(kept.subtracting(ordinary) == [2001, 33_333, 33_334])
        #expect(ordinary.isSubset(of: kept))
    }

    @Test("the last that was seen before the opening, and the first that was not, five minutes aside")
    func early() throws {
        let (kept, ordinary) = try Self.kept(Self.held, [(2001...2101, 9699), (2102...2103, nil), (2104...2190, 9700)])
        #expect(kept.isSuperset(of: [2101, 2104, 33_333, 33_334]))
        #expect(kept.subtracting(ordinary).isSubset(of: [2101, 2104, 33_333, 33_334]))
    }

    @Test("the first that was seen after the end, five minutes aside, and the last that was seen by it")
    func late() throws {
        let (kept, _) = try Self.kept(Self.held, [(30_001...30_010, 50_300), (30_011...33_333, 50_301)])
        #expect(kept.isSuperset(of: [30_010, 30_011, 33_334]))
        let open = try Self.kept(
            upTo: 35_000, [Self.held[0]], [(30_001...30_010, 50_300), (30_011...35_000, 50_301)])
        #expect(open.kept.isSuperset(of: [30_010, 30_011]))
    }

    @Test("of each window that was extended, those of its own end")
    func extended() throws {
        let acts = [Self.act(2000, .open), Self.act(20_001, .extend, closes: 60_000), Self.act(33_333, .close)]
        let (kept, _) = try Self.kept(
            acts, [(20_001...20_001, 50_200), (20_002...29_002, 55_000), (29_003...33_333, 60_301)])
        #expect(kept.isSuperset(of: [20_001, 29_002, 29_003, 33_334]))
        let late = try Self.kept(acts, [(19_001...19_100, 50_301), (19_101...20_001, 55_000)])
        #expect(late.kept.isSuperset(of: [19_000, 19_001]))
    }

    @Test("of two that make a quorum, each with sizes of its own, those of both")
    func each() throws {
        let (kept, _) = try Self.kept(
            Self.held, [(2001...2101, 9699), (32_001...33_100, nil), (33_101...33_333, 50_301)],
            [(2001...2301, 9699), (31_001...33_200, nil), (33_201...33_333, 50_301)])
        #expect(kept.isSuperset(of: [2101, 2102, 32_000, 33_101, 33_334]))
        #expect(kept.isSuperset(of: [2301, 2302, 31_000, 33_201]))
    }

    @Test("one witness that lies hides nothing of what the two say that are a quorum without it")
    func liar() throws {
        let honest: Others = [(2001...2101, 9699), (33_001...33_333, 50_301)]
        for lie in [9000, 30_000, 60_000] {
            let (kept, ordinary) = try Self.kept(Self.held, honest, honest, [(1...40_000, lie)])
            #expect(kept.isSuperset(of: [2101, 2102, 33_000, 33_001, 33_334]))
            #expect(kept.subtracting(ordinary).count < 10)
        }
    }

    @Test("a folder of a log with a checkpoint for each entry holds them, and makes the same folder again")
    func folder() throws {
        var election = try FixtureElection.opened(notices: 600)
        let open = try #require(election.replay.history.last).entry
        for _ in 0..<600 { try election.giveNotice() }
        election.kept = Array(1...election.entries.count)
        for size in 1...election.entries.count { election.seen[size] = [:] }
        for size in open + 1...election.entries.count {
            election.seen[size] = ["library": FixtureElection.opens + size]
        }
        election.seen[open + 1] = ["library": FixtureElection.opens - 301]
        election.seen[open + 2] = ["library": FixtureElection.opens - 301]
        let (site, again) = (SiteFolder(), SiteFolder())
        try site.publish(FixtureLog(election))
        let files = try site.files
        for size in [open + 2, open + 3] {
            #expect(files["checkpoints/\(size)"] != nil)
            #expect(LogLayout.kept(Array(1...election.entries.count)).contains(size) == (size % 2 == 1))
        }
        #expect(try site.check(FixtureLog(election)) == [])
        try again.publish(PublishedLog(HeldRecord(RecordFolder(site.path))))
        #expect(try again.files == files)
    }
}
