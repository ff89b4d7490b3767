import BallotCrypto
import TransparencyLog

/// Every party's private key, by name: whoever cheats in a test has its own at hand.
public struct FixtureKeys: Sendable {
    private var texts: [String: String] = [:]

    public static let officials = ["official-1", "official-2", "official-3"]
    public static let trustees = ["trustee-1", "trustee-2", "trustee-3"]
    public static let mixers = ["mixer-1", "mixer-2"]
    public static let witnesses = ["library", "newspaper"]

    /// Fresh keys; the log's is named `origin`.
    public init(origin: String) throws {
        for name in Self.officials + Self.trustees + Self.mixers + ["mixer-3", "issuer-1", "stranger", origin] {
            try add(name, .note)
        }
        for name in Self.witnesses { try add(name, .cosignature) }
    }

    private mutating func add(_ name: String, _ kind: VerificationKey.Kind) throws {
        texts[name] = try SigningKey.generate(name: name, kind: kind).revealed()
    }

    /// Another key under the same name.
    public mutating func replace(_ name: String) throws {
        try add(name, try verification(name).kind)
    }

    public func signing(_ name: String) throws -> SigningKey { try SigningKey(parsing: texts[name] ?? "") }

    public func verification(_ name: String) throws -> VerificationKey { try signing(name).verificationKey }
}
