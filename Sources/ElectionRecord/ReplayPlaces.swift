import BallotCrypto
import TransparencyLog
import Wire

// Check V5: which act may stand where, and who signs it.
extension Replay {
    /// Throws unless the act may stand here: right election, right phase, not said before, in order of time.
    func requirePlace(_ act: SignedAct, _ index: Int) throws(Violation) {
        let kind = act.act.kind
        guard kind.phases.contains(phase) else {
            throw Violation(.acts, entry: index, "a \(kind.rawValue) act does not belong in the \(phase) phase")
        }
        guard let election else { return }
        guard act.origin.isSame(as: election.origin) else {
            throw Violation(.acts, entry: index, "expected the origin \(election.origin), found \(act.origin)")
        }
        guard act.cid == election.cid else {
            throw Violation(.acts, entry: index, "the act belongs to another manifest")
        }
        guard !seenTexts.contains(SHA256.hash(act.note.text.utf8)) else {
            throw Violation(.acts, entry: index, "the same \(kind.rawValue) act stands earlier in the log")
        }
        if kind.isOfficial, let last = lastOfficialTime, act.time < last {
            throw Violation(.acts, entry: index, "expected a time from \(last), found \(act.time)")
        }
        if kind.endsWithWindow, let closes, act.time > closes {
            throw Violation(
                .acts, entry: index, "expected a time up to the window's end, \(closes), found \(act.time)")
        }
    }

    /// Throws unless the act is signed by the parties that its kind asks for, and by nobody else.
    func requireSigners(_ act: SignedAct, _ index: Int) throws(Violation) {
        let keys: PartyKeys
        if case .manifest(let manifest) = act.act {
            keys = manifest.keys
        } else if let election {
            keys = election.manifest.keys
        } else {
            throw Violation(.acts, entry: index, "expected a manifest first")
        }
        let check: Check = act.act.kind == .manifest ? .manifest : .acts
        do {
            switch act.act {
            case .trustee(let number, _), .shares(let number, _, _), .confirm(let number, _, _),
                .decrypt(_, let number, _):
                try act.requireSigners(try one(keys.trustees, number, "trustee"), threshold: 1)
            case .mix(_, let number, _):
                try act.requireSigners(try one(keys.mixers, number, "mixer"), threshold: 1)
            case .roll:
                try act.requireSigners([], threshold: 0, and: keys.issuers)
            case .issue:
                try act.requireSigners(keys.officials, threshold: keys.officialsThreshold, and: keys.issuers)
            default:
                try act.requireSigners(keys.officials, threshold: keys.officialsThreshold)
            }
        } catch {
            throw Violation(check, entry: index, "\(error)")
        }
    }

    private func one(_ keys: [VerificationKey], _ number: Int, _ role: String) throws(RecordError) -> [VerificationKey]
    {
        guard (1...keys.count).contains(number) else {
            throw RecordError("expected a \(role) from 1 to \(keys.count), found \(number)")
        }
        return [keys[number - 1]]
    }

    /// Throws unless `before` is the tree that the act itself stands on.
    func requireHead(_ before: TreeHead, _ check: Check, _ index: Int) throws(Violation) {
        guard before == head else {
            throw Violation(
                check, entry: index,
                "expected the tree before the act, size \(head.size) and root \(head.root.hex), "
                    + "found size \(before.size) and root \(before.root.hex)")
        }
    }

    /// Throws unless the text stands in each language of the election, and in no other.
    func requireLanguages(_ text: Texts, _ check: Check, _ index: Int) throws(Violation) {
        guard let languages = election?.manifest.languages, Set(languages.map { Verbatim($0) }) == Set(text.keys) else {
            throw Violation(
                check, entry: index,
                "expected a text in each language, found \(text.keys.sorted().map(\.text).listed())")
        }
    }

    /// The election, which every act but the manifest has. Throws `Violation` when there is none yet.
    func current(_ index: Int) throws(Violation) -> Election {
        guard let election else { throw Violation(.acts, entry: index, "expected a manifest first") }
        return election
    }

    func contest(_ id: String, _ check: Check, _ index: Int) throws(Violation) -> Int {
        guard let contest = try current(index).contestIndex(id) else {
            throw Violation(check, entry: index, "there is no contest \"\(id)\"")
        }
        return contest
    }

    func district(_ id: String, _ check: Check, _ index: Int) throws(Violation) -> Int {
        guard let district = try current(index).districtIndex(id) else {
            throw Violation(check, entry: index, "there is no district \"\(id)\"")
        }
        return district
    }

    /// Runs `body`, whose error becomes a violation of `check` at the entry.
    func checked<Value>(
        _ check: Check, _ index: Int, _ body: () throws(RecordError) -> Value
    ) throws(Violation) -> Value {
        do { return try body() } catch { throw Violation(check, entry: index, "\(error)") }
    }
}

extension Act.Kind {
    /// The phases in which an act of this kind may stand.
    var phases: Set<Replay.Phase> {
        switch self {
        case .manifest: [.empty]
        case .trustee, .shares, .confirm: [.ceremony]
        case .roll, .rehearsal, .open: [.preparation]
        case .revoke, .issue, .extend, .close: [.voting]
        case .withdraw: [.ceremony, .preparation, .voting]
        case .notice: [.ceremony, .preparation, .voting, .closed]
        case .mix, .decrypt, .result: [.closed]
        }
    }

    /// Whether it may be signed up to the window's end only, as extended before it.
    package var endsWithWindow: Bool {
        switch self {
        case .revoke, .issue, .withdraw, .extend: true
        default: false
        }
    }

    /// Whether officials sign it, so that its time follows that of their acts before.
    var isOfficial: Bool {
        switch self {
        case .trustee, .shares, .confirm, .roll, .mix, .decrypt: false
        default: true
        }
    }
}
