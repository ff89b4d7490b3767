import BallotCrypto
import ElectionRecord

/// V8: for every contest, each mixer's list is a shuffle of the accepted ballots, or of the list before it.
struct MixesCheck {
    let folder: HeldRecord
    let replay: Replay
    /// The entries before it were proven by an earlier verification.
    let proven: Int
    let check: EquationCheck
    /// Rows that are done, of all rows of all mixes.
    let progress: (Int, Int) -> Void

    /// What became of one contest's ballots.
    struct Mixed {
        /// The last list that an artifact or the ballots gave; nil when its artifact can't be read.
        var list: CiphertextRows?
        /// Whether it and all before it were proven.
        var isProven = true
    }

    /// Adds to `report`, and gives what each contest's ballots became.
    func run(_ report: inout CheckReport, claimed: Int) -> [Mixed] {
        report.expected = claimed
        guard let election = replay.election, replay.tctx != nil, replay.ceremony.keys != nil else {
            return replay.progress.map { _ in Mixed(list: nil) }
        }
        let mixers = election.manifest.keys.mixers.count
        let opened = replay.progress.indices.filter(replay.isOpened)
        report.expected = max(claimed, replay.phase == .done ? mixers * opened.count : 0)
        let rows = replay.progress.indices.map { replay.progress[$0].mixes.isEmpty ? 0 : replay.ballotCount($0) }
        var done = 0
        return replay.progress.indices.map { contest in
            let mixes = replay.progress[contest].mixes
            let input = CiphertextRows(replay.mixInput(contest))
            guard !mixes.isEmpty else { return Mixed(list: input) }
            defer { done += rows[contest] }
            if check == .folded,
                let list = try? last(
                    mixes, contest, input,
                    { chain throws(CryptoError) in try chain.holds { progress(done + $0, rows.reduce(0, +)) } })
            {
                report.checked += mixes.count
                return Mixed(list: list)
            }
            return verifyEach(contest, input, &report)
        }
    }

    /// The last mix's output, if all mixes are proven: by an earlier verification, or as `verify` says. Throws when an
    /// artifact is missing or malformed, or the proofs don't hold.
    private func last(
        _ mixes: [(entry: Int, artifact: ArtifactReference)], _ contest: Int, _ input: CiphertextRows,
        _ verify: (MixChain) throws(CryptoError) -> Bool
    ) throws -> CiphertextRows? {
        guard let context = replay.tctx, let keys = replay.ceremony.keys else { return nil }
        let artifacts = try mixes.map { try folder.pieces(of: $0.artifact) }
        let known = mixes.prefix { $0.entry < proven }.count
        let seen = known == 0 ? input : try CiphertextRows(artifacts[known - 1], count: input.count, width: input.width)
        let chain = MixChain(
            electionKey: keys.electionKey, context: context, contest: UInt32(contest), input: seen, first: known + 1,
            artifacts: Array(artifacts[known...]))
        return try chain.artifacts.isEmpty || verify(chain) ? chain.output : nil
    }

    /// Each mix of the contest on its own: what fails is named.
    private func verifyEach(_ contest: Int, _ input: CiphertextRows, _ report: inout CheckReport) -> Mixed {
        guard let election = replay.election, let context = replay.tctx, let keys = replay.ceremony.keys else {
            return Mixed(list: nil)
        }
        var mixed = Mixed(list: input)
        for (position, mix) in replay.progress[contest].mixes.enumerated() {
            let id = election.manifest.contests[contest].id
            let place = "entry \(mix.entry)"
            guard let input = mixed.list else {
                report.fail(at: place, "mixer \(position + 1), contest \(id): there is no list before it")
                continue
            }
            mixed.list = nil
            do {
                let artifact = try folder.artifact(mix.artifact)
                let list = try MixedList(artifact: artifact, count: input.count, width: input.width)
                mixed.list = CiphertextRows(list.output)
                try list.verify(
                    input: input.list(), electionKey: keys.electionKey, context: context, contest: contest,
                    mixer: position + 1, check)
                report.checked += 1
            } catch {
                mixed.isProven = false
                report.fail(at: place, "mixer \(position + 1), contest \(id): \(error)")
            }
        }
        return mixed
    }
}
