import ElectionRecord
import TransparencyLog

/// Which of the checkpoints that a log signed its folder keeps (spec/log.md, "Kept checkpoints"): those that `LogLayout`
/// spaces out, and the few that say whether the vote was held in its window.
struct KeptCheckpoints {
    /// When witnesses first saw the tree of a size, as its checkpoint's cosignatures say; nil for one that none has seen.
    private let time: (Int) throws -> Timestamp?
    /// The sizes that were signed, ascending.
    private let signed: [Int]
    private var kept: Set<Int>

    /// Those of the sizes `signed`, ascending and the newest last; `note` gives the checkpoint of a size, whose errors are
    /// passed on. Where no witness is asked for, no checkpoint says when anything was.
    static func sizes(_ signed: [Int], _ replay: Replay, note: @escaping (Int) throws -> SignedNote) throws -> [Int] {
        guard let manifest = replay.election?.manifest, manifest.keys.witnessQuorum > 0 else {
            return LogLayout.kept(signed)
        }
        return try sizes(signed, window: manifest.window, acts: replay.history) { size in
            let note = try note(size)
            return manifest.keys.witnesses.compactMap { witness in
                note.signatures.compactMap { Cosignature.time(of: $0, on: note.text, by: witness) }.min()
            }.min().map { Timestamp(seconds: $0) }
        }
    }

    /// As above, of acts alone; `time` says when witnesses first saw the tree of a size.
    static func sizes(
        _ signed: [Int], window: Window, acts: [PastAct], time: @escaping (Int) throws -> Timestamp?
    ) throws -> [Int] {
        var checkpoints = KeptCheckpoints(time: time, signed: signed, kept: Set(LogLayout.kept(signed)))
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

    /// From the first tree that holds the entry up: the last one that was seen too early, and the first that was not.
    private mutating func keep(after entry: Int, isEarly: (Timestamp) -> Bool) throws {
        var early: Int?
        for size in signed[(signed.firstIndex { $0 > entry } ?? signed.endIndex)...] {
            guard let seen = try time(size) else { continue }
            guard isEarly(seen) else {
                kept.insert(size)
                break
            }
            early = size
        }
        if let early { kept.insert(early) }
    }

    /// From the last tree without the entry down: the first one that was seen after the window's end, and the last that
    /// was seen by then.
    private mutating func keep(upTo entry: Int, end: Timestamp) throws {
        var late: Int?
        for size in signed[..<(signed.firstIndex { $0 > entry } ?? signed.endIndex)].reversed() {
            guard let seen = try time(size) else { continue }
            guard seen.seconds > end.seconds + Timestamp.tolerance else {
                kept.insert(size)
                break
            }
            late = size
        }
        if let late { kept.insert(late) }
    }
}
