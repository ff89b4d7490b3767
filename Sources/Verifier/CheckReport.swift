import ElectionRecord

/// What one check looked at, and what it found.
public struct CheckReport: Sendable {
    public enum Status: String, Sendable {
        case ok
        case failed = "FAIL"
        /// There was nothing to look at.
        case none
    }

    public let check: Check
    /// Things that were looked at and are right.
    public internal(set) var checked = 0
    /// Things that the record must hold, counted apart from looking at them.
    public internal(set) var expected = 0
    /// Every one, in the record's order.
    public internal(set) var failures: [Violation] = []
    /// What the auditor should know and no check decides.
    public internal(set) var notes: [String] = []
    public internal(set) var duration = Duration.zero

    init(_ check: Check) {
        self.check = check
    }

    /// Follows from the counts: what was looked at less often than expected has failed, whatever else was found.
    public var status: Status {
        guard failures.isEmpty, checked == expected else { return .failed }
        return expected == 0 ? .none : .ok
    }

    /// Counts one more thing to be looked at, and whether it was right.
    mutating func look(_ body: () throws(Violation) -> Void) {
        expected += 1
        do {
            try body()
            checked += 1
        } catch {
            failures.append(error)
        }
    }

    mutating func fail(at place: String, _ message: String) {
        failures.append(Violation(check, at: place, message))
    }

    /// Runs `body` and adds the time that it took.
    mutating func timed(_ body: (inout CheckReport) -> Void) {
        let start = ContinuousClock.now
        body(&self)
        duration += ContinuousClock.now - start
    }
}

extension Check {
    /// Whether an election that is done can have nothing for the check to look at: no ballots, or too few to be opened,
    /// and no receipts.
    var mayBeEmpty: Bool {
        switch self {
        case .ballots, .mixes, .decryption, .opened, .receipts: true
        case .log, .manifest, .trusteeKeys, .roll, .acts, .close, .outcome, .files: false
        }
    }
}
