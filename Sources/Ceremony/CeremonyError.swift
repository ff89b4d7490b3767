/// Why a secret's holder can't do its part: what was expected and what was found; never a secret.
public struct CeremonyError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
