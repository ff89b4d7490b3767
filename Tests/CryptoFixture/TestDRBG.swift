import BallotCrypto
import Wire

/// The vectors' deterministic generator: draw i is expand_message_xmd(seed || u64(i)), 48 bytes. For tests alone.
package struct TestDRBG: RandomSource {
    private let seed: [UInt8]
    private var draws: UInt64 = 0

    package init(seed: [UInt8]) {
        self.seed = seed
    }

    private mutating func next() -> [UInt8] {
        defer { draws += 1 }
        return expandMessage(seed + draws.bigEndianBytes, tag: "stembus-v1-TEST-DRBG", count: 48)
    }

    package mutating func scalar() -> SecretScalar { SecretScalar(reducing: next()) }

    package mutating func uniform(_ bound: Int) -> Int {
        // 48 big-endian bytes modulo a small bound.
        next().reduce(0) { ($0 * 256 + Int($1)) % bound }
    }
}
