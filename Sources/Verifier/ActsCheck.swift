import ElectionRecord

extension Reading {
    /// V5: the form, the place and the signers of every act; what it says is the matter of the check of its kind.
    func actsCheck() -> CheckReport {
        var report = report(.acts)
        report.expected = census.acts
        report.checked = census.acts - census.refused[.acts, default: 0]
        return report
    }
}
