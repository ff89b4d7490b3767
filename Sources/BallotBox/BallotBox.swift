import BallotCrypto
import ElectionRecord
import Synchronization
import TransparencyLog

/// Admission, sequencing and signing: the one writer of an election's log.
///
/// Every entry is asked of `Replay` first. A batch is committed in this order: one durable transaction with entries,
/// used credentials, tiles and the signed checkpoint; then the lock; only then does a signature leave
/// (spec/log.md, "The box"). It is not for several threads at once.
public final class BallotBox {
    public private(set) var replay: Replay
    private let store: any Store
    private let artifacts: Artifacts
    private let key: SigningKey
    private let clock: () -> Timestamp
    private var hashes: TileHashes
    private let nodes = RememberedNodes()
    /// The checkpoint that the last receipt is under: that of all entries in the range with so many witnesses.
    private var covering: (entries: Range<Int>, witnesses: Int, note: SignedNote)?
    /// The last mix that was verified, by contest.
    private var mixed: [Int: (artifact: ArtifactReference, output: CiphertextList)] = [:]
    /// A commit failed, so that what is stored is no longer known, or the box was closed: it must be opened again.
    public private(set) var isBroken = false

    /// The most ballots that are sequenced together.
    public static let batch = 256

    /// Opens the box on its store: replays all entries and holds the root against the last checkpoint and the lock.
    ///
    /// Throws `BoxError` when the log and the checkpoint differ, or the lock is ahead of the log.
    public init(store: any Store, key: consuming SigningKey, clock: @escaping () -> Timestamp = { .now }) throws {
        let newest = try store.newestCheckpoint()
        let log = key.verificationKey
        let head =
            try newest.map { try Checkpoint(of: $0, by: log).head } ?? TreeHead(size: 0, root: MerkleTree.emptyRoot)
        let entries = try store.entries(0..<head.size)
        let leaves = entries.map(MerkleTree.leaf)
        let artifacts = Artifacts(store: store)
        let replay = try Record.replay(entries, artifacts: artifacts)
        guard replay.head == head else {
            throw BoxError("the log's root is \(replay.head.root.hex), the checkpoint's \(head.root.hex)")
        }
        let locked = try store.lockedCheckpoint().map { try Checkpoint(of: $0, by: log).head }
        if let locked {
            try Self.require(locked, toBeOf: leaves)
        } else {
            // The first commit alone can have been cut off before the lock was there.
            guard try store.checkpointSizes().count <= 1 else {
                throw BoxError(
                    "the last checkpoint that was signed is not kept beside the log: it may have been restored from a "
                        + "backup and must not be written to")
            }
        }
        // A crash between the commit and the lock left the lock behind, or where it is not on the disk yet.
        if let newest { try store.lock(newest) }
        self.store = store
        self.artifacts = artifacts
        self.key = key
        self.clock = clock
        hashes = TileHashes(leaves)
        self.replay = replay
    }

    /// Throws `BoxError` unless the checkpoint that was last signed is one of this log's.
    private static func require(_ locked: TreeHead, toBeOf leaves: [Digest]) throws(BoxError) {
        guard locked.size <= leaves.count else {
            throw BoxError(
                "a checkpoint of size \(locked.size) was signed, the log has \(leaves.count) entries: "
                    + "it was restored from a backup and must not be written to")
        }
        guard MerkleTree.root(of: leaves.prefix(locked.size)) == locked.root else {
            throw BoxError("another root was signed at size \(locked.size): two boxes have written, stop both")
        }
    }

    /// The log's public key.
    public var verificationKey: VerificationKey { key.verificationKey }

    // MARK: Acts

    /// Takes in signed acts with the artifacts that they name, all or none, when the clock says that it is time for them;
    /// nothing of what is refused is stored.
    /// Throws `RecordError` or `Violation` when they are refused, and `BoxError` when the store fails.
    public func append(_ acts: [[UInt8]], artifacts: [[UInt8]] = []) throws {
        try requireWorking()
        guard !acts.isEmpty else { throw RecordError("expected one or more acts, found none") }
        let offered = self.artifacts.offer(artifacts)
        defer { self.artifacts.withdraw() }
        var next = replay
        let now = clock()
        for bytes in acts {
            guard case .act(let act) = try Entry(parsing: bytes) else {
                throw RecordError("expected an act, found a ballot")
            }
            if case .manifest(let manifest) = act.act, manifest.keys.log != verificationKey {
                throw Violation(
                    .manifest, entry: next.head.size, "the manifest names another log key than this box's")
            }
            try next.requireTimely(act.act.kind, said: act.time, at: now)
            try next.admit(act)
            if case .manifest = act.act, let fault = next.election?.lookFault { throw fault }
            try requireProof(act.act, next)
        }
        if let stray = offered.subtracting(next.references[replay.references.count...].map(\.path)).min() {
            throw RecordError("\(stray): expected an act that names it")
        }
        isBroken = true
        for artifact in artifacts { try store.storeArtifact(artifact) }
        try commit(acts, credentials: acts.map { _ in nil }, from: replay.head.size, to: next.head)
        replay = next
    }

    /// The log is append-only, so a mix, shares or a result that no verifier would accept must not enter it.
    private func requireProof(_ act: Act, _ next: Replay) throws {
        guard let election = next.election, let keys = next.ceremony.keys, let tctx = next.tctx else { return }
        let source = artifacts
        switch act {
        case .mix(let id, let mixer, let artifact):
            guard let contest = election.contestIndex(id) else { return }
            let input = try list(contest, next, mixes: mixer - 1)
            let mix = try MixedList(
                artifact: source.artifact(artifact), count: input.count, width: election.width(of: contest))
            try mix.verify(
                input: input, electionKey: keys.electionKey, context: tctx, contest: contest, mixer: mixer)
            mixed[contest] = (artifact, mix.output)
        case .decrypt(let id, let trustee, let artifact):
            guard let contest = election.contestIndex(id) else { return }
            let list = try list(contest, next, mixes: election.manifest.keys.mixers.count)
            let shares = try DecryptionShares(
                artifact: source.artifact(artifact), count: list.count, width: election.width(of: contest))
            try Opener(list: list, contest: contest, context: tctx, keys: keys).verify(shares, trustee: trustee)
        case .result:
            guard let recount = try Record.recount(next, artifacts: source) else { return }
            for (count, result) in zip(recount.contests, next.results) {
                guard ArtifactReference(count.document.canonical) == result.outcome else {
                    throw Violation(
                        .outcome, entry: next.head.size - 1,
                        "contest \(result.contest): the outcome is not the rule's")
                }
            }
        default: break
        }
    }

    /// The contest's list after so many mixes.
    private func list(_ contest: Int, _ next: Replay, mixes: Int) throws -> CiphertextList {
        guard mixes > 0 else { return next.mixInput(contest) }
        let mix = next.progress[contest].mixes[mixes - 1]
        if let known = mixed[contest], known.artifact == mix.artifact { return known.output }
        do {
            return try MixedList(
                artifact: artifacts.artifact(mix.artifact), count: next.ballotCount(contest),
                width: next.election?.width(of: contest) ?? 1
            ).output
        } catch { throw BoxError("contest \(contest): a mix that the log holds can't be read: \(error)") }
    }

    /// Whether the log holds this very entry.
    public func holds(_ entry: [UInt8]) throws -> Bool { try store.index(of: MerkleTree.leaf(entry)) != nil }

    // MARK: Ballots

    /// Casts ballots: sequenced in batches, each under its own checkpoint; what the batch's voters get.
    ///
    /// Throws `BoxError` when the store fails; then no receipt was given that the log does not hold.
    public func cast(_ ballots: [[UInt8]]) throws -> [Result<CastReceipt, Refusal>] {
        var results: [Result<CastReceipt, Refusal>] = []
        for start in stride(from: 0, to: ballots.count, by: Self.batch) {
            let batch = try sequence(Array(ballots[start..<min(start + Self.batch, ballots.count)]))
            for answer in batch {
                results.append(try answer.mapThrowing { index in try receipt(at: index, witnesses: 0) })
            }
        }
        return results
    }

    /// Takes in one batch: parsed and proven on all cores, shuffled, then stored under one checkpoint. The entry that
    /// each ballot is, or why it is none; the same bytes again are the entry that they were.
    ///
    /// `arrived` says when each came, in the window or not; nil for now. Throws `BoxError` when the store fails, and then
    /// knows no longer what is stored.
    public func sequence(_ ballots: [[UInt8]], arrived: [Timestamp]? = nil) throws -> [Result<Int, Refusal>] {
        try requireWorking()
        let arrived = arrived ?? Array(repeating: clock(), count: ballots.count)
        let proven = Self.proven(ballots, under: replay.ceremony.keys?.electionKey)
        let leaves = ballots.map(MerkleTree.leaf)
        let start = replay.head.size
        var results = [Result<Int, Refusal>](repeating: .failure(.notOpen), count: ballots.count)
        var places: [Digest: Int] = [:]
        var accepted: [Int] = []
        // The ballots are taken in where the state stands: until they are stored, it is not to be believed.
        isBroken = true
        for index in ballots.indices.shuffled() {
            switch proven[index] {
            case .failure(let refusal): results[index] = .failure(refusal)
            case .success(let ballot):
                if let place = try places[leaves[index]] ?? place(of: ballot, leaves[index]) {
                    results[index] = .success(place)
                } else if let refusal = admit(ballot, arrived: arrived[index]) {
                    results[index] = .failure(refusal)
                } else {
                    let place = start + accepted.count
                    places[leaves[index]] = place
                    results[index] = .success(place)
                    accepted.append(index)
                }
            }
        }
        if !accepted.isEmpty {
            let credentials = accepted.map { index in
                try? proven[index].map { CredentialKey($0.content.credentialKey) }.get()
            }
            try commit(accepted.map { ballots[$0] }, credentials: credentials, from: start, to: replay.head)
        }
        isBroken = false
        return results
    }

    /// The entry that this very ballot is already: none while its credential is unused.
    private func place(of ballot: Ballot, _ leaf: Digest) throws -> Int? {
        switch replay.roll[CredentialKey(ballot.content.credentialKey)]?.standing {
        case nil, .unused: nil
        case .voted, .revoked: try store.index(of: leaf)
        }
    }

    /// The proofs of those that parse are checked together.
    private static func proven(_ ballots: [[UInt8]], under key: Point?) -> [Result<Ballot, Refusal>] {
        guard let key else { return ballots.map { _ in .failure(.notOpen) } }
        let parsed: [Result<UnverifiedBallot, Refusal>] = parallelMap(count: ballots.count, chunk: 8) { index in
            do { return .success(try UnverifiedBallot(parsing: ballots[index])) } catch {
                return .failure(.malformed("\(error)"))
            }
        }
        var verdicts = Ballot.verified(parsed.compactMap { try? $0.get() }, under: key)[...]
        return parsed.map { $0.flatMap { _ in verdicts.removeFirst().mapError { _ in .notProven } } }
    }

    /// Takes the ballot in; the reason when it can't.
    private func admit(_ ballot: Ballot, arrived: Timestamp) -> Refusal? {
        guard isOpen(at: arrived) else { return .notOpen }
        switch replay.roll[CredentialKey(ballot.content.credentialKey)]?.standing {
        case nil: return .unknownCredential
        case .voted: return .usedCredential
        case .revoked: return .revokedCredential
        case .unused: break
        }
        do throws(Violation) { try replay.admit(ballot) } catch { return .refused(error.message) }
        return nil
    }

    /// From the window's first second on, and no longer in the second that it closes at.
    private func isOpen(at time: Timestamp) -> Bool {
        guard replay.phase == .voting, let window = replay.election?.manifest.window, let closes = replay.closes else {
            return false
        }
        return window.opens <= time && time < closes
    }

    // MARK: Receipts

    /// The receipt of a ballot that the log holds, under the first checkpoint that covers it.
    /// Throws `BoxError` when the log does not hold it.
    public func receipt(for ballot: [UInt8]) throws -> CastReceipt {
        guard let index = try store.index(of: MerkleTree.leaf(ballot)) else {
            throw BoxError("the log does not hold this ballot")
        }
        return try receipt(at: index, witnesses: 0)
    }

    /// The receipt of an entry, under the first checkpoint that covers it and that so many witnesses have cosigned.
    /// Throws `TooFewCosignatures` when there is none yet, and `BoxError` when the store fails.
    public func receipt(at index: Int, witnesses: Int) throws -> CastReceipt {
        let (size, note) = try checkpoint(over: index, witnesses: witnesses)
        let proof = try nodes.proof(index: index, size: size, from: hashes)
        guard let leaf = hashes.leaf(index) else { throw BoxError("the log has no entry \(index)") }
        return CastReceipt(receipt: Receipt(proof: proof, checkpoint: note), trackingCode: TrackingCode(leaf))
    }

    private func checkpoint(over index: Int, witnesses: Int) throws -> (size: Int, note: SignedNote) {
        if let covering, covering.entries.contains(index), covering.witnesses == witnesses {
            return (covering.entries.upperBound, covering.note)
        }
        var size = index
        repeat {
            guard let note = try store.checkpoint(after: size) else {
                throw TooFewCosignatures()
            }
            size = try Checkpoint(parsing: note.text).head.size
            guard cosigners(of: note) >= witnesses else { continue }
            covering = (index..<size, witnesses, note)
            return (size, note)
        } while true
    }

    /// The entry with this tracking code; nil when there is none.
    public func index(of code: TrackingCode) throws -> Int? { try store.index(of: code) }

    // MARK: Checkpoints

    /// Adds witnesses' cosignatures to the newest checkpoint. Throws `BoxError` for a line of no witness, for one that
    /// does not verify, and for one whose time can't be: such a line stays in the log for good, and a verifier would hold
    /// it against acts and ballots that are in time.
    public func cosign(_ lines: [SignedNote.Signature]) throws {
        try requireWorking()
        guard var note = try store.newestCheckpoint(), let election = replay.election else {
            throw BoxError("there is no checkpoint yet")
        }
        let witnesses = election.manifest.keys.witnesses
        for line in lines {
            guard let witness = witnesses.first(where: { $0.matches(line) }) else {
                throw BoxError("\(line.name) is no witness of this election")
            }
            try requirePlausible(line, on: note, by: witness)
            note.add(line)
        }
        covering = nil
        try store.replaceCheckpoint(note, size: replay.head.size)
    }

    /// Throws `BoxError` unless the line is the witness's cosignature of the newest checkpoint, `note`, of a time at which it
    /// can have seen it: not before the log's acts, nor after now.
    public func requirePlausible(
        _ line: SignedNote.Signature, on note: SignedNote, by witness: VerificationKey
    ) throws(BoxError) {
        guard let seconds = Cosignature.time(of: line, on: note.text, by: witness) else {
            throw BoxError("the cosignature of \(line.name) is not of the newest checkpoint")
        }
        let (time, now, witness) = (Timestamp(seconds: seconds), clock(), line.name)
        guard time.seconds <= now.seconds + Timestamp.tolerance else {
            throw BoxError("the clock says \(now); the cosignature of \(witness) says that it was made at \(time)")
        }
        if let last = replay.history.map(\.time).max(), time.seconds + Timestamp.tolerance < last.seconds {
            throw BoxError(
                "the cosignature of \(witness) says that it was made at \(time), the log has an act of \(last)")
        }
    }

    /// How many witnesses the manifest asks for.
    public var witnessQuorum: Int { replay.election?.manifest.keys.witnessQuorum ?? 0 }

    /// How many of the manifest's witnesses have cosigned the note.
    public func cosigners(of note: SignedNote) -> Int {
        let witnesses = replay.election?.manifest.keys.witnesses ?? []
        return witnesses.count { witness in
            note.signatures.contains { Cosignature.time(of: $0, on: note.text, by: witness) != nil }
        }
    }

    /// The newest checkpoint, as it is stored. Throws `BoxError` while there is none.
    public func newestCheckpoint() throws -> SignedNote {
        guard let note = try store.newestCheckpoint() else { throw BoxError("there is no checkpoint yet") }
        return note
    }

    /// That the log of `size` entries extends the one of `old`. Throws `LogError` when it is not that large.
    public func consistency(from old: Int, to size: Int) throws -> ConsistencyProof {
        guard old > 0 else { return ConsistencyProof(hashes: []) }
        return try ConsistencyProof(old: old, new: size, from: hashes)
    }

    private func commit(
        _ entries: [[UInt8]], credentials: [CredentialKey?], from start: Int, to head: TreeHead
    ) throws {
        let origin = key.verificationKey.name
        var note = SignedNote(text: Checkpoint(origin: origin, head: head).text, signatures: [])
        note.sign(with: key)
        isBroken = true
        for entry in entries { hashes.append(MerkleTree.leaf(entry)) }
        let tiles = try TileCoordinate.tiles(from: start, to: head.size).map {
            StoredTile(coordinate: $0, bytes: try hashes.bytes(of: $0))
        }
        try store.commit(
            Batch(start: start, entries: entries, credentials: credentials, tiles: tiles, checkpoint: note))
        try store.lock(note)
        isBroken = false
    }

    private func requireWorking() throws(BoxError) {
        guard !isBroken else { throw BoxError("a commit failed: open the box again before it takes more") }
    }

    /// Lets go of the store, so that the box can be opened anew though somebody still holds this one.
    public func close() {
        isBroken = true
        store.close()
    }
}

extension Result {
    /// The value changed by what can throw.
    fileprivate func mapThrowing<Value>(_ change: (Success) throws -> Value) throws -> Result<Value, Failure> {
        switch self {
        case .success(let value): .success(try change(value))
        case .failure(let failure): .failure(failure)
        }
    }
}

/// What a voter gets.
public struct CastReceipt: Hashable, Sendable {
    public let receipt: Receipt
    public let trackingCode: TrackingCode
}

/// The store's artifacts, and those that come with acts which are not admitted yet.
private final class Artifacts: ArtifactSource {
    private let store: any Store
    private let offered = Mutex<[String: [UInt8]]>([:])

    init(store: any Store) {
        self.store = store
    }

    /// Their paths.
    func offer(_ artifacts: [[UInt8]]) -> Set<String> {
        let files = Dictionary(artifacts.map { (ArtifactReference($0).path, $0) }) { first, _ in first }
        offered.withLock { $0 = files }
        return Set(files.keys)
    }

    func withdraw() { offered.withLock { $0 = [:] } }

    func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8] {
        if let bytes = offered.withLock({ $0[reference.path] }) { return bytes }
        return try store.bytes(of: reference)
    }
}
