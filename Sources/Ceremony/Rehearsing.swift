import BallotCrypto
import ElectionRecord

/// The steps of a rehearsal, in order; each party does its own (spec/record.md, "Rehearsal").
///
/// What passes between them is a rehearsal that grows: ballots, then mixes, then shares, then the opening.
public struct Rehearsing: Sendable {
    public let election: Election
    public let keys: ElectionKeys
    /// The tree head that the rehearsal stands on.
    public let context: Digest
    public private(set) var ballots: [UnverifiedBallot] = []
    private var contests: [(mixes: [MixedList], shares: [DecryptionShares])] = []

    /// Throws `CeremonyError` before the ceremony is complete.
    public init(_ replay: Replay) throws(CeremonyError) {
        guard let election = replay.election, replay.phase == .preparation, let keys = replay.ceremony.keys else {
            throw CeremonyError("a rehearsal belongs after the key ceremony and before the vote opens")
        }
        self.election = election
        self.keys = keys
        context = replay.head.root
        contests = election.style(of: 0).map { _ in ([], []) }
    }

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

    /// The next mixer's mix of every contest.
    public mutating func mix(mixer: Int) throws {
        for (place, contest) in election.style(of: 0).enumerated() {
            contests[place].mixes.append(
                try Mixing.mix(list(place, contest), contest: contest, mixer: mixer, context: context, keys: keys))
        }
    }

    /// The next trustee's shares of every contest.
    public mutating func open(with share: borrowing KeyShare) throws {
        for (place, contest) in election.style(of: 0).enumerated() {
            let opener = Opener(list: list(place, contest), contest: contest, context: context, keys: keys)
            contests[place].shares.append(try Mixing.open(opener, with: share))
        }
    }

    /// The artifact, once every mixer and every trustee has done its part.
    public func finish() throws -> Rehearsal {
        let done = try zip(election.style(of: 0), contests).enumerated().map { place, pair in
            let (contest, work) = pair
            let opener = Opener(list: list(place, contest), contest: contest, context: context, keys: keys)
            let shares = Dictionary(work.shares.enumerated().map { ($0 + 1, $1) }) { first, _ in first }
            return RehearsedContest(mixes: work.mixes, shares: work.shares, opening: try opener.open(shares))
        }
        return Rehearsal(ballots: ballots.map(\.bytes), contests: done)
    }

    private func list(_ place: Int, _ contest: Int) -> CiphertextList {
        contests[place].mixes.last?.output ?? Rehearsal.input(ballots, contest, of: election)
    }
}
