import BallotCrypto
import ElectionRecord

/// The officials' last act: the opened ballots and the outcome of every contest, with their artifacts.
public enum Counting {
    public struct Work: Sendable {
        public let act: Act
        public let artifacts: [[UInt8]]
        public let recount: Recount
    }

    /// `lists` and `shares` are the verified last mixes and shares, by contest; nil where a contest is not opened.
    /// Throws `RecordError` when too few trustees delivered.
    public static func result(
        _ replay: Replay, lists: [CiphertextList?], shares: [[Int: DecryptionShares]]
    ) throws(RecordError) -> Work {
        guard let keys = replay.ceremony.keys, let tctx = replay.tctx else {
            throw RecordError("the vote is not closed yet")
        }
        var openings: [Opening?] = []
        for (contest, list) in lists.enumerated() {
            guard let list else {
                openings.append(nil)
                continue
            }
            let opener = Opener(list: list, contest: contest, context: tctx, keys: keys)
            openings.append(try opener.open(shares[contest]))
        }
        let recount = try Recount(replay, openings: openings)
        var artifacts: [[UInt8]] = []
        var results: [ContestResult] = []
        for (count, opening) in zip(recount.contests, openings) {
            let document = count.document.canonical
            artifacts += [opening?.artifact, document].compactMap(\.self)
            results.append(
                ContestResult(
                    contest: count.contest.id, ballots: count.ballots, valid: count.selections.count,
                    blank: count.blank, invalid: count.invalid.count,
                    opened: opening.map { ArtifactReference($0.artifact) }, outcome: ArtifactReference(document)))
        }
        return Work(act: .result(before: replay.head, contests: results), artifacts: artifacts, recount: recount)
    }
}
