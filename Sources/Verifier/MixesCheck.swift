import BallotCrypto
import ElectionRecord

/// V8: for every contest, each mixer's list is a shuffle of the accepted ballots, or of the list before it.
struct MixesCheck {
    let folder: RecordFolder
    let replay: Replay
    let progress: (Int, Int) -> Void

    /// What became of one contest's ballots.
    struct Mixed {
        /// The last list that an artifact or the ballots gave; nil when its artifact can't be read.
        var list: CiphertextList?
        /// Whether it and all before it were proven.
        var isProven = true
    }

    /// Adds to `report`, and gives what each contest's ballots became.
    func run(_ report: inout CheckReport, claimed: Int) -> [Mixed] {
        report.expected = claimed
        guard let election = replay.election, let context = replay.tctx, let keys = replay.ceremony.keys else {
            return replay.progress.map { _ in Mixed(list: nil) }
        }
        let mixers = election.manifest.keys.mixers.count
        let opened = replay.progress.indices.filter(replay.isOpened)
        report.expected = max(claimed, replay.phase == .done ? mixers * opened.count : 0)
        return replay.progress.indices.map { contest in
            var mixed = Mixed(list: replay.mixInput(contest))
            for (position, mix) in replay.progress[contest].mixes.enumerated() {
                progress(report.checked, report.expected)
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
                    mixed.list = list.output
                    try list.verify(
                        input: input, electionKey: keys.electionKey, context: context, contest: contest,
                        mixer: position + 1)
                    report.checked += 1
                } catch {
                    mixed.isProven = false
                    report.fail(at: place, "mixer \(position + 1), contest \(id): \(error)")
                }
            }
            return mixed
        }
    }
}
