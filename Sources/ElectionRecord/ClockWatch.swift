import TransparencyLog

/// Sees a clock of the day jump, by one that only counts.
public struct ClockWatch: Sendable {
    /// What a clock did, in words.
    public struct Jump: Sendable, CustomStringConvertible {
        public let isAhead: Bool
        public let description: String
    }

    private var last: (time: Timestamp, instant: ContinuousClock.Instant)?

    public init() {}

    /// Looks at the clock, which says `now`. What it did since the last look, when that was to go back, or ahead of the
    /// time that passed, by more than `Timestamp.tolerance`; nil otherwise.
    public mutating func look(at now: Timestamp, instant: ContinuousClock.Instant = .now) -> Jump? {
        defer { last = (now, instant) }
        guard let last else { return nil }
        let passed = (instant - last.instant).components.seconds
        let ahead = now.seconds - last.time.seconds - Int(passed)
        guard abs(ahead) > Timestamp.tolerance else { return nil }
        return Jump(
            isAhead: ahead > 0,
            description: "the clock says \(now), and \(passed) seconds ago it said \(last.time)")
    }
}

/// The latest times that a record holds: a clock that goes right has come to them.
public struct LatestTimes: Sendable {
    /// Of its acts.
    public let act: Timestamp?
    /// Of the newest checkpoint's cosignatures.
    public let cosignature: Timestamp?

    public init(_ replay: Replay, checkpoint: SignedNote?) {
        act = replay.history.map(\.time).max()
        cosignature = checkpoint.flatMap { note in
            replay.election?.manifest.keys.witnesses.compactMap { witness in
                note.signatures.compactMap { Cosignature.time(of: $0, on: note.text, by: witness) }.max()
            }.max().map { Timestamp(seconds: $0) }
        }
    }

    /// What they say against a clock that says `now`, in words; nil when it is behind them by at most
    /// `Timestamp.tolerance`, as another honest clock may be.
    public func contradiction(of now: Timestamp) -> String? {
        let latest = Timestamp(seconds: now.seconds + Timestamp.tolerance)
        if let act, latest < act { return "the clock says \(now), earlier than the last act's time, \(act)" }
        if let cosignature, latest < cosignature {
            return "the clock says \(now), earlier than a witness saw the log, at \(cosignature)"
        }
        return nil
    }
}
