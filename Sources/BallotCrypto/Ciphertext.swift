import Wire

/// One ElGamal ciphertext: a = rG, b = M + r PK.
public struct Ciphertext: Hashable, Sendable {
    public let a: Point
    public let b: Point

    /// Bytes in an entry and in what is hashed.
    public static let compressedCount = 2 * Point.compressedCount
    /// Bytes in an artifact.
    public static let affineCount = 2 * Point.affineCount

    public init(a: Point, b: Point) {
        self.a = a
        self.b = b
    }

    public var compressed: [UInt8] { a.compressed + b.compressed }

    public var affine: [UInt8] { a.affine + b.affine }
}

/// N rows of `width` ciphertexts each: what is mixed and opened.
public struct CiphertextList: Hashable, Sendable {
    public let width: Int
    /// Row by row.
    public let ciphertexts: [Ciphertext]

    public init(width: Int, _ ciphertexts: [Ciphertext]) {
        precondition(width > 0 && ciphertexts.count.isMultiple(of: width), "whole rows only")
        self.width = width
        self.ciphertexts = ciphertexts
    }

    /// The number of rows, N.
    public var count: Int { ciphertexts.count / width }

    public func row(_ index: Int) -> ArraySlice<Ciphertext> { ciphertexts[index * width..<(index + 1) * width] }

    /// Throws `CryptoError` unless `bytes` are `count` rows of `width` ciphertexts, points as 64 bytes.
    public init(affine bytes: some Collection<UInt8>, count: Int, width: Int) throws(CryptoError) {
        let points = try [Point](affine: bytes, count: 2 * count * width)
        self.init(width: width, (0..<count * width).map { Ciphertext(a: points[2 * $0], b: points[2 * $0 + 1]) })
    }

    public var affineBytes: [UInt8] {
        [Point].affine(
            (0..<2 * ciphertexts.count).lazy.map {
                $0.isMultiple(of: 2) ? ciphertexts[$0 / 2].a : ciphertexts[$0 / 2].b
            })
    }

    /// LD: what transcripts hold of a list (spec/cryptography.md, "Hashing").
    public var digest: Digest {
        var hash = Self.hash(count: count, width: width)
        let chunk = 1024
        for start in stride(from: 0, to: ciphertexts.count, by: chunk) {
            let part = ciphertexts[start..<min(start + chunk, ciphertexts.count)]
            hash.update([Point].compressed(part.flatMap { [$0.a, $0.b] }))
        }
        return hash.finish()
    }

    /// What comes before the ciphertexts in LD.
    static func hash(count: Int, width: Int) -> SHA256 {
        var hash = SHA256()
        hash.update("stembus-v1/ciphertexts\0".utf8)
        hash.update(UInt64(count).bigEndianBytes + UInt32(width).bigEndianBytes)
        return hash
    }
}

extension [Point] {
    /// Throws `CryptoError` unless `bytes` are exactly `count` points of 64 bytes; checked on all cores.
    package init(affine bytes: some Collection<UInt8>, count: Int) throws(CryptoError) {
        guard bytes.count == count * Point.affineCount else {
            throw CryptoError("expected \(count) points of 64 bytes, found \(bytes.count) bytes")
        }
        let bytes = Array<UInt8>(bytes)
        self = try parallelMap(count: count, chunk: 256) { (index) throws(CryptoError) in
            try Point(affine: bytes[index * Point.affineCount..<(index + 1) * Point.affineCount])
        }
    }
}
