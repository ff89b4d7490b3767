import BallotCrypto
import TransparencyLog

/// The state machine that the log's entries drive: the only place that knows what is allowed (spec/record.md).
///
/// The box asks it before it accepts an entry; the verifier asks it again on every entry, in order:
///
///     var replay = Replay(artifacts: folder)
///     for entry in entries { try replay.admit(entry) }
///
/// A refused entry leaves the state as it was. Ballots' proofs (`Ballot(verifying:under:)`), and the proofs of mixes,
/// decryption and tally (`MixedList`, `Opening`, `Recount`), are checked beside it, so that they can run on all cores.
public struct Replay: Sendable {
    /// How far the election has come.
    public enum Phase: Int, Comparable, Sendable {
        case empty, ceremony, preparation, voting, closed, done

        public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
    }

    public internal(set) var phase = Phase.empty
    public internal(set) var election: Election?
    public internal(set) var ceremony = KeyCeremony()
    public internal(set) var roll = Roll()
    /// The root up to and including `open`, which every ballot names.
    public internal(set) var ctx: Digest?
    /// The root up to and including `close`, which every mix and opening uses.
    public internal(set) var tctx: Digest?
    /// The end of the window, as extended.
    public internal(set) var closes: Timestamp?
    /// Accepted ballots in the log's order.
    public internal(set) var ballots: [AcceptedBallot] = []
    /// Theirs, one ballot after the other.
    var ciphertexts: [Ciphertext] = []
    /// How many ballots hold each contest.
    var ballotCounts: [Int] = []
    public internal(set) var rehearsals = 0
    /// Ids of withdrawn projects, by contest.
    public internal(set) var withdrawn: [String: Set<String>] = [:]
    /// What has been mixed and opened of each contest, in the manifest's order.
    public internal(set) var progress: [ContestProgress] = []
    public internal(set) var results: [ContestResult] = []
    /// Every artifact that an act commits to, in the log's order.
    public internal(set) var references: [ArtifactReference] = []
    /// The acts taken in so far: entry index, kind, time and signers' names.
    public internal(set) var history: [PastAct] = []

    /// What the officials told the public, in the log's order.
    public internal(set) var notices: [Notice] = []

    var frontier = Frontier()
    var seenTexts: Set<Digest> = []
    var seenPoints: Set<CompressedPoint> = []
    var lastOfficialTime: Timestamp?
    let artifacts: any ArtifactSource

    public init(artifacts: any ArtifactSource) {
        self.artifacts = artifacts
    }

    /// The tree over the entries so far.
    public var head: TreeHead { frontier.head }

    /// Takes in an act or refuses it. Throws `Violation` with the check that refuses it.
    public mutating func admit(_ act: SignedAct) throws(Violation) {
        let index = frontier.size
        try requirePlace(act, index)
        try requireSigners(act, index)
        try apply(act, index)
        references += act.act.references
        seenTexts.insert(SHA256.hash(act.note.text.utf8))
        if act.act.kind.isOfficial { lastOfficialTime = act.time }
        history.append(
            PastAct(
                entry: index, kind: act.act.kind, time: act.time, signers: act.note.signatures.map(\.name),
                ballots: ballots.count, subject: Subject(act.act, issuers: election?.manifest.keys.issuers.count ?? 1)))
        frontier.append(MerkleTree.leaf(act.note.bytes))
        if case .open = act.act { ctx = head.root }
        if case .close = act.act { tctx = head.root }
    }

    /// Appends an entry that was refused, without effect: the verifier goes on and finds what else is wrong.
    public mutating func passOver(_ entry: [UInt8]) {
        frontier.append(MerkleTree.leaf(entry))
    }

    private mutating func apply(_ act: SignedAct, _ index: Int) throws(Violation) {
        switch act.act {
        case .manifest(let manifest): try define(manifest, act, index)
        case .trustee, .shares, .confirm: try advance(act.act, index)
        case .roll(let district, let keys): try enrol(keys, in: district, index)
        case .rehearsal(let before, let artifact): try rehearse(before, artifact, index)
        case .open(let before, let credentials, let key): try open(before, credentials, key, act.time, index)
        case .revoke(let keys, _): try revoke(keys, index)
        case .issue(let district, let keys, _, let channel): try enrol(keys, in: district, by: channel, index)
        case .withdraw(let contest, let project, _): try withdraw(project, from: contest, index)
        case .notice(let text):
            try requireLanguages(text, .acts, index)
            notices.append(Notice(time: act.time, text: text))
        case .extend(let closes, _): try extend(to: closes, index)
        case .close(let before, let ballots): try close(before, ballots, act.time, index)
        case .mix(let contest, let mixer, let artifact): try mix(contest, mixer, artifact, index)
        case .decrypt(let contest, let trustee, let artifact): try decrypt(contest, trustee, artifact, index)
        case .result(let before, let contests): try result(before, contests, index)
        }
    }
}

/// A ballot that counts.
public struct AcceptedBallot: Sendable {
    public let entry: Int
    public let trackingCode: TrackingCode
    public let credential: CredentialKey
    /// The index of its district.
    public let district: Int
    /// The place of its first ciphertext among those of all ballots; they follow the style's order of contests.
    let start: Int
}

/// What the log holds of a contest's mixes and openings.
public struct ContestProgress: Sendable {
    /// Entry index and artifact, by mixer from the first.
    public internal(set) var mixes: [(entry: Int, artifact: ArtifactReference)] = []
    /// Entry index and artifact, by trustee's number.
    public internal(set) var shares: [Int: (entry: Int, artifact: ArtifactReference)] = [:]
}

/// A text for the public.
public struct Notice: Hashable, Sendable {
    public let time: Timestamp
    public let text: Texts
}

/// An act in the election's history.
public struct PastAct: Sendable {
    public let entry: Int
    public let kind: Act.Kind
    public let time: Timestamp
    public let signers: [String]
    /// How many ballots the log held before it.
    public let ballots: Int
    public let subject: Subject
}
