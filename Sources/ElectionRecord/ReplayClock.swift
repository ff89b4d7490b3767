// What the clock of whoever takes an act in, or signs it, has to say about it (spec/record.md, "Time"). A log has no
// clock: `Replay` holds an act's own time against the record alone, and a verifier against what witnesses saw.
extension Replay {
    /// Throws `Violation` of check V5 unless an act of this kind, which says `time`, may be taken in or signed when the clock
    /// says `now`: its time has come (`Timestamp.requireReached`), `open` and `close` wait for the window's opening and end,
    /// and what belongs in the window comes no later than its end as extended so far. Asked before `admit`.
    public func requireTimely(_ kind: Act.Kind, said time: Timestamp, at now: Timestamp) throws(Violation) {
        func refuse(_ reason: String) -> Violation { Violation(.acts, entry: head.size, reason) }
        do { try time.requireReached(by: now) } catch { throw refuse("\(error)") }
        guard let window = election?.manifest.window, let closes else { return }
        switch kind {
        case .open where now < window.opens:
            throw refuse("the clock says \(now); the vote can be opened from \(window.opens)")
        case .close where now < closes:
            throw refuse("the clock says \(now); the vote can be closed from \(closes)")
        case _ where kind.endsWithWindow && now > closes:
            throw refuse("the clock says \(now); the act \(kind.rawValue) can be said until \(closes)")
        default: break
        }
    }
}

extension Timestamp {
    /// Seconds by which two clocks may differ: an act may be ahead of the clock of whoever takes it in by so much, and a
    /// witness may say something else than an act or the window.
    public static let tolerance = 300

    /// Throws `RecordError` when this is more than `tolerance` ahead of the clock's `now`. An act of such a time would keep
    /// officials from saying anything until it has come.
    public func requireReached(by now: Timestamp) throws(RecordError) {
        guard seconds <= now.seconds + Self.tolerance else {
            throw RecordError(
                "the clock says \(now); expected a time of at most \(Self.tolerance / 60) minutes later, found \(self)")
        }
    }
}
