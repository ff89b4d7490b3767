import ElectionRecord
import Wire

extension Report {
    /// The report for machines: canonical JSON with every failure.
    public var json: JSON {
        [
            "verdict": .string(verdict.word), "phase": .string("\(subject.phase)"),
            "record": .string(recordVerdict.word), "waiting": waiting?.json ?? .null,
            "origin": subject.origin.map(JSON.string) ?? .null,
            "manifest_hash": subject.manifest.map { .string($0.hex) } ?? .null,
            "log_key": subject.logKey.map { .string($0.description) } ?? .null,
            "size": .integer(subject.head.size), "root": .string(subject.head.root.hex),
            "checks": .array(checks.map(\.json)),
        ]
    }
}

extension Waiting {
    fileprivate var json: JSON {
        [
            "witnesses": .array(quorum.awaited.map(JSON.string)),
            "needed": quorum.missing.map(JSON.integer) ?? .null, "since": since.map { .string("\($0)") } ?? .null,
        ]
    }
}

extension CheckReport {
    /// `kind` is what the failure speaks against: the record, or what lies beside it.
    private func json(_ failure: Violation, _ kind: String) -> JSON {
        ["place": .string(failure.place), "message": .string(failure.message), "of": .string(kind)]
    }

    fileprivate var json: JSON {
        [
            "id": .string(check.id), "claim": .string(check.claim), "status": .string(status.rawValue),
            "checked": .integer(checked), "expected": .integer(expected),
            "milliseconds": .integer(Int((duration / .milliseconds(1)).rounded())),
            "notes": .array(notes.map(JSON.string)),
            "failures": .array(failures.map { json($0, "record") } + besides.map { json($0, "beside") }),
        ]
    }
}
