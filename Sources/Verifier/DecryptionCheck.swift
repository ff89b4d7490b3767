import BallotCrypto
import ElectionRecord

/// V9: every delivered share is proven, the threshold is met, and the opened points are those that the shares open.
struct DecryptionCheck {
    let folder: RecordFolder
    let replay: Replay
    /// By contest: the last mix's output.
    let lists: [CiphertextList?]
    let progress: (Int, Int) -> Void

    /// Adds to `report`, and gives the published opening of each contest; nil when it can't be read or has none.
    func run(_ report: inout CheckReport, claimed: Int) -> [Opening?] {
        report.expected = claimed
        guard let election = replay.election, let context = replay.tctx, let keys = replay.ceremony.keys else {
            return []
        }
        let openings = replay.results.count { $0.opened != nil }
        report.expected = max(claimed, openings * keys.threshold) + openings
        return replay.progress.indices.map { contest in
            let id = election.manifest.contests[contest].id
            let shares = replay.progress[contest].shares.sorted { $0.key < $1.key }
            var opener: Opener?
            if let list = lists[contest] { opener = Opener(list: list, contest: contest, context: context, keys: keys) }
            var proven: [Int: DecryptionShares] = [:]
            for (trustee, delivered) in shares {
                progress(report.checked, report.expected)
                do {
                    guard let opener else { throw RecordError("there is no mixed list to open") }
                    let share = try opener.shares(artifact: folder.artifact(delivered.artifact))
                    try opener.verify(share, trustee: trustee)
                    proven[trustee] = share
                    report.checked += 1
                } catch {
                    report.fail(at: "entry \(delivered.entry)", "trustee \(trustee), contest \(id): \(error)")
                }
            }
            guard replay.phase == .done, let reference = replay.results[contest].opened else { return nil }
            var opening: Opening?
            do {
                guard let opener else { throw RecordError("there is no mixed list to open") }
                opening = try Opening(
                    artifact: folder.artifact(reference), count: opener.list.count, width: opener.list.width)
                if let opening { try opener.requireOpened(opening, shares: proven) }
                report.checked += 1
            } catch {
                report.fail(at: reference.path, "contest \(id): \(error)")
            }
            return opening
        }
    }
}

extension Opener {
    fileprivate func shares(artifact: [UInt8]) throws -> DecryptionShares {
        try DecryptionShares(artifact: artifact, count: list.count, width: list.width)
    }
}
