import BallotCrypto
import ElectionRecord
import TransparencyLog

/// What a verification comes to: thirteen checks and a verdict that follows from their counts.
public struct Report: Sendable {
    /// The log that was looked at: what an auditor compares with the newspaper's announcement.
    public struct Subject: Sendable {
        public var origin: String?
        /// The leaf hash of entry 0.
        public var manifest: Digest?
        /// The key that the checkpoint's signature was held against.
        public var logKey: VerificationKey?
        /// The tree over the entries that were read.
        public var head: TreeHead
        /// How far the election has come.
        public var phase: Replay.Phase
    }

    public let subject: Subject
    /// V1 to V13, each once.
    public let checks: [CheckReport]

    /// A check without a report looked at nothing.
    init(_ subject: Subject, _ reports: [CheckReport]) {
        self.subject = subject
        checks = Check.allCases.map { check in reports.first { $0.check == check } ?? CheckReport(check) }
    }

    public subscript(check: Check) -> CheckReport { checks[check.rawValue - 1] }

    public var verdict: Verdict {
        let isDone = subject.phase == .done
        let failed = checks.filter {
            $0.status == .failed || isDone && $0.status == .none && !$0.check.mayBeEmpty
        }
        if !failed.isEmpty { return .failed(failed.map(\.check)) }
        return isDone ? .verified : .incomplete(subject.phase)
    }
}

/// The one word that a verification ends in.
public enum Verdict: Hashable, Sendable, CustomStringConvertible {
    case verified
    /// The checks that failed, in order.
    case failed([Check])
    /// The election is still running; everything so far holds.
    case incomplete(Replay.Phase)

    public var word: String {
        switch self {
        case .verified: "VERIFIED"
        case .failed: "FAILED"
        case .incomplete: "INCOMPLETE"
        }
    }

    public var description: String {
        switch self {
        case .verified: word
        case .failed(let checks): "\(word): \(checks.map(\.id).joined(separator: ", "))"
        case .incomplete(let phase): "\(word): the election is in its \(phase) phase; everything so far holds"
        }
    }

    public var isFailed: Bool {
        if case .failed = self { true } else { false }
    }

    /// What a program exits with: 0 when nothing failed, 1 otherwise.
    public var exitCode: Int32 { isFailed ? 1 : 0 }
}
