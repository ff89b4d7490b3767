import ElectionRecord
import TransparencyLog

/// Which of the checkpoints that a log signed its folder keeps (spec/log.md, "Kept checkpoints"): those that `LogLayout`
/// spaces out, and the few that say whether the vote was held in its window.
struct KeptCheckpoints {
    /// When a witness saw the tree of a size, as its cosignature of that checkpoint says; nil where there is none.
    private let time: (_ size: Int, _ witness: Int) throws -> Timestamp?
    private let witnesses: Range<Int>
    /// The sizes that were signed, ascending.
    private let signed: [Int]
    private var kept: Set<Int>

    /// Those of the sizes `signed`, ascending and the newest last; `note` gives the checkpoint of a size, whose errors are
    /// passed on. Where no witness is asked for, no checkpoint says when anything was.
    static func sizes(_ signed: [Int], _ replay: Replay, note: @escaping (Int) throws -> SignedNote) throws -> [Int] {
        guard let manifest = replay.election?.manifest, manifest.keys.witnessQuorum > 0 else {
            return LogLayout.kept(signed)
        }
        let witnesses = manifest.keys.witnesses
        return try sizes(signed, window: manifest.window, acts: replay.history, witnesses: witnesses.count) {
            let note = try note($0)
            let witness = witnesses[$1]
            return note.signatures.compactMap { Cosignature.time(of: $0, on: note.text, by: witness) }.min()
                .map { Timestamp(seconds: $0) }
        }
    }

    /// As above, of acts alone; `time` says when a witness, of so many, saw the tree of a size.
    static func sizes(
        _ signed: [Int], window: Window, acts: [PastAct], witnesses: Int,
        time: @escaping (_ size: Int, _ witness: Int) throws -> Timestamp?
    ) throws -> [Int] {
        var checkpoints = KeptCheckpoints(
            time: time, witnesses: 0..<witnesses, signed: signed, kept: Set(LogLayout.kept(signed)))
        if let open = acts.first(where: { $0.kind == .open }) {
            try checkpoints.keep(after: open.entry) { $0.seconds < window.opens.seconds - Timestamp.tolerance }
        }
        var end = window.closes
        for act in acts {
            switch act.kind {
            case .extend:
                try checkpoints.keep(upTo: act.entry, end: end)
                end = act.subject.closes ?? end
            case .close:
                try checkpoints.keep(upTo: act.entry, end: end)
                try checkpoints.keep(after: act.entry) { _ in false }
            default: break
            }
        }
        if !acts.contains(where: { $0.kind == .close }) { try checkpoints.keep(upTo: .max, end: end) }
        return checkpoints.kept.sorted()
    }

    /// From the first tree that holds the entry up, for each witness: the last one that it saw too early, and the first
    /// that it did not.
    private mutating func keep(after entry: Int, isEarly: (Timestamp) -> Bool) throws {
        try keep(signed[(signed.firstIndex { $0 > entry } ?? signed.endIndex)...], while: isEarly)
    }

    /// From the last tree without the entry down, for each witness: the first one that it saw after the window's end, and
    /// the last that it saw by then.
    private mutating func keep(upTo entry: Int, end: Timestamp) throws {
        try keep(signed[..<(signed.firstIndex { $0 > entry } ?? signed.endIndex)].reversed()) {
            $0.seconds > end.seconds + Timestamp.tolerance
        }
    }

    /// For each witness, of the sizes that it cosigned: the last of those at the beginning of which `isUntimely` holds, and
    /// the one after it.
    private mutating func keep(_ sizes: some Collection<Int>, while isUntimely: (Timestamp) -> Bool) throws {
        for witness in witnesses {
            var untimely: Int?
            for size in sizes {
                guard let seen = try time(size, witness) else { continue }
                guard isUntimely(seen) else {
                    kept.insert(size)
                    break
                }
                untimely = size
            }
            if let untimely { kept.insert(untimely) }
        }
    }
}
