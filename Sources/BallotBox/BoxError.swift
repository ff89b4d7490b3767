/// Why the box can't do what it was asked: what was expected and what was found.
public struct BoxError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}

/// No checkpoint that covers the entry has as many cosignatures yet as were asked for.
public struct TooFewCosignatures: Error {}

/// Why a ballot was not accepted. The words are fit for the person who sent it and tell a guesser nothing more.
public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    case malformed(String)
    case notProven
    case notOpen
    case unknownCredential
    case usedCredential
    case revokedCredential
    case refused(String)

    public var description: String {
        switch self {
        case .malformed(let reason): "the ballot is malformed: \(reason)"
        case .notProven: "the ballot's proof does not verify"
        case .notOpen: "the vote is not open"
        case .unknownCredential: "the code is not one of this vote's"
        case .usedCredential: "the code has been used: there is one ballot for each code"
        case .revokedCredential: "the code was revoked"
        case .refused(let reason): reason
        }
    }
}
