import Wire

/// One thing that the record must not hold: the check that refuses it, where it stands, what was expected and found.
public struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
    public let check: Check

    /// Where: `entry 5120`, `artifacts/9f3c…`, `results.csv`; for the whole record, `record`.
    public let place: String

    /// Lower case, no full stop.
    public let message: String

    public init(_ check: Check, at place: String, _ message: String) {
        self.check = check
        self.place = place.printable
        // A file's own error names the file already.
        self.message =
            (message.begins(with: place + ": ") ? message.dropping(bytes: place.utf8.count + 2) : message).printable
    }

    public init(_ check: Check, entry index: Int, _ message: String) {
        self.init(check, at: "entry \(index)", message)
    }

    public var description: String { "\(check): \(place): \(message)" }
}
