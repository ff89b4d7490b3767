import COpenSSL
import Wire

/// Where a prover's secrets come from: the system, or a fixed sequence when vectors are made.
package protocol RandomSource {
    /// A secret modulo n.
    mutating func scalar() -> SecretScalar

    /// A number from 0 to `bound` - 1, each equally likely.
    mutating func uniform(_ bound: Int) -> Int

    /// The nonce of a proof about `witness` whose statement is in the transcript.
    mutating func nonce(for witness: borrowing SecretScalar, _ transcript: borrowing Transcript) -> SecretScalar
}

extension RandomSource {
    package mutating func nonce(
        for witness: borrowing SecretScalar, _ transcript: borrowing Transcript
    ) -> SecretScalar {
        scalar()
    }
}

/// The operating system's generator, through libcrypto.
package struct SystemRandom: RandomSource, Sendable {
    package init() {}

    /// `count` random bytes. Stops the program when the system has no randomness to give, which nothing can repair.
    package static func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        OpenSSL.require(RAND_priv_bytes(&bytes, Int32(count)))
        return bytes
    }

    package mutating func scalar() -> SecretScalar {
        var wide = Self.bytes(48)
        defer { wide.wipe() }
        return SecretScalar(reducing: wide)
    }

    package mutating func nonce(
        for witness: borrowing SecretScalar, _ transcript: borrowing Transcript
    ) -> SecretScalar {
        Self.hedgedNonce(Self.bytes(32), witness, transcript)
    }

    /// A nonce that stays secret even if the generator is weak: a hash of fresh randomness, the statement and the witness
    /// (spec/cryptography.md, "Randomness").
    static func hedgedNonce(
        _ fresh: consuming [UInt8], _ witness: borrowing SecretScalar, _ transcript: borrowing Transcript
    ) -> SecretScalar {
        var seed = fresh
        seed.reserveCapacity(32 + Digest.count + Scalar.count)
        seed += transcript.state.bytes
        var secret = witness.copy().revealed()
        seed += secret
        secret.wipe()
        var wide = expandMessage(seed, tag: "stembus-v1-nonce", count: 48)
        seed.wipe()
        defer { wide.wipe() }
        return SecretScalar(reducing: wide)
    }

    package mutating func uniform(_ bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &generator)
    }

    private var generator = SystemRandomNumberGenerator()
}

/// Secret bytes with one owner, overwritten when that owner lets go.
final class WipedBytes: @unchecked Sendable {
    private(set) var bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    deinit { bytes.wipe() }
}

extension [UInt8] {
    /// Overwrites every byte with zero in a way that the compiler keeps.
    package mutating func wipe() {
        withUnsafeMutableBytes { buffer in
            if let base = buffer.baseAddress { OPENSSL_cleanse(base, buffer.count) }
        }
    }
}
