import ElectionRecord
import TransparencyLog
import Wire

/// That the newest checkpoint lacks its quorum of witnesses: nothing is wrong with it, and nobody acts on it yet.
public struct Waiting: Hashable, Sendable, CustomStringConvertible {
    /// Whom it waits for.
    public let quorum: QuorumCount
    /// The time of the newest act: the checkpoint, which says none itself, is no older. Nil when there is no act.
    public let since: Timestamp?

    /// Nil when the quorum is met.
    init?(_ quorum: QuorumCount, since: Timestamp?) {
        guard !quorum.isMet else { return nil }
        self.quorum = quorum
        self.since = since
    }

    /// `waits for witness krant.example since 2027-03-22T23:05:00Z`.
    public var description: String {
        "waits for \(quorum.waitsFor ?? "nobody")".printable + (since.map { " since \($0)" } ?? "")
    }
}
