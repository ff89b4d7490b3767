import Wire

/// A public number modulo the order n of P-256: a challenge, a response, a coefficient. Never a secret.
public struct Scalar: Hashable, Sendable {
    public static let count = 32
    public static let zero = Scalar(0)
    public static let one = Scalar(1)

    private let storage: SIMD32<UInt8>

    /// Throws `CryptoError` unless there are 32 big-endian bytes of a number below n; nothing is reduced.
    public init(decoding bytes: some Collection<UInt8>) throws(CryptoError) {
        guard bytes.count == Self.count else {
            throw CryptoError("expected a scalar of 32 bytes, found \(bytes.count)")
        }
        guard Number(bytes).isBelowOrder else {
            throw CryptoError("expected a scalar below the group's order")
        }
        storage = SIMD32(bytes)
    }

    public init(_ small: UInt64) {
        storage = SIMD32([UInt8](repeating: 0, count: 24) + small.bigEndianBytes)
    }

    /// A number that is below n already.
    init(_ number: Number) {
        storage = SIMD32(number.bytes(Self.count))
    }

    public var bytes: [UInt8] { (0..<Self.count).map { storage[$0] } }

    public var isZero: Bool { storage == .zero }

    var number: Number { Number(bytes) }

    public static func + (left: Scalar, right: Scalar) -> Scalar { Scalar(left.number.plus(right.number)) }

    public static func - (left: Scalar, right: Scalar) -> Scalar { Scalar(left.number.minus(right.number)) }

    public static func * (left: Scalar, right: Scalar) -> Scalar { Scalar(left.number.times(right.number)) }

    public static prefix func - (value: Scalar) -> Scalar { .zero - value }

    /// Throws `CryptoError` for zero, which has none.
    public func inverse() throws(CryptoError) -> Scalar {
        guard !isZero else { throw CryptoError("expected a scalar other than 0, which has no inverse") }
        return Scalar(number.inverse())
    }
}
