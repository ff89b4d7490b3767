/// One trustee's shares D_i of one contest, row by row, with one proof for all (spec/cryptography.md, "Decryption").
public struct DecryptionShares: Hashable, Sendable {
    struct Proof: Hashable, Sendable {
        /// T1 = oG.
        let key: Point
        /// T2 = oA.
        let sum: Point
        let response: Scalar
    }

    let points: [Point]
    /// Nil for no shares.
    let proof: Proof?

    init(points: [Point], proof: Proof?) {
        self.points = points
        self.proof = proof
    }

    /// Bytes of the artifact for N rows of w ciphertexts: 64Nw + 160; none for N = 0.
    public static func artifactSize(count: Int, width: Int) -> Int {
        count == 0 ? 0 : (count * width + 2) * Point.affineCount + Scalar.count
    }

    /// Points as 64 bytes. Throws `CryptoError` unless `bytes` are exactly the shares of N rows of w ciphertexts.
    public init(artifact bytes: some Collection<UInt8>, count: Int, width: Int) throws(CryptoError) {
        guard bytes.count == Self.artifactSize(count: count, width: width) else {
            throw CryptoError(
                "expected \(Self.artifactSize(count: count, width: width)) bytes of shares, found \(bytes.count)")
        }
        let pointCount = count == 0 ? 0 : count * width + 2
        let points = try [Point](affine: bytes.prefix(pointCount * Point.affineCount), count: pointCount)
        try self.init(points, bytes.dropFirst(pointCount * Point.affineCount))
    }

    /// Points as 33 bytes, as the published vectors have them.
    package init(compressed bytes: [UInt8], count: Int, width: Int) throws(CryptoError) {
        let pointCount = count == 0 ? 0 : count * width + 2
        guard bytes.count == (count == 0 ? 0 : pointCount * Point.compressedCount + Scalar.count) else {
            throw CryptoError("expected the shares of \(count) rows, found \(bytes.count) bytes")
        }
        var points: [Point] = []
        for index in 0..<pointCount {
            points.append(
                try Point(compressed: bytes[index * Point.compressedCount..<(index + 1) * Point.compressedCount]))
        }
        try self.init(points, bytes.dropFirst(pointCount * Point.compressedCount))
    }

    private init(_ points: [Point], _ response: some Collection<UInt8>) throws(CryptoError) {
        guard points.count >= 2 else {
            self.init(points: [], proof: nil)
            return
        }
        let proof = Proof(
            key: points[points.count - 2], sum: points[points.count - 1], response: try Scalar(decoding: response))
        self.init(points: Array(points.dropLast(2)), proof: proof)
    }

    public var artifact: [UInt8] { [Point].affine(allPoints) + response }

    package var compressed: [UInt8] { allPoints.flatMap(\.compressed) + response }

    private var allPoints: [Point] { points + (proof.map { [$0.key, $0.sum] } ?? []) }

    private var response: [UInt8] { proof?.response.bytes ?? [] }
}

/// The parts of the shares in an artifact, for N rows of w ciphertexts, N not 0.
struct DecryptionShareColumns: Sendable {
    /// D_i.
    let points: PointColumn
    private let commitments: PointColumn
    private let response: ScalarColumn

    /// Throws `CryptoError` when the source is of another length.
    init(_ source: any ByteSource, count: Int, width: Int) throws(CryptoError) {
        let size = DecryptionShares.artifactSize(count: count, width: width)
        guard source.count == size else {
            throw CryptoError("expected \(size) bytes of shares, found \(source.count)")
        }
        points = PointColumn(source: source, start: 0, count: count * width)
        let end = points.count * Point.affineCount
        commitments = PointColumn(source: source, start: end, count: 2)
        response = ScalarColumn(source: source, start: end + 2 * Point.affineCount, count: 1)
    }

    /// Throws `CryptoError` when a point or the scalar is malformed.
    func proof() throws(CryptoError) -> DecryptionShares.Proof {
        let points = try commitments.affine(0..<2)
        return DecryptionShares.Proof(
            key: Point(points[0]), sum: Point(points[1]), response: try response.scalars(0..<1)[0])
    }
}
