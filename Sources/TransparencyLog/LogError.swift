/// What a log's bytes or proofs should have been and what they were.
public struct LogError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
