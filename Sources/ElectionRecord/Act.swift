import BallotCrypto
import TransparencyLog
import Wire

/// What a party says in the log: the kinds of entries that are text (spec/record.md, "Acts").
///
/// Trustees and mixers count from 1, as in their keys' order in the manifest; districts, contests and projects
/// are named by their ids.
public enum Act: Hashable, Sendable {
    case manifest(Manifest)
    /// Round 1 of the key ceremony: the trustee's file of spec/cryptography.md.
    case trustee(Int, round1: [UInt8])
    /// Round 2: the encrypted shares for the other trustees, under the digest of all of round 1.
    case shares(trustee: Int, d1: Digest, boxes: [UInt8])
    /// The trustee holds its share of the key, under the digest of all of round 2.
    case confirm(trustee: Int, d2: Digest, acknowledgement: [UInt8])
    /// A chunk of a district's credentials: public keys in ascending order.
    case roll(district: String, keys: [UInt8])
    case rehearsal(before: TreeHead, artifact: ArtifactReference)
    case open(before: TreeHead, credentials: [Verbatim: Int], electionKey: Point)
    case revoke(keys: [UInt8], reason: String)
    case issue(district: String, keys: [UInt8], reason: String, channel: String)
    case withdraw(contest: String, project: String, reason: String)
    case notice(Texts)
    case extend(closes: Timestamp, reason: String)
    case close(before: TreeHead, ballots: [Verbatim: Int])
    case mix(contest: String, mixer: Int, artifact: ArtifactReference)
    case decrypt(contest: String, trustee: Int, artifact: ArtifactReference)
    case result(before: TreeHead, contests: [ContestResult])

    /// The word in the act's first line.
    public var kind: Kind {
        switch self {
        case .manifest: .manifest
        case .trustee: .trustee
        case .shares: .shares
        case .confirm: .confirm
        case .roll: .roll
        case .rehearsal: .rehearsal
        case .open: .open
        case .revoke: .revoke
        case .issue: .issue
        case .withdraw: .withdraw
        case .notice: .notice
        case .extend: .extend
        case .close: .close
        case .mix: .mix
        case .decrypt: .decrypt
        case .result: .result
        }
    }

    /// The artifacts that the act commits to.
    public var references: [ArtifactReference] {
        switch self {
        case .manifest(let manifest): manifest.contests.map(\.projects) + [manifest.look].compactMap(\.self)
        case .rehearsal(_, let artifact), .mix(_, _, let artifact), .decrypt(_, _, let artifact): [artifact]
        case .result(_, let contests): contests.flatMap { [$0.opened, $0.outcome].compactMap(\.self) }
        default: []
        }
    }

    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case manifest, trustee, shares, confirm, roll, rehearsal, open, revoke, issue, withdraw, notice, extend, close,
            mix, decrypt, result
    }
}

/// What the `result` act says of one contest.
public struct ContestResult: Hashable, Sendable {
    public var contest: String
    /// Accepted ballots whose style holds the contest: `valid + invalid`.
    public var ballots: Int
    /// Ballots that obey the contest's limits; blank ones are valid.
    public var valid: Int
    public var blank: Int
    public var invalid: Int
    /// The opened points in the last mix's order; nil when the contest had too few ballots to be opened.
    public var opened: ArtifactReference?
    /// The outcome document (spec/tally.md).
    public var outcome: ArtifactReference

    public init(
        contest: String, ballots: Int, valid: Int, blank: Int, invalid: Int, opened: ArtifactReference?,
        outcome: ArtifactReference
    ) {
        self.contest = contest
        self.ballots = ballots
        self.valid = valid
        self.blank = blank
        self.invalid = invalid
        self.opened = opened
        self.outcome = outcome
    }
}
