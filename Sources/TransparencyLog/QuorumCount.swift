import Wire

/// Which of a policy's witnesses have cosigned a checkpoint, and whom its quorum still waits for.
public struct QuorumCount: Hashable, Sendable {
    /// The witnesses that have cosigned, by their names in the policy and in its order.
    public let cosigners: [String]
    /// What the quorum asks for, in words: `2 of library, court and newspaper`.
    public let required: String
    /// The fewest cosignatures that are still needed: 0 when the quorum is met, nil when it never can be, as it needs a
    /// witness whose key this program can't use.
    public let missing: Int?
    /// Those that have not cosigned and whose cosignature would bring the quorum nearer; where it never can be met, those
    /// whose keys can't be used. None when it is met.
    public let awaited: [String]
    /// Whether any `missing` of `awaited` are enough, as they all stand in one group.
    let areAlike: Bool

    public var isMet: Bool { missing == 0 }

    /// Whom the checkpoint waits for: `witness library`, `witness library or court`; nil when the quorum is met.
    public var waitsFor: String? {
        switch missing {
        case 0: return nil
        case nil: return "ever: the quorum needs \(awaited.listed()), with a key of a type that is not known here"
        case let missing?:
            if missing == awaited.count { return (missing == 1 ? "witness " : "witnesses ") + awaited.listed() }
            if !areAlike { return "at least \(missing) of the witnesses \(awaited.listed())" }
            return missing == 1 ? "witness \(awaited.listed("or"))" : "\(missing) of the witnesses \(awaited.listed())"
        }
    }
}

extension TrustPolicy {
    /// Whether these of the policy's witnesses, by their places in `witnesses`, are enough.
    public func isMet(by places: some Sequence<Int>) -> Bool {
        guard let quorum else { return true }
        return lacks(signed: Set(places.map { Verbatim(witnesses[$0].name) }))[Verbatim(quorum)] == 0
    }

    /// By the name of a witness or group: how many cosignatures it needs beside those of `signed`; none for what can't be
    /// satisfied. A name stands in one group at most, and is defined before.
    private func lacks(signed: Set<Verbatim>) -> [Verbatim: Int] {
        var lacks: [Verbatim: Int] = [:]
        for name in witnesses.map({ Verbatim($0.name) }) { lacks[name] = signed.contains(name) ? 0 : 1 }
        for group in groups {
            let fewest = group.members.compactMap { lacks[Verbatim($0)] }.sorted().prefix(group.threshold)
            if fewest.count == group.threshold { lacks[Verbatim(group.name)] = fewest.reduce(0, +) }
        }
        return lacks
    }

    /// Counts the policy's witnesses under the note. Throws `LogError` when a cosignature of one does not verify.
    public func count(_ note: SignedNote) throws(LogError) -> QuorumCount {
        let cosigners = try cosigners(of: note).map(\.name)
        guard let quorum else {
            return QuorumCount(cosigners: cosigners, required: "none", missing: 0, awaited: [], areAlike: true)
        }
        let lacks = lacks(signed: Set(cosigners.map { Verbatim($0) }))
        var words: [Verbatim: String] = [:]
        for group in groups {
            // A group within groups is told by its own name once its words are many.
            let names = group.members.map { name in
                words[Verbatim(name)].flatMap { $0.utf8.count <= 200 ? "(\($0))" : nil } ?? name
            }
            words[Verbatim(group.name)] =
                group.members.count == 1 ? names.listed() : "\(group.threshold) of \(names.listed())"
        }
        let missing = lacks[Verbatim(quorum)]
        // From the quorum down to the witnesses that it lacks; where it never can be met, through what never can be.
        var wanted: Set = [Verbatim(quorum)]
        for group in groups.reversed() where wanted.contains(Verbatim(group.name)) {
            guard lacks[Verbatim(group.name)] != 0 else { continue }
            wanted.formUnion(group.members.map { Verbatim($0) }.filter { (lacks[$0] == nil) == (missing == nil) })
        }
        let awaited =
            missing == nil
            ? unusable.filter { !$0.isLog && wanted.contains(Verbatim($0.name)) }.map(\.name)
            : witnesses.map(\.name).filter { wanted.contains(Verbatim($0)) && lacks[Verbatim($0)] == 1 }
        let names = Set(awaited.map { Verbatim($0) })
        let homes = groups.count { $0.members.contains { names.contains(Verbatim($0)) } }
        return QuorumCount(
            cosigners: cosigners, required: words[Verbatim(quorum)] ?? quorum, missing: missing,
            awaited: missing == 0 ? [] : awaited, areAlike: homes <= 1)
    }

    /// Throws `LogError` unless enough witnesses have cosigned the note.
    public func requireQuorum(of note: SignedNote) throws(LogError) {
        let count = try count(note)
        guard let waitsFor = count.waitsFor else { return }
        throw LogError(
            "expected the cosignature of \(count.required), found \(count.cosigners.listed()): it waits for \(waitsFor)"
        )
    }
}
