import BallotCrypto
import ElectionRecord
import TransparencyLog
import Wire

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

    public var verdict: Verdict { verdict { $0.status == .failed } }

    /// The verdict of the record alone, whatever lies beside it: a file that a system left, a receipt that was changed.
    public var recordVerdict: Verdict { verdict { !$0.recordHolds } }

    private func verdict(_ isFailed: (CheckReport) -> Bool) -> Verdict {
        let isDone = subject.phase == .done
        let failed = checks.filter {
            isFailed($0) || isDone && $0.expected == 0 && !$0.check.mayBeEmpty
        }
        if !failed.isEmpty { return .failed(failed.map(\.check)) }
        return isDone && waiting == nil ? .verified : .incomplete(subject.phase, waiting)
    }

    /// The verdict in one line. Where the record holds and the run failed, it says so, and what for.
    public var conclusion: String {
        let besides = checks.flatMap(\.besides)
        guard !besides.isEmpty, case .failed = verdict else { return "\(verdict)" }
        let holds: String
        switch recordVerdict {
        case .failed: return "\(verdict)"
        case .verified: holds = "the record holds"
        case .incomplete(_, let waiting): holds = "the record holds so far\(waiting.map { ", and \($0)" } ?? "")"
        }
        let strays = besides.filter { $0.check != .receipts }.map(\.place)
        let receipts = besides.filter { $0.check == .receipts }.map(\.place)
        var parts = [holds]
        if !strays.isEmpty {
            parts.append(
                "\(strays.count) in the folder \(strays.count == 1 ? "is" : "are") no part of it: \(strays.listed())")
        }
        if !receipts.isEmpty {
            parts.append("\(receipts.count) not as given, and found: \(receipts.listed())")
        }
        return "\(verdict) (\(parts.joined(separator: "; ")))"
    }

    /// Whom the log waits for; nil for nobody.
    public var waiting: Waiting? { self[.log].waiting }
}

/// The one word that a verification ends in.
public enum Verdict: Hashable, Sendable, CustomStringConvertible {
    case verified
    /// The checks that failed, in order.
    case failed([Check])
    /// The election is still running, or its log waits for witnesses; everything so far holds.
    case incomplete(Replay.Phase, Waiting?)

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
        case .incomplete(let phase, let waiting):
            "\(word): \(Self.parts(phase, waiting).joined(separator: "; "))"
        }
    }

    /// What is yet to come. Before the close the log may go on without its witnesses, after it nobody may.
    private static func parts(_ phase: Replay.Phase, _ waiting: Waiting?) -> [String] {
        let waits = waiting.map { ["\($0)"] } ?? []
        guard phase != .done else { return waits + ["everything else holds"] }
        let runs = ["the election is in its \(phase) phase", "everything so far holds"]
        return phase < .closed ? runs + waits : waits + runs
    }

    public var isFailed: Bool {
        if case .failed = self { true } else { false }
    }

    /// What a program exits with, another number for each word. 2 and 64 are left for what never came to a verdict.
    public var exitCode: Int32 {
        switch self {
        case .verified: 0
        case .failed: 1
        case .incomplete: 3
        }
    }
}
