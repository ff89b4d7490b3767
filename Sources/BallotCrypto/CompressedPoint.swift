/// The 33 bytes of a point in compressed form, unchecked, held inline: what large sets and tables of points hold.
public struct CompressedPoint: Hashable, Sendable {
    private let x: (UInt64, UInt64, UInt64, UInt64)
    private let first: UInt8

    /// Throws `CryptoError` unless there are 33 bytes.
    public init(_ bytes: some Collection<UInt8>) throws(CryptoError) {
        guard let first = bytes.first, bytes.count == Point.compressedCount else {
            throw CryptoError("expected a point of 33 bytes, found \(bytes.count)")
        }
        self.first = first
        x = unsafeBitCast(SIMD32<UInt8>(loading: bytes.dropFirst()), to: (UInt64, UInt64, UInt64, UInt64).self)
    }

    public init(_ point: Point) {
        first = point.hasEvenY ? 2 : 3
        x = unsafeBitCast(point.x, to: (UInt64, UInt64, UInt64, UInt64).self)
    }

    public static func == (left: CompressedPoint, right: CompressedPoint) -> Bool {
        left.x == right.x && left.first == right.first
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(x.0)
        hasher.combine(x.1)
        hasher.combine(x.2)
        hasher.combine(x.3)
        hasher.combine(first)
    }
}
