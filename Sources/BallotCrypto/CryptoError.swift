/// What was wrong with a value, a proof or a key: what was expected and what was found; never a secret.
public struct CryptoError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
