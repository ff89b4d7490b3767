/// N rows of `width` ciphertexts in a source, points as 64 bytes: a list that need not be in memory.
public struct CiphertextRows: Sendable {
    public let count: Int
    public let width: Int
    let points: PointColumn

    /// The rows begin at byte `start`. Throws `CryptoError` when the source is too short.
    public init(_ source: any ByteSource, start: Int = 0, count: Int, width: Int) throws(CryptoError) {
        let end = start + count * width * Ciphertext.affineCount
        guard end <= source.count else { throw CryptoError("expected \(end) bytes, found \(source.count)") }
        self.count = count
        self.width = width
        points = PointColumn(source: source, start: start, count: 2 * count * width)
    }

    public init(_ list: CiphertextList) {
        count = list.count
        width = list.width
        points = PointColumn(source: ListBytes(list: list), start: 0, count: 2 * list.ciphertexts.count)
    }

    /// The list in memory. Throws `CryptoError` unless all points are of the curve.
    public func list() throws(CryptoError) -> CiphertextList {
        let end = points.start + points.count * Point.affineCount
        return try CiphertextList(affine: points.source.bytes(points.start..<end), count: count, width: width)
    }

    /// As `CiphertextList.digest`.
    func digest() throws(CryptoError) -> Digest {
        var hash = CiphertextList.hash(count: count, width: width)
        try points.put(into: &hash)
        return hash.finish()
    }
}

/// The artifact's bytes of a list in memory, whole points at a time.
private struct ListBytes: ByteSource {
    let list: CiphertextList

    var count: Int { list.ciphertexts.count * Ciphertext.affineCount }

    func bytes(_ range: Range<Int>) throws(CryptoError) -> [UInt8] {
        let size = Point.affineCount
        guard range.lowerBound.isMultiple(of: size), range.upperBound.isMultiple(of: size), range.upperBound <= count
        else { throw CryptoError("expected whole points of a list of \(count) bytes") }
        return [Point].affine(
            (range.lowerBound / size..<range.upperBound / size).lazy.map { place in
                place.isMultiple(of: 2) ? list.ciphertexts[place / 2].a : list.ciphertexts[place / 2].b
            })
    }
}
