import ElectionFixture
import ElectionRecord
import Testing
import TransparencyLog

@testable import Verifier

@Suite("What witnesses saw")
struct TimesTests {
    private static let (opens, end) = (FixtureElection.opens, FixtureElection.closes + 500)

    private static func report(_ election: FixtureElection, trust: TrustPolicy? = nil) throws -> Report {
        try Held.verify(election.published(), trust: trust).report
    }

    @Test("five minutes are what two clocks may differ by: before the vote, after it, and at its close")
    func tolerance() throws {
        var election = try Held.opened.get()
        election.see(at: Self.opens - 300)
        try election.vote()
        election.see(at: Self.end + 300)
        try election.cast(["oost": [0]], 0, 8)
        try election.close()
        election.see(at: Self.end - 300)
        election.time = Self.end
        try election.count()
        let report = try Self.report(election)
        #expect(report.verdict == .verified, "\(report.text())")
        #expect(report[.log].notes.count == 2 + 1, "a witness's times fall: \(report[.log].notes)")
    }

    @Test("how many ballots were seen in time is said, also when all were seen later")
    func count() throws {
        let report = try Self.report(Held.done.get())
        #expect(report[.ballots].notes == ["witnesses had seen 17 of 17 by the window's end"])
        var election = try Held.opened.get()
        try election.vote()
        for size in election.kept { election.seen[size] = [:] }
        election.see(at: Self.end + 301)
        election.time = Self.end + 400
        try election.finish()
        #expect(
            try Self.report(election)[.ballots].notes
                == ["witnesses had seen 0 of \(election.replay.ballots.count) by the window's end"])
    }

    @Test("a witness's later tree may have a time that is five minutes earlier; one that falls further is told")
    func falls() throws {
        for (fall, isTold) in [(300, false), (301, true)] {
            var election = try Held.opened.get()
            election.see(at: Self.opens + fall)
            // What comes now is seen when the vote opens.
            try election.vote()
            let notes = try Self.report(election)[.log].notes
            #expect(notes.contains { $0.contains("the times of library fall") } == isTold, "\(notes)")
        }
    }

    @Test("that nobody saw the log without its close at the window's end is said")
    func unseen() throws {
        for (before, notes) in [
            (Self.end - 301, ["no quorum of witnesses saw the log without the close at the window's end"]),
            (Self.end - 300, []),
        ] {
            var election = try Held.voted.get()
            election.see(at: before)
            try election.close()
            election.see(at: Self.end)
            election.time = Self.end
            try election.count()
            #expect(try Self.report(election)[.close].notes == notes)
        }
    }

    @Test("fewer witnesses than the quorum make a note, and without a quorum nothing is said against anybody")
    func minority() throws {
        var election = try Held.voted.get()
        try election.close()
        election.see(at: Self.end - 301, by: ["library"])
        election.time = Self.end
        try election.count()
        let report = try Self.report(election)
        #expect(report.verdict == .verified, "\(report.text())")
        let expected = "fewer witnesses than the quorum say: entry "
        for check in [Check.acts, .close] {
            #expect(report[check].notes.contains { $0.hasPrefix(expected) && $0.contains("library had seen") })
        }
        let log = try election.keys.verification(FixtureElection.origin)
        let library = try election.keys.verification("library")
        for (quorum, verdict, note) in [
            ("none", Verdict.verified, "no witness saw when ballots came"),
            ("w", .failed([.acts, .close]), "witnesses had seen 17 of 17 by the window's end"),
        ] {
            let policy = try TrustPolicy(parsing: "log \(log)\nwitness w \(library)\nquorum \(quorum)\n")
            let report = try Self.report(election, trust: policy)
            #expect(report.verdict == verdict, "\(report.text())")
            #expect(report[.ballots].notes.last == note)
        }
    }
}
