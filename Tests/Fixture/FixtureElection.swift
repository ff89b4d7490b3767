import BallotCrypto
import ElectionRecord
import TransparencyLog

/// An election in memory that is held step by step, by honest parties or by cheats: nothing refuses an entry here.
///
///     var election = try FixtureElection.closed()
///     try election.mix()
///
/// A copy is another history from that point on.
public struct FixtureElection: Sendable {
    public static let origin = "stem.example/proef"
    public static let opens = 1_800_000_000
    public static let closes = opens + 1000

    public var keys: FixtureKeys
    public let shelf: ArtifactShelf
    public private(set) var entries: [[UInt8]] = []
    /// The state as an honest reader sees it: entries that it refuses are passed over.
    public private(set) var replay: Replay
    public private(set) var refused: [Violation] = []
    /// The sizes at which the box signed and kept a checkpoint.
    public var kept: [Int] = []
    /// When which witnesses saw those that `checkpoint` made, by size and name; the others all see at `time`.
    public var seen: [Int: [String: Int]] = [:]

    /// By district, as printed.
    public var codes: [[String]] = []
    var secrets: [[UInt8]] = []
    var shares: [[UInt8]] = []
    /// By contest: what the last mixer said.
    public var lists: [Int: CiphertextList] = [:]
    public var delivered: [Int: [Int: DecryptionShares]] = [:]
    /// The officials' clock.
    public var time = opens - 900

    init() throws {
        keys = try FixtureKeys(origin: Self.origin)
        shelf = ArtifactShelf()
        replay = Replay(artifacts: shelf)
    }

    /// The leaf hash of the manifest.
    public var cid: Digest? { entries.first.map { MerkleTree.leaf($0) } }

    /// Appends whatever it is. `signed` and the steps make what belongs there.
    public mutating func append(_ entry: [UInt8]) {
        entries.append(entry)
        do {
            switch try Entry(parsing: entry) {
            case .act(let act): try replay.admit(act)
            case .ballot(let ballot):
                guard let key = replay.ceremony.keys?.electionKey else { throw RecordError("no key yet") }
                try replay.admit(try Ballot(verifying: ballot, under: key))
            }
        } catch {
            refused.append(error as? Violation ?? Violation(.acts, entry: entries.count - 1, "\(error)"))
            replay.passOver(entry)
        }
    }

    /// Appends a ballot that is known to be proven.
    public mutating func append(_ ballot: Ballot) throws {
        entries.append(ballot.content.bytes)
        try replay.admit(ballot)
    }

    public mutating func append(_ act: Act, by signers: [String]) throws {
        append(try signed(act, by: signers))
    }

    /// The entry of an act, signed by whomever.
    public func signed(_ act: Act, by signers: [String], origin: String = origin, cid: Digest? = nil) throws -> [UInt8]
    {
        let time = Timestamp(seconds: time)
        return try signed(SignedAct.text(act, origin: origin, cid: cid ?? self.cid, time: time), by: signers)
    }

    /// A note of any text.
    public func signed(_ text: String, by signers: [String]) throws -> [UInt8] {
        var note = SignedNote(text: text, signatures: [])
        for signer in signers { note.sign(with: try keys.signing(signer)) }
        return note.bytes
    }

    /// The box signs and keeps a checkpoint.
    public mutating func checkpoint() {
        kept.append(entries.count)
        see(at: time)
    }

    /// These witnesses, or all, see the log as it is at `time`, whatever the officials' clock says.
    public mutating func see(at time: Int, by witnesses: [String] = FixtureKeys.witnesses) {
        for witness in witnesses { seen[entries.count, default: [:]][witness] = time }
    }

    /// The same election with other entries, and the same checkpoints as far as they go.
    public func with(entries: [[UInt8]]) -> FixtureElection {
        var other = self
        other.entries = []
        other.refused = []
        other.replay = Replay(artifacts: shelf)
        for entry in entries { other.append(entry) }
        other.kept = kept.filter { $0 <= entries.count }
        if other.kept.last != entries.count { other.kept.append(entries.count) }
        return other
    }
}
