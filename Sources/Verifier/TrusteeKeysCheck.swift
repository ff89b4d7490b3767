import ElectionRecord

extension Reading {
    /// V3: all three rounds of the key ceremony by every trustee, and at least one rehearsal.
    func trusteeKeysCheck() -> CheckReport {
        var report = report(.trusteeKeys)
        let trustees = replay.election?.manifest.keys.trustees.count ?? 0
        let required = replay.phase >= .voting ? 3 * trustees + 1 : 0
        report.expected = max(required, census.count(.trustee, .shares, .confirm, .rehearsal))
        let ceremony = replay.ceremony
        report.checked =
            ceremony.commitments.count + ceremony.boxes.count + ceremony.confirmed.count + replay.rehearsals
        return report
    }
}
