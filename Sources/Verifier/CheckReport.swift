import ElectionRecord
import Wire

/// What one check looked at, and what it found.
public struct CheckReport: Sendable {
    public enum Status: String, Sendable {
        case ok
        case failed = "FAIL"
        /// Nothing is wrong, and the log waits for its witnesses.
        case waiting = "wait"
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
    /// Every one that says nothing against the record: what a system left in the folder, a receipt that was changed on its
    /// way and holds once that is undone. They fail the check like the others.
    public internal(set) var besides: [Violation] = []
    /// What the auditor should know and no check decides.
    public internal(set) var notes: [String] = []
    /// Whom the check waits for; nil for nobody.
    public internal(set) var waiting: Waiting?
    public internal(set) var duration = Duration.zero

    package init(_ check: Check) {
        self.check = check
    }

    /// Follows from the counts: what was looked at less often than expected has failed, whatever else was found.
    public var status: Status {
        guard failures.isEmpty, besides.isEmpty, checked == expected else { return .failed }
        if waiting != nil { return .waiting }
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

    /// Counts one more thing that was looked at, and that says nothing against the record.
    mutating func setAside(_ place: String, _ message: String) {
        expected += 1
        checked += 1
        besides.append(Violation(check, at: place, message))
    }

    /// Sets aside those that systems leave in folders, and gives the other paths.
    mutating func settingAsideStrays(_ paths: [String]) -> [String] {
        var strays: [(stray: StrayFile, count: Int)] = []
        let others = paths.filter { path in
            guard let stray = StrayFile(path) else { return true }
            if let last = strays.last, last.stray.path.isSame(as: stray.path) {
                strays[strays.count - 1].count += 1
            } else {
                strays.append((stray, 1))
            }
            return false
        }
        for (stray, count) in strays {
            setAside(stray.path, stray.advice + (stray.isFolder ? " (it holds \(count))" : ""))
        }
        return others
    }

    /// Whether all that belongs to the record was looked at and is right.
    var recordHolds: Bool { failures.isEmpty && checked == expected }

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
