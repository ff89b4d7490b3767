import ElectionFixture
import ElectionRecord
import Testing

@Suite("Clocks")
struct ClockTests {
    private static func words(_ looks: [(clock: Int, after: Int)]) -> String? {
        var watch = ClockWatch()
        let start = ContinuousClock.now
        var words: String?
        for look in looks {
            words =
                watch.look(at: Timestamp(seconds: look.clock), instant: start.advanced(by: .seconds(look.after)))?
                .description
        }
        return words
    }

    @Test("a clock that jumps is seen, ahead and back, and one that goes on for days is not")
    func jumps() {
        #expect(Self.words([(1_800_000_000, 0)]) == nil)
        #expect(Self.words([(1_800_000_000, 0), (1_800_600_000, 600_000)]) == nil)
        #expect(Self.words([(1_800_000_000, 0), (1_800_000_310, 10)]) == nil)
        #expect(Self.words([(1_800_000_000, 0), (1_799_999_710, 10)]) == nil)
        let ahead = "the clock says 2027-01-15T08:05:11Z, and 10 seconds ago it said 2027-01-15T08:00:00Z"
        #expect(Self.words([(1_800_000_000, 0), (1_800_000_311, 10)]) == ahead)
        #expect(Self.words([(1_800_000_000, 0), (1_799_999_709, 10)])?.contains("2027-01-15T07:55:09Z") == true)
    }

    @Test("a clock that the record is ahead of is told what the record says")
    func behind() throws {
        var election = try FixtureElection.begun()
        let act = Timestamp(seconds: FixtureElection.opens - 1000)
        election.see(at: act.seconds + 350)
        let note = try election.note(size: 1)
        let times = LatestTimes(election.replay, checkpoint: note)
        #expect(times.act == act)
        #expect(times.contradiction(of: Timestamp(seconds: act.seconds + 50)) == nil, "two clocks may differ")
        let behind = Timestamp(seconds: act.seconds + 49)
        #expect(
            times.contradiction(of: behind)
                == "the clock says \(behind), earlier than a witness saw the log, at \(Timestamp(seconds: act.seconds + 350))"
        )
        let before = Timestamp(seconds: act.seconds - 301)
        #expect(times.contradiction(of: before) == "the clock says \(before), earlier than the last act's time, \(act)")
        let acts = LatestTimes(election.replay, checkpoint: nil)
        #expect(acts.contradiction(of: Timestamp(seconds: act.seconds - 300)) == nil)
        #expect(acts.contradiction(of: before) != nil)
    }

    @Test("every time that a cosignature can state can be said")
    func farAway() {
        for seconds in [Int.max, .min, 0, 253_402_300_800] { #expect(!Timestamp(seconds: seconds).description.isEmpty) }
    }
}
