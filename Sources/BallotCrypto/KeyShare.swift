/// A trustee's share x_l of the election's secret key.
public struct KeyShare: ~Copyable, Sendable {
    public let trustee: Int
    package let secret: SecretScalar

    init(trustee: Int, secret: consuming SecretScalar) {
        self.trustee = trustee
        self.secret = secret
    }

    /// Reads what `revealed` gave. Throws `CryptoError` unless it is a scalar.
    public init(trustee: Int, secretBytes: [UInt8]) throws(CryptoError) {
        self.init(trustee: trustee, secret: try SecretScalar(secretBytes: secretBytes))
    }

    /// The share's bytes, for a private file; the caller wipes them.
    public func revealed() -> [UInt8] { secret.copy().revealed() }

    /// `T || s`: proof that the trustee holds this share. Throws `CryptoError` when a drawn secret is zero.
    public func acknowledge(d2: Digest, keys: ElectionKeys, _ parameters: CeremonyParameters) throws(CryptoError)
        -> [UInt8]
    {
        var source = SystemRandom()
        return try acknowledge(d2: d2, keys: keys, parameters, randomness: &source)
    }

    /// Draws one nonce.
    package func acknowledge(
        d2: Digest, keys: ElectionKeys, _ parameters: CeremonyParameters, randomness: inout some RandomSource
    ) throws(CryptoError) -> [UInt8] {
        guard keys.verificationKeys.indices.contains(trustee - 1) else {
            throw CryptoError("there is no trustee \(trustee)")
        }
        var transcript = CeremonyAcknowledgement.transcript(trustee: trustee, d2: d2, keys: keys, parameters)
        let nonce = randomness.nonce(for: secret, transcript)
        let commitment = try nonce.timesGenerator()
        return commitment.compressed + nonce.response(transcript.challenge([commitment]), secret).bytes
    }
}
