import BallotCrypto
import Ceremony
import ElectionFixture
import ElectionRecord

/// Officials, the issuer and the box agree on false times; the witnesses saw what they saw.
enum TamperTimes {
    static let cheats: [Cheat] = acts + ballots + close

    private static let end = FixtureElection.closes + 500

    /// While the vote runs: what `change` does; then everything goes on at the window's end, as it should.
    private static func cheat(
        _ name: String, _ check: Check, _ says: String, alone: Bool = true,
        from start: @escaping @Sendable () throws -> FixtureElection = { try Held.voted.get() },
        _ change: @escaping @Sendable (inout FixtureElection) throws -> Void
    ) -> Cheat {
        .log(name, check, says, alone: alone, from: start) {
            try change(&$0)
            $0.time = max($0.time, end + 400)
            try $0.finish()
        }
    }

    /// An act of the officials, backdated: the witnesses saw a log without it after the window's end.
    private static func backdated(
        _ kind: String, by signers: [String] = [], _ act: @escaping @Sendable (FixtureElection) throws -> Act
    ) -> Cheat {
        cheat("the act \(kind) is dated back into the window", .acts, "had not seen the \(kind) act by") {
            $0.see(at: end + 301)
            try $0.append(act($0), by: FixtureElection.signers + signers)
        }
    }

    private static let acts: [Cheat] = [
        cheat("a notice is dated ahead", .acts, "the notice act states") {
            let now = $0.time
            $0.time += 301
            try $0.giveNotice()
            $0.kept.append($0.entries.count)
            $0.see(at: now)
        },
        backdated("revoke") { .revoke(keys: try $0.credential(0, 9).publicKeys[0].compressed, reason: "lost") },
        backdated("issue", by: ["issuer-1"]) { _ in
            let code = try CodeIssue.codes(1, origin: FixtureElection.origin)[0]
            return .issue(district: "west", keys: code.credential.bytes, reason: "walk-in", channel: "desk")
        },
        backdated("withdraw") { _ in .withdraw(contest: "west", project: "WEST-1", reason: "unwanted") },
        cheat("the vote is extended when it was over, dated back", .acts, "had not seen the extend act by") {
            $0.see(at: end + 301)
            try $0.append(.extend(closes: Timestamp(seconds: end + 350), reason: "snow"), by: FixtureElection.signers)
        },
    ]

    private static let ballots: [Cheat] = [
        cheat(
            "ballots were cast before the vote opened", .ballots, "before the vote opened at", alone: false,
            from: { try Held.opened.get() }
        ) {
            try $0.cast(["oost": [0]], 0, 0)
            try $0.cast(["oost": [1]], 0, 1)
            $0.kept.append($0.entries.count)
            $0.see(at: FixtureElection.opens - 301)
            try $0.append(.extend(closes: Timestamp(seconds: end), reason: "outage"), by: FixtureElection.signers)
        },
        cheat("a ballot was cast after the window", .ballots, "had not seen the ballot by") {
            $0.see(at: end + 301)
            try $0.cast(["oost": [0]], 0, 8)
        },
        cheat("ballots were cast after the window", .ballots, "had not seen 2 ballots by") {
            $0.see(at: end + 301)
            try $0.cast(["oost": [0]], 0, 8)
            try $0.cast(["oost": [0]], 0, 10)
        },
    ]

    private static let close: [Cheat] = [
        .log(
            "the vote is closed early by dating the close", .close, "had seen the close by", alone: false,
            from: { try Held.voted.get() }
        ) {
            try $0.close()
            $0.see(at: end - 301)
            $0.time = end
            try $0.count()
        }
    ]
}
