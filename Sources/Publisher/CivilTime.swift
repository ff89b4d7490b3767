import ElectionRecord
import Wire

/// A moment as people read it, the same on every machine: in the zone's civil time where its rule is known here (the
/// European Union's summer time, directive 2000/84/EC), otherwise in UTC, and then it says so (spec/files.md, "Times").
struct CivilTime {
    let year, month, day, hour, minute: Int
    /// Sunday is 0.
    let weekday: Int
    /// Whether the zone's rule is not known here.
    let isUTC: Bool

    /// Hours before UTC in winter, of the zones that follow the Union's rule.
    private static let winter: [Verbatim: Int] = {
        let zones = [
            0: ["Lisbon", "Dublin"],
            1: [
                "Amsterdam", "Berlin", "Bratislava", "Brussels", "Budapest", "Copenhagen", "Ljubljana", "Luxembourg",
                "Madrid", "Malta", "Oslo", "Paris", "Prague", "Rome", "Stockholm", "Vienna", "Warsaw", "Zagreb",
                "Zurich",
            ],
            2: ["Athens", "Bucharest", "Helsinki", "Riga", "Sofia", "Tallinn", "Vilnius"],
        ]
        return Dictionary(
            uniqueKeysWithValues: zones.flatMap { hours, names in names.map { (Verbatim("Europe/\($0)"), hours) } })
    }()

    init(_ time: Timestamp, zone: String) {
        let winter = Self.winter[Verbatim(zone)]
        let year = Self.date(time.seconds.quotient(86_400)).year
        // Summer time begins and ends at 01:00 UTC on the last Sunday of March and October.
        let summer = Self.lastSunday(year, 3) * 86_400 + 3600..<Self.lastSunday(year, 10) * 86_400 + 3600
        let offset = winter.map { $0 + (summer.contains(time.seconds) ? 1 : 0) } ?? 0
        let local = time.seconds + offset * 3600
        let days = local.quotient(86_400)
        (self.year, month, day) = Self.date(days)
        (hour, minute) = ((local - days * 86_400) / 3600, (local - days * 86_400) % 3600 / 60)
        weekday = Self.weekday(days)
        isUTC = winter == nil
    }

    /// Days since 1970-01-01 of the civil day.
    var dayNumber: Int { Self.days(year, month, day) }

    private static func weekday(_ days: Int) -> Int { (days + 4) - (days + 4).quotient(7) * 7 }

    private static func lastSunday(_ year: Int, _ month: Int) -> Int {
        let last = days(year, month, 31)
        return last - weekday(last)
    }

    /// Days since 1970-01-01, in the Gregorian calendar.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.quotient(400)
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    /// The civil date of a day since 1970-01-01.
    static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted.quotient(146_097)
        let ofEra = shifted - era * 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let month = (5 * ofYear + 2) / 153
        return (
            year + era * 400 + (month >= 10 ? 1 : 0), month + (month < 10 ? 3 : -9), ofYear - (153 * month + 2) / 5 + 1
        )
    }
}

extension Int {
    /// Rounded down.
    fileprivate func quotient(_ divisor: Int) -> Int { self >= 0 ? self / divisor : -((divisor - 1 - self) / divisor) }
}

extension Words {
    /// `maandag 1 maart 2027, 09:00`.
    func moment(_ time: CivilTime) -> String {
        let clock = [time.hour, time.minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(day(time)), \(clock)\(time.isUTC ? " UTC" : "")"
    }

    func day(_ time: CivilTime) -> String {
        "\(self("weekday.\(time.weekday)")) \(time.day) \(self("month.\(time.month)")) \(time.year)"
    }

    /// `1 maart`.
    func shortDay(_ time: CivilTime) -> String { "\(time.day) \(self("month.\(time.month)"))" }
}
