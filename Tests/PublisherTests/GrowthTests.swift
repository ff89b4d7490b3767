import ElectionFixture
import ElectionRecord
import Testing

@testable import Publisher

@Suite("When people voted, as coarse as privacy asks")
struct GrowthTests {
    private static let day = 86_400

    /// 26 ballots in a window of ten days, from the entry that is returned on.
    private static let voted = Result {
        var election = try FixtureElection.opened {
            $0.window.closes = Timestamp(seconds: FixtureElection.opens + 10 * day)
        }
        let first = election.entries.count
        for (district, codes) in election.codes.enumerated() {
            for number in codes.indices { try election.cast([:], district, number) }
        }
        return (election, first)
    }
    private static let closed = Result {
        var (election, first) = try voted.get()
        election.time = FixtureElection.opens + 10 * day
        try election.close()
        return (election, first)
    }

    /// Days and ballots, when a witness had seen so many ballots so many seconds after the opening.
    private static func bars(
        _ seen: [(ballots: Int, seconds: Int)], _ held: Result<(FixtureElection, Int), any Error> = closed
    ) throws -> [[String]] {
        let (election, first) = try held.get()
        let cosigned = seen.map {
            CosignedSize(
                size: first + $0.ballots, times: [Timestamp(seconds: FixtureElection.opens + $0.seconds), nil])
        }
        let edition = try election.edition(cosigned: cosigned)
        return Growth(edition.subject, edition: edition).bars.map { bar in
            ["days", "ballots"].map { bar[$0] as? String ?? "" }
        }
    }

    @Test("each day's ballots are told where there are ten or more")
    func days() throws {
        #expect(
            try Self.bars([(12, 100), (26, Self.day + 100)]) == [["15 January", "12"], ["16 January", "14"]])
    }

    @Test("days with fewer than ten are told with the next, and the last ones with those before")
    func few() throws {
        #expect(
            try Self.bars([(9, 100), (11, Self.day), (21, 2 * Self.day), (26, 3 * Self.day)])
                == [["15 January – 16 January", "11"], ["17 January – 18 January", "15"]])
        #expect(try Self.bars([(9, 100)]) == [["15 January – 25 January", "26"]])
    }

    @Test("no group ever has fewer than ten, however witnesses came by")
    func privacy() throws {
        var generator = Draws()
        for _ in 0..<300 {
            let sizes = (0..<Int.random(in: 0...26, using: &generator)).map { _ in
                Int.random(in: 0...26, using: &generator)
            }
            let seen = sizes.sorted().map { ($0, Int.random(in: -Self.day...(11 * Self.day), using: &generator)) }
            for held in [Self.voted, Self.closed] {
                let told = try Self.bars(seen, held).map { try #require(Int($0[1])) }
                #expect(told.allSatisfy { $0 >= 10 }, "\(seen)")
                #expect(told.reduce(0, +) <= 26, "\(seen)")
            }
        }
    }

    @Test("while the vote is open the last few ballots are not told yet")
    func open() throws {
        #expect(try Self.bars([(12, 100), (15, Self.day)], Self.voted) == [["15 January", "12"]])
    }

    @Test("marks outside the window, or before an earlier one, tell nothing")
    func marks() throws {
        #expect(try Self.bars([(12, -100), (20, 11 * Self.day)]).isEmpty)
        #expect(try Self.bars([(12, 3 * Self.day), (20, Self.day)]) == [["18 January", "12"], ["25 January", "14"]])
        #expect(try Self.bars([]).isEmpty)
    }
}

/// The same draws each time.
private struct Draws: RandomNumberGenerator {
    private var state: UInt64 = 10

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
