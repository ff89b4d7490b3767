import Wire

/// What a code makes its holder: a secret key on the roll of one election, for each issuer one.
///
/// The election's origin is part of the salt, so that one code serves several elections with keys that nobody can link.
public struct Credential: ~Copyable, Sendable {
    private let secrets: Secrets
    /// K_1 … K_q, in the issuers' order.
    public let publicKeys: [Point]

    static let iterations = 2048

    /// Throws `CryptoError` when the derived key is zero, which happens to no one.
    public init(code: borrowing Code, origin: String, issuer: UInt8 = 1) throws(CryptoError) {
        let salt = SHA256.hash(
            Array("stembus-v1/credential\0".utf8) + Array(origin.utf8) + [0, issuer]
        ).bytes
        var symbols = code.symbols()
        defer { symbols.wipe() }
        var seed = KeyDerivation.pbkdf2(symbols, salt: salt, iterations: Self.iterations, count: 32)
        defer { seed.wipe() }
        var message = Array("stembus-v1/credential-key\0".utf8)
        message.reserveCapacity(message.count + seed.count)
        message += seed
        defer { message.wipe() }
        try self.init(secret: SecretScalar(hashing: message))
    }

    /// A credential for a test ballot of a rehearsal: no code, on no roll.
    public static func random() throws(CryptoError) -> Credential {
        var source = SystemRandom()
        return try Credential(secret: source.scalar())
    }

    package init(secret: consuming SecretScalar) throws(CryptoError) {
        let publicKey = try secret.timesGenerator()
        self.init(secrets: Secrets(first: secret, rest: nil), publicKeys: [publicKey])
    }

    private init(secrets: Secrets, publicKeys: [Point]) {
        self.secrets = secrets
        self.publicKeys = publicKeys
    }

    /// The credential of two halves, this one of issuer 1 and `second` of issuer 2.
    public func joined(with second: borrowing Credential) -> Credential {
        Credential(
            secrets: Secrets(first: secrets.first.copy(), rest: second.secrets),
            publicKeys: publicKeys + second.publicKeys)
    }

    /// Runs `body` on each secret, in the issuers' order.
    package func forEachSecret(_ body: (borrowing SecretScalar) throws -> Void) rethrows {
        var next: Secrets? = secrets
        while let one = next {
            try body(one.first)
            next = one.rest
        }
    }

    private final class Secrets: Sendable {
        let first: SecretScalar
        let rest: Secrets?

        init(first: consuming SecretScalar, rest: Secrets?) {
            self.first = first
            self.rest = rest
        }
    }
}
