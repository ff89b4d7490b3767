import ElectionRecord

/// How many ballots came when: by day, and never fewer than ten together, so that no day points at anybody.
///
/// Ballots state no time. What is known is when acts between them were signed, and when witnesses had seen which size
/// of the log; a ballot is counted on the day by which it was there. Marks that lie outside the window, or before an
/// earlier one, are passed over.
struct Growth {
    /// The fewest ballots that are told together.
    static let least = 10

    private struct Mark {
        let ballots: Int
        let time: Timestamp
    }

    /// What the page draws: a bar for each group of days.
    let bars: [[String: Any]]
    /// Whether anything is known of when ballots came.
    let isKnown: Bool

    init(_ subject: SiteSubject, edition: Edition) {
        let known = Self.byDay(Self.marks(subject), edition)
        let days = Self.grouped(known, subject.replay.phase)
        isKnown = !known.isEmpty
        let most = days.map(\.ballots).max() ?? 1
        bars = days.map { group in
            let (first, last) = (Self.day(group.first), Self.day(group.last))
            let text =
                group.first == group.last
                ? edition.words.shortDay(first)
                : "\(edition.words.shortDay(first)) – \(edition.words.shortDay(last))"
            return [
                "days": text, "ballots": edition.words.number(group.ballots),
                "width": "\(group.ballots.share(of: most, in: 1000))",
            ]
        }
    }

    /// What is known of the log's growth, in its order.
    private static func marks(_ subject: SiteSubject) -> [Mark] {
        let (replay, window) = (subject.replay, subject.manifest.window)
        guard let open = replay.history.first(where: { $0.kind == .open }), let closes = replay.closes else {
            return []
        }
        var known = replay.history.filter { $0.entry > open.entry && $0.kind != .close && $0.time <= closes }
            .map { Mark(ballots: $0.ballots, time: $0.time) }
        // Cosigned sizes ascend, and so do the ballots' entries.
        var ballots = 0
        for seen in subject.cosigned {
            while ballots < replay.ballots.count, replay.ballots[ballots].entry < seen.size { ballots += 1 }
            guard ballots > 0, let time = seen.earliest, (window.opens...closes).contains(time) else { continue }
            known.append(Mark(ballots: ballots, time: time))
        }
        known.sort { ($0.ballots, $0.time) < ($1.ballots, $1.time) }
        var marks: [Mark] = []
        for mark in known where mark.time >= marks.last?.time ?? window.opens { marks.append(mark) }
        // What nothing tells apart before the close came by the window's end.
        if replay.phase >= .closed, !marks.isEmpty { marks.append(Mark(ballots: replay.ballots.count, time: closes)) }
        return marks
    }

    private static func byDay(_ marks: [Mark], _ edition: Edition) -> [(day: Int, ballots: Int)] {
        var days: [(day: Int, ballots: Int)] = []
        var before = 0
        for mark in marks where mark.ballots > before {
            let day = edition.civil(mark.time).dayNumber
            if days.last?.day == day {
                days[days.count - 1].ballots += mark.ballots - before
            } else {
                days.append((day, mark.ballots - before))
            }
            before = mark.ballots
        }
        return days
    }

    /// Days that follow one another, until each group has enough ballots; a rest joins the group before it, and while the
    /// vote is open it waits for more.
    private static func grouped(
        _ days: [(day: Int, ballots: Int)], _ phase: Replay.Phase
    ) -> [(first: Int, last: Int, ballots: Int)] {
        var groups: [(first: Int, last: Int, ballots: Int)] = []
        var open: (first: Int, last: Int, ballots: Int)?
        for day in days {
            let group = (open?.first ?? day.day, day.day, (open?.ballots ?? 0) + day.ballots)
            open = group.2 >= least ? nil : group
            if open == nil { groups.append(group) }
        }
        if let rest = open, phase >= .closed, let last = groups.popLast() {
            groups.append((last.first, rest.last, last.ballots + rest.ballots))
        }
        return groups
    }

    private static func day(_ number: Int) -> CivilTime {
        CivilTime(Timestamp(seconds: number * 86_400 + 43_200), zone: "UTC")
    }
}
