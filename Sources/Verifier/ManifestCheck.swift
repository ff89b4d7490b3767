import ElectionRecord

extension Reading {
    /// V2: entry 0 is a manifest that makes sense, signed by the officials that it names, with its project lists.
    func manifestCheck() -> CheckReport {
        var report = report(.manifest)
        report.expected = hashes.size == 0 ? 0 : 1
        if let fault = replay.election?.lookFault {
            report.failures.append(Violation(.manifest, entry: 0, "\(fault)"))
        } else {
            report.checked = replay.election == nil ? 0 : 1
        }
        return report
    }
}
