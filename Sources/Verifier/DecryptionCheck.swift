import BallotCrypto
import ElectionRecord

/// V9: every delivered share is proven, the threshold is met, and the opened points are those that the shares open.
struct DecryptionCheck {
    let folder: HeldRecord
    let replay: Replay
    /// By contest: the last mix's output.
    let lists: [CiphertextRows?]
    /// The entries before it were proven by an earlier verification.
    let proven: Int
    let check: EquationCheck
    /// Rows that are done, of all rows.
    let progress: (Int, Int) -> Void

    /// Adds to `report`, and gives the published opening of each contest; nil when it can't be read or has none.
    func run(_ report: inout CheckReport, claimed: Int) -> [Opening?] {
        report.expected = claimed
        guard let keys = replay.ceremony.keys, replay.election != nil else { return [] }
        let openings = replay.results.count { $0.opened != nil }
        report.expected = max(claimed, openings * keys.threshold) + openings
        let rows = replay.progress.indices.map { replay.progress[$0].shares.isEmpty ? 0 : replay.ballotCount($0) }
        var done = 0
        return replay.progress.indices.map { contest in
            defer { done += rows[contest] }
            let reference = replay.phase == .done ? replay.results[contest].opened : nil
            if check == .folded, (try? holds(contest, reference, { progress(done + $0, rows.reduce(0, +)) })) == true {
                report.checked += replay.progress[contest].shares.count + (reference == nil ? 0 : 1)
                return reference.flatMap { try? opening(contest, $0) }
            }
            return verifyEach(contest, reference, &report)
        }
    }

    /// Whether all shares of the contest, and what they open, hold. Throws when a part is missing or malformed.
    private func holds(_ contest: Int, _ opened: ArtifactReference?, _ progress: (Int) -> Void) throws -> Bool {
        let delivered = replay.progress[contest].shares
        if delivered.isEmpty, opened == nil { return true }
        guard let context = replay.tctx, let keys = replay.ceremony.keys, let list = lists[contest] else {
            return false
        }
        let shares = try delivered.mapValues { try folder.pieces(of: $0.artifact) }
        let isOpeningKnown = opened == nil || replay.history.last.map { $0.entry < proven } == true
        if isOpeningKnown, delivered.values.allSatisfy({ $0.entry < proven }) {
            _ = try opened.map { try folder.pieces(of: $0) }
            return true
        }
        return try OpeningFold(
            electionKey: keys.electionKey, context: context, contest: UInt32(contest), list: list, shares: shares,
            verificationKeys: keys.verificationKeys, threshold: keys.threshold,
            opened: opened.map { try folder.pieces(of: $0) }
        ).holds(progress: progress)
    }

    /// Each share and the opening on its own: what fails is named.
    private func verifyEach(
        _ contest: Int, _ reference: ArtifactReference?, _ report: inout CheckReport
    ) -> Opening? {
        guard let election = replay.election, let context = replay.tctx, let keys = replay.ceremony.keys else {
            return nil
        }
        let id = election.manifest.contests[contest].id
        var opener: Opener?
        if let list = lists[contest].flatMap({ try? $0.list() }) {
            opener = Opener(list: list, contest: contest, context: context, keys: keys)
        }
        var proven: [Int: DecryptionShares] = [:]
        for (trustee, delivered) in replay.progress[contest].shares.sorted(by: { $0.key < $1.key }) {
            do {
                guard let opener else { throw RecordError("there is no mixed list to open") }
                let share = try opener.shares(artifact: folder.artifact(delivered.artifact))
                try opener.verify(share, trustee: trustee, check)
                proven[trustee] = share
                report.checked += 1
            } catch {
                report.fail(at: "entry \(delivered.entry)", "trustee \(trustee), contest \(id): \(error)")
            }
        }
        guard let reference else { return nil }
        var opening: Opening?
        do {
            guard let opener else { throw RecordError("there is no mixed list to open") }
            opening = try self.opening(contest, reference)
            if let opening { try opener.requireOpened(opening, shares: proven) }
            report.checked += 1
        } catch {
            report.fail(at: reference.path, "contest \(id): \(error)")
        }
        return opening
    }

    private func opening(_ contest: Int, _ reference: ArtifactReference) throws -> Opening? {
        guard let list = lists[contest] else { return nil }
        return try Opening(artifact: folder.artifact(reference), count: list.count, width: list.width)
    }
}

extension Opener {
    fileprivate func shares(artifact: [UInt8]) throws -> DecryptionShares {
        try DecryptionShares(artifact: artifact, count: list.count, width: list.width)
    }
}
