import ElectionRecord

extension Reading {
    /// V6: every entry that begins as a ballot is one that may stand there, with a proof that holds.
    func ballotsCheck() -> CheckReport {
        var report = report(.ballots)
        report.expected = census.ballots
        report.checked = replay.ballots.count
        return report
    }
}
