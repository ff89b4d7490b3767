import ElectionRecord

extension Reading {
    /// V4: every credential of the roll and of later issues; what is said of revocations.
    func rollCheck() -> CheckReport {
        var report = report(.roll)
        report.expected = census.credentials
        report.checked = replay.roll.enrolled.reduce(0, +)
        return report
    }
}
