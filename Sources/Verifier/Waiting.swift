import ElectionRecord
import TransparencyLog
import Wire

/// That the newest checkpoint lacks its quorum of witnesses: nothing is wrong with it, and nobody acts on it yet.
public struct Waiting: Hashable, Sendable, CustomStringConvertible {
    /// Whom it waits for.
    public let quorum: QuorumCount
    /// The checkpoint, which says no time itself, is no older: the later of the newest act's time and the newest at which a
    /// quorum had cosigned a checkpoint that was kept. Nil when there is neither.
    public let since: Timestamp?

    /// Nil when the quorum is met.
    init?(_ quorum: QuorumCount, since: Timestamp?) {
        guard !quorum.isMet else { return nil }
        self.quorum = quorum
        self.since = since
    }

    /// Whether it never ends, as the quorum needs a witness whose key can't be used.
    public var isForEver: Bool { quorum.missing == nil }

    /// `waits for witness krant.example since 2027-03-22T23:05:00Z`.
    public var description: String {
        "waits for \(quorum.waitsFor ?? "nobody")".printable + (since.map { " since \($0)" } ?? "")
    }
}
