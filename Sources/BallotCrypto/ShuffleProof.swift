import Wire

/// The proof that one list is a shuffle of another (spec/cryptography.md, "Shuffle"); empty for empty lists.
public struct ShuffleProof: Hashable, Sendable {
    /// c, c^ and t^, N each; t1, t2, t3; t4a and t4b, w each.
    let c: [Point]
    let chain: [Point]
    let chainCommitments: [Point]
    let t: [Point]
    let t4a: [Point]
    let t4b: [Point]
    /// s1, s2, s3; s4, w; s^ and s', N each.
    let s: [Scalar]
    let s4: [Scalar]
    let chainResponses: [Scalar]
    let responses: [Scalar]

    /// Bytes of the proof with its points as 64 bytes, for N rows of w ciphertexts.
    public static func artifactSize(count: Int, width: Int) -> Int {
        count == 0 ? 0 : pointCount(count, width) * Point.affineCount + scalarCount(count, width) * Scalar.count
    }

    fileprivate static func pointCount(_ count: Int, _ width: Int) -> Int { 3 * count + 3 + 2 * width }

    private static func scalarCount(_ count: Int, _ width: Int) -> Int { 2 * count + 3 + width }

    /// Points as 64 bytes. Throws `CryptoError` unless `bytes` are exactly a proof for N rows of w ciphertexts.
    public init(artifact bytes: some Collection<UInt8>, count: Int, width: Int) throws(CryptoError) {
        guard bytes.count == Self.artifactSize(count: count, width: width) else {
            throw CryptoError(
                "expected a proof of \(Self.artifactSize(count: count, width: width)) bytes, found \(bytes.count)")
        }
        let pointCount = count == 0 ? 0 : Self.pointCount(count, width)
        let points = try [Point](affine: bytes.prefix(pointCount * Point.affineCount), count: pointCount)
        try self.init(points, Array(bytes.dropFirst(pointCount * Point.affineCount)), count, width)
    }

    /// Points as 33 bytes, as the published vectors have them. Throws `CryptoError` as `init(artifact:count:width:)`.
    package init(compressed bytes: [UInt8], count: Int, width: Int) throws(CryptoError) {
        let pointCount = count == 0 ? 0 : Self.pointCount(count, width)
        let scalarCount = count == 0 ? 0 : Self.scalarCount(count, width)
        guard bytes.count == pointCount * Point.compressedCount + scalarCount * Scalar.count else {
            throw CryptoError("expected a proof for \(count) rows, found \(bytes.count) bytes")
        }
        let points = try parallelMap(count: pointCount) { (index) throws(CryptoError) in
            try Point(compressed: bytes[index * Point.compressedCount..<(index + 1) * Point.compressedCount])
        }
        try self.init(points, Array(bytes.dropFirst(pointCount * Point.compressedCount)), count, width)
    }

    private init(_ points: [Point], _ scalarBytes: [UInt8], _ count: Int, _ width: Int) throws(CryptoError) {
        let scalars = try parallelMap(count: scalarBytes.count / Scalar.count) { (index) throws(CryptoError) in
            try Scalar(decoding: scalarBytes[index * Scalar.count..<(index + 1) * Scalar.count])
        }
        var points = points[...]
        func take(_ count: Int) -> [Point] {
            defer { points = points.dropFirst(count) }
            return Array(points.prefix(count))
        }
        c = take(count)
        chain = take(count)
        chainCommitments = take(count)
        t = take(3)
        t4a = take(width)
        t4b = take(width)
        var rest = scalars[...]
        func take(_ count: Int) -> [Scalar] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        s = take(3)
        s4 = take(width)
        chainResponses = take(count)
        responses = take(count)
    }

    /// Of empty lists.
    static let empty = ShuffleProof(
        c: [], chain: [], chainCommitments: [], t: [], t4a: [], t4b: [], s: [], s4: [], chainResponses: [],
        responses: [])

    init(
        c: [Point], chain: [Point], chainCommitments: [Point], t: [Point], t4a: [Point], t4b: [Point], s: [Scalar],
        s4: [Scalar], chainResponses: [Scalar], responses: [Scalar]
    ) {
        self.c = c
        self.chain = chain
        self.chainCommitments = chainCommitments
        self.t = t
        self.t4a = t4a
        self.t4b = t4b
        self.s = s
        self.s4 = s4
        self.chainResponses = chainResponses
        self.responses = responses
    }

    public var artifact: [UInt8] { [Point].affine(points) + scalars.flatMap(\.bytes) }

    /// The form of the published vectors.
    package var compressed: [UInt8] { points.flatMap(\.compressed) + scalars.flatMap(\.bytes) }

    private var points: [Point] { c + chain + chainCommitments + t + t4a + t4b }

    private var scalars: [Scalar] { s + s4 + chainResponses + responses }
}

/// The parts of a proof in an artifact, for N rows of w ciphertexts, N not 0.
struct ShuffleProofColumns: Sendable {
    let c: PointColumn
    let chain: PointColumn
    let chainCommitments: PointColumn
    /// t1, t2, t3, t4a, t4b.
    let t: PointColumn
    let chainResponses: ScalarColumn
    let responses: ScalarColumn
    /// s1, s2, s3, s4.
    private let s: ScalarColumn

    /// The proof begins at byte `start` and ends with the source; throws `CryptoError` otherwise.
    init(_ source: any ByteSource, start: Int, count: Int, width: Int) throws(CryptoError) {
        let end = start + ShuffleProof.artifactSize(count: count, width: width)
        guard source.count == end else { throw CryptoError("expected \(end) bytes, found \(source.count)") }
        func points(_ first: Int, _ count: Int) -> PointColumn {
            PointColumn(source: source, start: start + first * Point.affineCount, count: count)
        }
        c = points(0, count)
        chain = points(count, count)
        chainCommitments = points(2 * count, count)
        t = points(3 * count, 3 + 2 * width)
        let scalars = start + ShuffleProof.pointCount(count, width) * Point.affineCount
        func column(_ first: Int, _ count: Int) -> ScalarColumn {
            ScalarColumn(source: source, start: scalars + first * Scalar.count, count: count)
        }
        s = column(0, 3 + width)
        chainResponses = column(3 + width, count)
        responses = column(3 + width + count, count)
    }

    /// What the proof has once, whatever N.
    struct Fixed: Sendable {
        /// t1, t2, t3, t4a, t4b.
        let t: [AffinePoint]
        /// s1, s2, s3.
        let s: [Scalar]
        let s4: [Scalar]
        let lastOfChain: AffinePoint
    }

    /// Throws `CryptoError` when a point or scalar is malformed.
    func fixed() throws(CryptoError) -> Fixed {
        let all = try s.scalars(0..<s.count)
        return Fixed(
            t: try t.affine(0..<t.count), s: Array(all[..<3]), s4: Array(all[3...]),
            lastOfChain: try chain.affine(chain.count - 1..<chain.count)[0])
    }
}
