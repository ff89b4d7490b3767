import FoundationEssentials
import Wire

/// A moment to the second, written as RFC 3339 in UTC: `2027-03-01T08:00:00Z`, and in no other form.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let seconds: Int

    public init(seconds: Int) {
        self.seconds = seconds
    }

    /// Throws `RecordError` unless `text` is that one form.
    public init(parsing text: String) throws(RecordError) {
        guard text.utf8.count == 20, let date = try? Date(text, strategy: .iso8601) else {
            throw RecordError("expected a time such as 2027-03-01T08:00:00Z, found \"\(text)\"")
        }
        self.init(seconds: Int(date.timeIntervalSince1970))
        guard seconds >= 0, description.isSame(as: text) else {
            throw RecordError("expected a time from 1970 on such as 2027-03-01T08:00:00Z, found \"\(text)\"")
        }
    }

    /// The clock's time, its fraction of a second dropped.
    public static var now: Timestamp { Timestamp(seconds: Int(Date().timeIntervalSince1970)) }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

    public var description: String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    }

    /// The calendar day in UTC, `01.03.2027`, as Pabulib writes it.
    public var day: String {
        let date = description.beginning(10).pieces(at: "-")
        return date.reversed().joined(separator: ".")
    }
}
