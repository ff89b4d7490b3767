import ElectionRecord
import TransparencyLog
import Wire

/// What acts say of time, and when the window was, held against what witnesses saw: parts of V5, V6 and V7. None of it
/// refuses an entry (spec/verification.md, "What witnesses saw").
package struct TimesCheck {
    /// An act, as far as its time goes; an `extend` has the new end.
    package struct TimedAct {
        let entry: Int
        let kind: Act.Kind
        let time: Timestamp
        let closes: Timestamp?

        package init(entry: Int, kind: Act.Kind, time: Timestamp, closes: Timestamp?) {
            (self.entry, self.kind, self.time, self.closes) = (entry, kind, time, closes)
        }
    }

    private let times: WitnessedTimes
    /// As the policy names them.
    private let witnesses: [String]
    private let window: Window
    private let acts: [TimedAct]
    /// The accepted ballots' entries.
    private let ballots: [Int]
    /// The window's end as last extended.
    private let end: Timestamp

    package init(
        _ sightings: [Sighting], policy: TrustPolicy?, window: Window, acts: [TimedAct], ballots: [Int]
    ) {
        times = WitnessedTimes(sightings, policy: policy)
        witnesses = policy?.witnesses.map(\.name.printable) ?? []
        (self.window, self.acts, self.ballots) = (window, acts, ballots)
        end = acts.last { $0.closes != nil }?.closes ?? window.closes
    }

    /// Nil without a manifest.
    init?(_ sightings: [Sighting], policy: TrustPolicy?, _ replay: Replay) {
        guard let window = replay.election?.manifest.window else { return nil }
        self.init(
            sightings, policy: policy, window: window,
            acts: replay.history.map {
                TimedAct(entry: $0.entry, kind: $0.kind, time: $0.time, closes: $0.subject.closes)
            }, ballots: replay.ballots.map(\.entry))
    }

    /// V1 tells of a witness whose clock went back.
    func checkWitnesses(_ report: inout CheckReport) {
        for (earlier, later) in times.falls {
            report.notes.append(
                "the times of \(witnesses[earlier.witness]) fall: \(earlier.size) entries at \(earlier.time), "
                    + "\(later.size) at \(later.time)")
        }
    }

    /// V5: no act was seen before the time that it states, and none that belongs in the window came after its end.
    package func checkActs(_ report: inout CheckReport) {
        var hearing = Hearing(witnesses: witnesses)
        var end = window.closes
        for act in acts {
            hearing.hear(
                times.seen(act.entry), of: act.entry...act.entry, 1, &report, contradicts: { $0.isBefore(act.time) }
            ) { "the \(act.kind.rawValue) act states \(act.time), \($0) had seen it by \($1)" }
            if act.kind.endsWithWindow {
                hearing.hear(
                    times.absent(act.entry), of: act.entry...act.entry, 1, &report, contradicts: { $0.isAfter(end) }
                ) { "\($0) had not seen the \(act.kind.rawValue) act by \($1), after the window's end at \(end)" }
            }
            if let closes = act.closes { end = closes }
        }
        hearing.close(&report)
    }

    /// V6: no ballot was seen before the window, and none came after it.
    package func checkBallots(_ report: inout CheckReport) {
        guard !ballots.isEmpty else { return }
        let (opens, end) = (window.opens, end)
        var hearing = Hearing(witnesses: witnesses)
        var timely = 0
        var isSeen = false
        for (entries, count) in times.runs(ballots) {
            let first = entries.lowerBound
            let said = count == 1 ? "the ballot" : "\(count) ballots"
            hearing.hear(times.seen(first), of: entries, count, &report, contradicts: { $0.isBefore(opens) }) {
                "\($0) had seen \(said) by \($1), before the vote opened at \(opens)"
            }
            hearing.hear(times.absent(first), of: entries, count, &report, contradicts: { $0.isAfter(end) }) {
                "\($0) had not seen \(said) by \($1), after the window's end at \(end)"
            }
            if let time = times.seen(first).quorum {
                isSeen = true
                if !time.isAfter(end) { timely += count }
            }
        }
        hearing.close(&report)
        if isSeen {
            report.notes.append("witnesses had seen \(timely) of \(ballots.count) by the window's end")
        } else {
            report.notes.append("no witness saw when ballots came")
        }
    }

    /// V7: the close was not seen before the window's end.
    package func checkClose(_ report: inout CheckReport) {
        guard let act = acts.first(where: { $0.kind == .close }) else { return }
        let end = end
        var hearing = Hearing(witnesses: witnesses)
        let seen = times.seen(act.entry)
        hearing.hear(seen, of: act.entry...act.entry, 1, &report, contradicts: { $0.isBefore(end) }) {
            "\($0) had seen the close by \($1), before the window's end at \(end)"
        }
        hearing.close(&report)
        guard let time = seen.quorum, !time.isBefore(end), times.absent(act.entry).quorum?.isBefore(end) ?? true else {
            return
        }
        report.notes.append("no quorum of witnesses saw the log without the close at the window's end")
    }
}

/// What witnesses contradict: enough of them make a failure, fewer a note.
private struct Hearing {
    let witnesses: [String]
    private var minority: [String] = []
    /// First entries of what has failed: each is counted once.
    private var failed: Set<Int> = []

    init(witnesses: [String]) { self.witnesses = witnesses }

    mutating func hear(
        _ answer: WitnessedTimes.Answer, of entries: ClosedRange<Int>, _ count: Int, _ report: inout CheckReport,
        contradicts: (Timestamp) -> Bool, says: (_ who: String, _ time: Timestamp) -> String
    ) {
        let (first, last) = (entries.lowerBound, entries.upperBound)
        let place = first == last ? "entry \(first)" : "entries \(first) to \(last)"
        if let time = answer.quorum, contradicts(time) {
            report.fail(at: place, says("a quorum of witnesses", time))
            if failed.insert(first).inserted { report.checked -= count }
        } else if let one = answer.one, contradicts(one.time) {
            minority.append("\(place): \(says(witnesses[one.witness], one.time))")
        }
    }

    func close(_ report: inout CheckReport) {
        guard let first = minority.first else { return }
        let more = minority.count > 1 ? ", and \(minority.count - 1) more" : ""
        report.notes.append("fewer witnesses than the quorum say: \(first)\(more)")
    }
}

extension Timestamp {
    /// Whether it is before another by more than two honest clocks may differ.
    fileprivate func isBefore(_ other: Timestamp) -> Bool { seconds < other.seconds - Self.tolerance }

    /// Whether it is after another by more than two honest clocks may differ.
    fileprivate func isAfter(_ other: Timestamp) -> Bool { seconds > other.seconds + Self.tolerance }
}
