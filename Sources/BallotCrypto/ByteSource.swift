/// Bytes that are read piece by piece: an artifact in memory or in a file.
public protocol ByteSource: Sendable {
    var count: Int { get }

    /// Throws `CryptoError` when the range is not there or can't be read.
    func bytes(_ range: Range<Int>) throws(CryptoError) -> [UInt8]
}

extension [UInt8]: ByteSource {
    public func bytes(_ range: Range<Int>) throws(CryptoError) -> [UInt8] {
        guard range.upperBound <= count else { throw CryptoError("expected \(range.upperBound) bytes, found \(count)") }
        return Array(self[range])
    }
}

/// Points of 64 bytes that lie one after the other in a source.
struct PointColumn: Sendable {
    let source: any ByteSource
    /// The first byte.
    let start: Int
    /// The number of points.
    let count: Int

    /// What is read at once.
    private static let piece = 4096

    /// Throws `CryptoError` unless all are points of the curve.
    func affine(_ range: Range<Int>) throws(CryptoError) -> [AffinePoint] {
        let bytes = try bytes(range)
        var points: [AffinePoint] = []
        points.reserveCapacity(range.count)
        bytes.withUnsafeBytes { bytes in
            for place in stride(from: 0, to: bytes.count, by: Point.affineCount) {
                let x = bytes.loadUnaligned(fromByteOffset: place, as: SIMD32<UInt8>.self)
                let y = bytes.loadUnaligned(fromByteOffset: place + 32, as: SIMD32<UInt8>.self)
                guard let point = AffinePoint(x: x, y: y) else { return }
                points.append(point)
            }
        }
        guard points.count == range.count else { throw CryptoError("expected a point of the curve") }
        return points
    }

    /// Puts all in compressed form into `hash`; whether they are points of the curve is left open.
    func put(into hash: inout SHA256) throws(CryptoError) {
        let size = Point.affineCount
        for start in stride(from: 0, to: count, by: Self.piece) {
            let range = start..<min(start + Self.piece, count)
            let bytes = try bytes(range)
            hash.update(
                [UInt8](unsafeUninitializedCapacity: range.count * Point.compressedCount) { buffer, written in
                    for place in stride(from: 0, to: bytes.count, by: size) {
                        buffer[written] = 2 | bytes[place + size - 1] & 1
                        for byte in 0..<32 { buffer[written + 1 + byte] = bytes[place + byte] }
                        written += Point.compressedCount
                    }
                })
        }
    }

    private func bytes(_ range: Range<Int>) throws(CryptoError) -> [UInt8] {
        try source.bytes(start + range.lowerBound * Point.affineCount..<start + range.upperBound * Point.affineCount)
    }
}

/// Scalars of 32 bytes that lie one after the other in a source.
struct ScalarColumn: Sendable {
    let source: any ByteSource
    /// The first byte.
    let start: Int
    /// The number of scalars.
    let count: Int

    /// Throws `CryptoError` unless all are below the group's order.
    func scalars(_ range: Range<Int>) throws(CryptoError) -> [Scalar] {
        let bytes = try source.bytes(
            start + range.lowerBound * Scalar.count..<start + range.upperBound * Scalar.count)
        var scalars: [Scalar] = []
        scalars.reserveCapacity(range.count)
        for place in stride(from: 0, to: bytes.count, by: Scalar.count) {
            scalars.append(try Scalar(decoding: bytes[place..<place + Scalar.count]))
        }
        return scalars
    }
}
