import BallotCrypto
import ElectionRecord

/// The steps of a rehearsal, in order; each party does its own (spec/record.md, "Rehearsal").
///
/// What passes between them is a rehearsal that grows: ballots, then mixes, then shares, then the opening. It stands on
/// the log as it is, so nothing else may be appended until it is finished.
public struct Rehearsing: Sendable {
    public let election: Election
    public let keys: ElectionKeys
    /// The tree head that the rehearsal stands on.
    public let context: Digest
    public internal(set) var ballots: [UnverifiedBallot] = []
    /// For each contest of the first district's style.
    var contests: [(mixes: [MixedList], shares: [DecryptionShares])] = []

    /// Throws `CeremonyError` before the ceremony is complete and once the vote is open.
    public init(_ replay: Replay) throws(CeremonyError) {
        guard let election = replay.election, replay.phase == .preparation, let keys = replay.ceremony.keys else {
            throw CeremonyError("a rehearsal belongs after the key ceremony and before the vote opens")
        }
        self.election = election
        self.keys = keys
        context = replay.head.root
        contests = election.style(of: 0).map { _ in ([], []) }
    }

    /// How many mixers have done their part.
    public var mixes: Int { contests.first?.mixes.count ?? 0 }

    /// How many trustees have done theirs.
    public var shares: Int { contests.first?.shares.count ?? 0 }

    /// Seals `count` test ballots of the first district; ballot i approves of project i of each contest alone.
    public mutating func seal(_ count: Int) throws {
        for number in 0..<count {
            let elements = try election.style(of: 0).flatMap { contest in
                let projects = election.projects[contest].count
                return try Selection([number % projects], of: projects).elements
            }
            let ballot = try Ballot.seal(
                elements: elements, context: context, district: 0, under: keys.electionKey, by: Credential.random())
            ballots.append(ballot.content)
        }
    }

    /// The next mixer's mix of every contest. Throws `CeremonyError` when it is not this mixer's turn.
    public mutating func mix(mixer: Int) throws {
        guard shares == 0, mixer == mixes + 1, mixer <= election.manifest.keys.mixers.count else {
            throw CeremonyError("\(turn), not mixer \(mixer)'s")
        }
        for (place, contest) in election.style(of: 0).enumerated() {
            contests[place].mixes.append(
                try Mixing.mix(list(place, contest), contest: contest, mixer: mixer, context: context, keys: keys))
        }
    }

    /// The next trustee's shares of every contest. Throws `CeremonyError` when it is not this trustee's turn.
    public mutating func open(with share: borrowing KeyShare) throws {
        let trustees = keys.verificationKeys.count
        guard mixes == election.manifest.keys.mixers.count, share.trustee == shares + 1, share.trustee <= trustees
        else {
            throw CeremonyError("\(turn), not trustee \(share.trustee)'s")
        }
        for (place, contest) in election.style(of: 0).enumerated() {
            contests[place].shares.append(try Mixing.open(opener(place, contest), with: share))
        }
    }

    /// The artifact. Throws `CeremonyError` until every mixer and every trustee has done its part.
    public func finish() throws -> Rehearsal {
        guard mixes == election.manifest.keys.mixers.count, shares == keys.verificationKeys.count else {
            throw CeremonyError("the rehearsal is not complete: \(turn)")
        }
        let done = try zip(election.style(of: 0), contests).enumerated().map { place, pair in
            let (contest, work) = pair
            let shares = Dictionary(work.shares.enumerated().map { ($0 + 1, $1) }) { first, _ in first }
            return RehearsedContest(
                mixes: work.mixes, shares: work.shares, opening: try opener(place, contest).open(shares))
        }
        return Rehearsal(ballots: ballots.map(\.bytes), contests: done)
    }

    /// Whose turn it is, in words.
    public var turn: String {
        if mixes < election.manifest.keys.mixers.count { return "it is mixer \(mixes + 1)'s turn" }
        return shares < keys.verificationKeys.count ? "it is trustee \(shares + 1)'s turn" : "it is the officials' turn"
    }

    func opener(_ place: Int, _ contest: Int) -> Opener {
        Opener(list: list(place, contest), contest: contest, context: context, keys: keys)
    }

    func list(_ place: Int, _ contest: Int) -> CiphertextList {
        contests[place].mixes.last?.output ?? Rehearsal.input(ballots, contest, of: election)
    }
}
