/// What was wrong with bytes that should have had a strict form: where, what was expected, what was found.
///
/// The message is lower case without a full stop; whoever knows the file, line or entry adds it in front.
public struct WireError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
