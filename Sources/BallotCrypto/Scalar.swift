import Wire

/// A public number modulo the order n of P-256: a challenge, a response, a coefficient. Never a secret.
public struct Scalar: Hashable, Sendable {
    public static let count = 32
    public static let zero = Scalar(0)
    public static let one = Scalar(1)

    /// The lowest first.
    let limbs: SIMD4<UInt64>

    private init(limbs: SIMD4<UInt64>) {
        self.limbs = limbs
    }

    /// Throws `CryptoError` unless there are 32 big-endian bytes of a number below n; nothing is reduced.
    public init(decoding bytes: some Collection<UInt8>) throws(CryptoError) {
        guard bytes.count == Self.count else {
            throw CryptoError("expected a scalar of 32 bytes, found \(bytes.count)")
        }
        let limbs = Self.limbs(SIMD32(loading: bytes))
        guard OrderArithmetic.isBelowOrder(limbs) else {
            throw CryptoError("expected a scalar below the group's order")
        }
        self.limbs = limbs
    }

    /// 48 bytes, big-endian, modulo n: public ones, as `SecretScalar(reducing:)` takes secret ones.
    init(reducing wide: UnsafeRawBufferPointer) {
        limbs = OrderArithmetic.reduced(wide: wide)
    }

    public init(_ small: UInt64) {
        limbs = SIMD4(small, 0, 0, 0)
    }

    /// 16 bytes, big-endian: a weight of 128 bits.
    init(weight bytes: [UInt8]) {
        limbs = Self.limbs(SIMD32(loading: [UInt8](repeating: 0, count: Self.count - bytes.count) + bytes))
    }

    /// A number that is below n already.
    init(_ number: Number) {
        limbs = Self.limbs(SIMD32(loading: number.bytes(Self.count)))
    }

    public var bytes: [UInt8] {
        let words = SIMD4(
            limbs[3].byteSwapped, limbs[2].byteSwapped, limbs[1].byteSwapped, limbs[0].byteSwapped)
        return withUnsafeBytes(of: words) { Array($0) }
    }

    public var isZero: Bool { limbs == .zero }

    var number: Number { Number(bytes) }

    public static func + (left: Scalar, right: Scalar) -> Scalar {
        Scalar(limbs: OrderArithmetic.sum(left.limbs, right.limbs))
    }

    public static func - (left: Scalar, right: Scalar) -> Scalar {
        Scalar(limbs: OrderArithmetic.difference(left.limbs, right.limbs))
    }

    public static func * (left: Scalar, right: Scalar) -> Scalar {
        Scalar(limbs: OrderArithmetic.product(left.limbs, right.limbs))
    }

    public static prefix func - (value: Scalar) -> Scalar { Scalar(limbs: OrderArithmetic.negative(value.limbs)) }

    /// Throws `CryptoError` for zero, which has none.
    public func inverse() throws(CryptoError) -> Scalar {
        guard !isZero else { throw CryptoError("expected a scalar other than 0, which has no inverse") }
        return Scalar(number.inverse())
    }

    private static func limbs(_ bytes: SIMD32<UInt8>) -> SIMD4<UInt64> {
        let words = unsafeBitCast(bytes, to: SIMD4<UInt64>.self)
        return SIMD4(words[3].byteSwapped, words[2].byteSwapped, words[1].byteSwapped, words[0].byteSwapped)
    }
}
