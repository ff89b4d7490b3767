import ElectionRecord

/// V10: every opened ballot is decoded, and the `result` act counts what was decoded.
struct OpenedCheck {
    let replay: Replay
    /// Nil when the openings could not be read.
    let recount: Recount?

    func run(_ report: inout CheckReport) {
        guard replay.phase == .done, let result = replay.history.last else { return }
        for (contest, said) in replay.results.enumerated() where said.opened != nil {
            let ballots = replay.ballotCount(contest)
            report.expected += ballots
            guard let count = recount?.contests[contest] else {
                report.fail(at: "entry \(result.entry)", "contest \(said.contest): its ballots can't be counted")
                continue
            }
            let found = [said.ballots, said.valid, said.blank, said.invalid]
            let expected = [ballots, count.selections.count, count.blank, count.invalid.count]
            guard found == expected else {
                report.fail(
                    at: "entry \(result.entry)",
                    "contest \(said.contest): expected \(Self.words(expected)), found \(Self.words(found))")
                continue
            }
            report.checked += count.selections.count + count.invalid.count
        }
    }

    private static func words(_ counts: [Int]) -> String {
        zip(["ballots", "valid", "blank", "invalid"], counts).map { "\($1) \($0)" }.joined(separator: ", ")
    }
}
