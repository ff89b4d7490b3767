import ElectionRecord

extension Reading {
    /// V7: the `close` act names the tree that it stands on and counts the ballots of every district.
    func closeCheck() -> CheckReport {
        var report = report(.close)
        report.expected = census.count(.close)
        report.checked = replay.history.count { $0.kind == .close }
        return report
    }
}
