import BallotCrypto
import TransparencyLog

/// Reading a record that its holder has checked before, such as the box's own: everything but the proofs.
public enum Record {
    /// The state after all entries. Throws `Violation` for an entry that has no place in the log.
    public static func replay(_ entries: some Sequence<[UInt8]>, artifacts: any ArtifactSource) throws(Violation)
        -> Replay
    {
        var replay = Replay(artifacts: artifacts)
        try replay.admit(checked: Array(entries))
        return replay
    }

    /// The count behind the `result` act; nil while there is none. Throws `RecordError` when an artifact is missing.
    public static func recount(_ replay: Replay, artifacts: some ArtifactSource) throws(RecordError) -> Recount? {
        guard replay.phase == .done, let election = replay.election else { return nil }
        var openings: [Opening?] = []
        for (contest, result) in replay.results.enumerated() {
            guard let opened = result.opened else {
                openings.append(nil)
                continue
            }
            openings.append(
                try Opening(
                    artifact: artifacts.artifact(opened), count: replay.ballotCount(contest),
                    width: election.width(of: contest)))
        }
        return try Recount(replay, openings: openings)
    }
}

extension Replay {
    /// As many entries are parsed at once.
    private static var piece: Int { 4096 }

    /// Takes in the next entries of a record that its holder has checked before: everything but the proofs of ballots,
    /// parsed on all cores. Throws `Violation` for the first that has no place in the log; those before it are taken in.
    public mutating func admit(checked entries: [[UInt8]]) throws(Violation) {
        for start in stride(from: 0, to: entries.count, by: Self.piece) {
            let piece = entries[start..<min(start + Self.piece, entries.count)]
            let parsed = parallelMap(count: piece.count) { offset in
                Result { () throws(RecordError) in try Entry(parsing: piece[start + offset]) }
            }
            for (bytes, entry) in zip(piece, parsed) {
                switch entry {
                case .success(.act(let act)): try admit(act)
                case .success(.ballot(let ballot)): try admit(proven: ballot)
                case .failure(let error):
                    throw Violation(bytes.first == 0x01 ? .ballots : .acts, entry: head.size, "\(error)")
                }
            }
        }
    }
}
