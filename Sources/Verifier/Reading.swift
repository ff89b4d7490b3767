import BallotCrypto
import ElectionRecord
import TransparencyLog

/// The log read once, from front to back: every entry put to the replay, and everything counted apart from it.
///
/// A refused entry is noted and passed over, so that one reading finds all that is wrong.
struct Reading {
    private(set) var replay: Replay
    /// The tree's hashes, as the entries give them.
    private(set) var hashes = TileHashes()
    /// The root at each size that was asked for and reached.
    private(set) var roots: [Int: Digest] = [:]
    private(set) var census = Census()
    private(set) var violations: [Violation] = []
    /// Why the reading ended before the last entry; nil when it did not.
    private(set) var interruption: RecordError?
    private(set) var durations: [Check: Duration] = [:]
    private let wanted: Set<Int>
    /// The entries before it were proven by an earlier verification.
    private let proven: Int
    private let check: EquationCheck
    /// Ballots in a row whose proofs are yet to be verified, together.
    private var waiting: [[UInt8]] = []
    /// Those before them.
    private var verifying: BallotBatch?

    /// As many are verified at once: more take more memory and save little.
    private static let batch = 8192

    /// Reads `size` entries, of which the first `proven` need no proof. `sizes` are those at which the root is wanted.
    init(
        _ folder: HeldRecord, size: Int, proven: Int, check: EquationCheck, rootsAt sizes: Set<Int>,
        progress: (Int) -> Void
    ) {
        replay = Replay(artifacts: folder)
        self.proven = proven
        self.check = check
        wanted = sizes
        noteRoot()
        var index = 0
        while 256 * index < size {
            progress(256 * index)
            let start = ContinuousClock.now
            let entries: [[UInt8]]
            do { entries = try folder.entries(bundle: index, size: size) } catch {
                interruption = error
                break
            }
            durations[.log, default: .zero] += ContinuousClock.now - start
            take(entries)
            index += 1
        }
        verifyWaiting()
        admitVerified()
        progress(hashes.size)
    }

    private mutating func take(_ entries: [[UInt8]]) {
        for entry in entries {
            if entry.first == 0x01 {
                waiting.append(entry)
                if waiting.count == Self.batch { verifyWaiting() }
            } else {
                verifyWaiting()
                admitVerified()
                admit(act: entry)
            }
        }
    }

    private mutating func admit(act bytes: [UInt8]) {
        let start = ContinuousClock.now
        census.acts += 1
        var kind: Act.Kind?
        do {
            let act = try SignedAct(parsing: bytes)
            kind = act.act.kind
            census.references.formUnion(act.act.references)
            do throws(Violation) {
                try replay.admit(act)
                census.add(act.act, in: replay.election)
            } catch {
                // What has no place or no signers says nothing that another check would have to look at.
                if error.check != .acts { census.add(act.act, in: replay.election) }
                refuse(error, bytes)
            }
        } catch {
            refuse(Violation(hashes.size == 0 ? .manifest : .acts, entry: hashes.size, "\(error)"), bytes)
        }
        append(bytes)
        durations[kind?.check ?? .acts, default: .zero] += ContinuousClock.now - start
    }

    /// Begins to verify the waiting ballots' proofs, on all cores; meanwhile those that were begun before are taken in.
    private mutating func verifyWaiting() {
        guard !waiting.isEmpty else { return }
        let index = hashes.size + (verifying?.ballots.count ?? 0)
        let next = BallotBatch(
            waiting, proven: proven - index, under: replay.ceremony.keys?.electionKey, check)
        waiting = []
        admitVerified()
        verifying = next
    }

    /// Takes in the ballots whose proofs were begun to be verified, one by one.
    private mutating func admitVerified() {
        guard let batch = verifying else { return }
        verifying = nil
        let start = ContinuousClock.now
        for (bytes, ballot) in zip(batch.ballots, batch.verified()) {
            census.ballots += 1
            do throws(Violation) {
                switch ballot {
                case .success(let ballot): try replay.admit(proven: ballot)
                case .failure(let error): throw Violation(.ballots, entry: hashes.size, "\(error)")
                }
            } catch {
                refuse(error, bytes)
            }
            append(bytes)
        }
        durations[.ballots, default: .zero] += ContinuousClock.now - start
    }

    private mutating func refuse(_ violation: Violation, _ bytes: [UInt8]) {
        // Without a manifest everything is refused, for one reason.
        if replay.election != nil || !violations.contains(where: { $0.check == violation.check }) {
            violations.append(violation)
        }
        census.refused[violation.check, default: 0] += 1
        replay.passOver(bytes)
    }

    private mutating func append(_ bytes: [UInt8]) {
        hashes.append(MerkleTree.leaf(bytes))
        noteRoot()
    }

    private mutating func noteRoot() {
        if wanted.contains(hashes.size) { roots[hashes.size] = replay.head.root }
    }

    /// A report that begins with what the replay refused for this check.
    func report(_ check: Check) -> CheckReport {
        var report = CheckReport(check)
        report.failures = violations.filter { $0.check == check }
        report.duration = durations[check] ?? .zero
        return report
    }
}

/// What the log's entries say that they are, counted apart from the replay.
struct Census {
    var acts = 0
    var ballots = 0
    var kinds: [Act.Kind: Int] = [:]
    /// Artifacts that acts refer to.
    var references: Set<ArtifactReference> = []
    /// Credentials in `roll` and `issue` acts.
    var credentials = 0
    /// Entries that were refused, by the check that refused them.
    var refused: [Check: Int] = [:]

    mutating func add(_ act: Act, in election: Election?) {
        kinds[act.kind, default: 0] += 1
        switch act {
        case .roll(_, let keys), .issue(_, let keys, _, _):
            credentials += keys.count / (election?.credentialLength ?? Point.compressedCount)
        default: break
        }
    }

    func count(_ kinds: Act.Kind...) -> Int { kinds.reduce(0) { $0 + self.kinds[$1, default: 0] } }
}

extension Act.Kind {
    /// The check that its time is counted to.
    fileprivate var check: Check {
        switch self {
        case .manifest: .manifest
        case .trustee, .shares, .confirm, .rehearsal: .trusteeKeys
        case .roll, .issue, .revoke: .roll
        case .close: .close
        default: .acts
        }
    }
}
