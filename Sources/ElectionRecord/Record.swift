import BallotCrypto
import TransparencyLog

/// Reading a record that its holder has checked before, such as the box's own: everything but the proofs.
public enum Record {
    /// The state after all entries. Throws `Violation` for an entry that has no place in the log.
    public static func replay(_ entries: some Sequence<[UInt8]>, artifacts: any ArtifactSource) throws(Violation)
        -> Replay
    {
        var replay = Replay(artifacts: artifacts)
        for bytes in entries {
            let index = replay.head.size
            let entry: Entry
            do { entry = try Entry(parsing: bytes) } catch {
                throw Violation(bytes.first == 0x01 ? .ballots : .acts, entry: index, "\(error)")
            }
            switch entry {
            case .act(let act): try replay.admit(act)
            case .ballot(let ballot): try replay.admit(proven: ballot)
            }
        }
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
