import Wire

/// A point of P-256 that is not the identity, as its two coordinates. The identity is `Point?` nil everywhere.
public struct Point: Hashable, Sendable {
    /// Bytes of the SEC 1 compressed form: what is hashed and what entries hold.
    public static let compressedCount = 33
    /// Bytes of `X || Y`: what artifacts hold.
    public static let affineCount = 64

    let x: SIMD32<UInt8>
    let y: SIMD32<UInt8>

    /// Throws `CryptoError` unless there are 33 bytes: 02 or 03, then an x below p whose point exists.
    public init(compressed bytes: some Collection<UInt8>) throws(CryptoError) {
        guard bytes.count == Self.compressedCount else {
            throw CryptoError("expected a point of 33 bytes, found \(bytes.count)")
        }
        guard let first = bytes.first, first == 2 || first == 3 else {
            throw CryptoError("expected a compressed point that begins with 02 or 03")
        }
        guard let point = AffinePoint(x: SIMD32(loading: bytes.dropFirst()), isOdd: first == 3) else {
            throw CryptoError("expected a point of the curve")
        }
        self.init(point)
    }

    /// Throws `CryptoError` unless there are 64 bytes: X and Y below p, on the curve.
    public init(affine bytes: some Collection<UInt8>) throws(CryptoError) {
        guard bytes.count == Self.affineCount else {
            throw CryptoError("expected a point of 64 bytes, found \(bytes.count)")
        }
        x = SIMD32(loading: bytes.prefix(32))
        y = SIMD32(loading: bytes.dropFirst(32))
        guard AffinePoint(x: x, y: y) != nil else { throw CryptoError("expected a point of the curve") }
    }

    init(_ point: AffinePoint) {
        x = point.x.bytes
        y = point.y.bytes
    }

    /// Nil for the identity.
    init?(_ point: CurvePoint) {
        guard let bytes = point.uncompressed else { return nil }
        x = SIMD32(loading: bytes[1..<33])
        y = SIMD32(loading: bytes[33...])
    }

    /// The standard base point.
    public static let generator: Point = {
        let point = CurvePoint()
        point.setMultipleOfGenerator(Scalar.one.number)
        guard let generator = Point(point) else { preconditionFailure("the base point is not the identity") }
        return generator
    }()

    public var compressed: [UInt8] { [Point].compressed(CollectionOfOne(self)) }

    public var affine: [UInt8] { [Point].affine(CollectionOfOne(self)) }

    /// Whether y is even, as the compressed form's first byte says.
    var hasEvenY: Bool { y[31] & 1 == 0 }

    /// The x coordinate, 32 bytes.
    var xBytes: [UInt8] { withUnsafeBytes(of: x) { Array($0) } }

    /// For arithmetic on public points.
    var affinePoint: AffinePoint {
        guard let x = FieldElement(x), let y = FieldElement(y) else {
            preconditionFailure("a point stays on the curve")
        }
        return AffinePoint(x: x, y: y)
    }

    var curvePoint: CurvePoint {
        guard let point = CurvePoint([4] + affine) else { preconditionFailure("a point stays on the curve") }
        return point
    }
}

extension [Point] {
    /// The points in compressed form, one after the other.
    static func compressed(_ points: some Collection<Point>) -> [UInt8] {
        let size = Point.compressedCount
        return [UInt8](unsafeUninitializedCapacity: points.count * size) { buffer, count in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            for point in points {
                bytes[count] = point.hasEvenY ? 2 : 3
                bytes.storeBytes(of: point.x, toByteOffset: count + 1, as: SIMD32<UInt8>.self)
                count += size
            }
        }
    }

    /// X and Y of each point, one after the other.
    static func affine(_ points: some Collection<Point>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: points.count * Point.affineCount) { buffer, count in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            for point in points {
                bytes.storeBytes(of: point.x, toByteOffset: count, as: SIMD32<UInt8>.self)
                bytes.storeBytes(of: point.y, toByteOffset: count + 32, as: SIMD32<UInt8>.self)
                count += Point.affineCount
            }
        }
    }
}
