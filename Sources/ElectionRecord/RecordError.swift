import Wire

/// What a part of the record should have been and what it was; the caller knows the check and the entry.
public struct RecordError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description.printable
    }
}
