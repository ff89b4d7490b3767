import ElectionRecord
import Wire

extension Report {
    /// The report for machines: canonical JSON with every failure.
    public var json: JSON {
        [
            "verdict": .string(verdict.word), "phase": .string("\(subject.phase)"),
            "origin": subject.origin.map(JSON.string) ?? .null,
            "manifest_hash": subject.manifest.map { .string($0.hex) } ?? .null,
            "log_key": subject.logKey.map { .string($0.description) } ?? .null,
            "size": .integer(subject.head.size), "root": .string(subject.head.root.hex),
            "checks": .array(checks.map(\.json)),
        ]
    }
}

extension CheckReport {
    fileprivate var json: JSON {
        [
            "id": .string(check.id), "claim": .string(check.claim), "status": .string(status.rawValue),
            "checked": .integer(checked), "expected": .integer(expected),
            "milliseconds": .integer(Int((duration / .milliseconds(1)).rounded())),
            "notes": .array(notes.map(JSON.string)),
            "failures": .array(failures.map { ["place": .string($0.place), "message": .string($0.message)] }),
        ]
    }
}
