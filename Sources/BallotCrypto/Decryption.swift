import Wire

/// What one trustee's shares of one contest are about.
public struct DecryptionStatement: Sendable {
    public let electionKey: Point
    /// The tree head at `close`.
    public let context: Digest
    /// From 0.
    public let contest: UInt32
    /// From 1.
    public let trustee: UInt32
    public let verificationKey: Point
    /// The last mix's output.
    public let list: CiphertextList

    public init(
        electionKey: Point, context: Digest, contest: UInt32, trustee: UInt32, verificationKey: Point,
        list: CiphertextList
    ) {
        self.electionKey = electionKey
        self.context = context
        self.contest = contest
        self.trustee = trustee
        self.verificationKey = verificationKey
        self.list = list
    }

    /// The transcript up to the weights z.
    private func transcript(_ shares: [Point]) -> Transcript {
        var transcript = Transcript("decrypt", context: context)
        transcript.put("pk", electionKey)
        transcript.put("contest", contest)
        transcript.put("j", trustee)
        transcript.put("vk", verificationKey)
        transcript.put("N", UInt64(list.count))
        transcript.put("w", UInt32(list.width))
        transcript.put("in", list.digest.bytes)
        transcript.put("D", shares)
        return transcript
    }

    /// The sum of the weights times the points, on all cores. Throws `CryptoError` when it is the identity.
    private func folded(_ z: [Scalar], _ points: [Point]) throws(CryptoError) -> Point {
        let sums = try parallelMap(count: (z.count + 127) / 128, chunk: 1) { (part) throws(CryptoError) in
            let range = part * 128..<min(z.count, (part + 1) * 128)
            return linearCombination(zip(z[range], points[range]).map { ($0, $1) })
        }
        guard let sum = sum(sums) else { throw CryptoError("the weighted sum is the identity") }
        return sum
    }

    /// Throws `CryptoError` naming what fails, unless every share is the list's `a` times the trustee's key.
    public func verify(_ shares: DecryptionShares) throws(CryptoError) {
        let a = list.ciphertexts.map(\.a)
        guard shares.points.count == a.count else {
            throw CryptoError("expected \(a.count) shares, found \(shares.points.count)")
        }
        guard let proof = shares.proof else {
            guard a.isEmpty else { throw CryptoError("expected a proof, found none") }
            return
        }
        var transcript = transcript(shares.points)
        let z = transcript.scalars("z", a.count)
        transcript.put("T", [proof.key, proof.sum])
        let c = transcript.scalar("c")
        try Equation("the key's equation", [(.one, proof.key), (c, verificationKey)], generator: -proof.response)
            .require()
        try Equation(
            "the shares' equation",
            [(.one, proof.sum), (c, try folded(z, shares.points)), (-proof.response, try folded(z, a))]
        ).require()
    }

    /// The shares and their proof. Throws `CryptoError` when a drawn point is the identity.
    public func open(with key: borrowing KeyShare) throws(CryptoError) -> DecryptionShares {
        var source = SystemRandom()
        return try open(with: key, randomness: &source)
    }

    /// Draws one nonce.
    package func open(
        with key: borrowing KeyShare, randomness: inout some RandomSource
    ) throws(CryptoError) -> DecryptionShares {
        let a = list.ciphertexts.map(\.a)
        guard !a.isEmpty else { return DecryptionShares(points: [], proof: nil) }
        let secret = SecretList()
        secret.append(key.secret.copy())
        let points = try parallelMap(count: a.count) { (index) throws(CryptoError) in
            try secret.with(0) { (x) throws(CryptoError) in try x.times(a[index]) }
        }
        var transcript = transcript(points)
        let z = transcript.scalars("z", a.count)
        let nonce = randomness.scalar()
        let first = try nonce.timesGenerator()
        let second = try nonce.times(try folded(z, a))
        transcript.put("T", [first, second])
        let c = transcript.scalar("c")
        let proof = DecryptionShares.Proof(key: first, sum: second, response: nonce.response(c, key.secret))
        return DecryptionShares(points: points, proof: proof)
    }
}

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

    public var artifact: [UInt8] { allPoints.flatMap(\.affine) + response }

    package var compressed: [UInt8] { allPoints.flatMap(\.compressed) + response }

    private var allPoints: [Point] { points + (proof.map { [$0.key, $0.sum] } ?? []) }

    private var response: [UInt8] { proof?.response.bytes ?? [] }
}

/// The points M_i = b_i - sum of lambda_j D_{j,i} over the `threshold` lowest trustees that delivered; nil is the
/// identity. Throws `CryptoError` when there are fewer, or the shares are not of this list.
public func combine(
    _ shares: [Int: DecryptionShares], of list: CiphertextList, threshold: Int
) throws(CryptoError) -> [Point?] {
    let chosen = shares.keys.sorted().prefix(threshold)
    guard chosen.count == threshold else {
        throw CryptoError("expected the shares of \(threshold) trustees, found \(chosen.count)")
    }
    var weighted: [(lambda: Scalar, points: [Point])] = []
    for trustee in chosen {
        guard let points = shares[trustee]?.points, points.count == list.ciphertexts.count else {
            throw CryptoError("trustee \(trustee): expected \(list.ciphertexts.count) shares")
        }
        weighted.append((-(try lagrange(trustee, among: Array(chosen))), points))
    }
    let terms = weighted
    return try parallelMap(count: list.ciphertexts.count) { (index) throws(CryptoError) in
        linearCombination([(Scalar.one, list.ciphertexts[index].b)] + terms.map { ($0.lambda, $0.points[index]) })
    }
}

/// The product over l other than j of l / (l - j), modulo n. Throws `CryptoError` when an index is repeated.
package func lagrange(_ j: Int, among indices: [Int]) throws(CryptoError) -> Scalar {
    var product = Scalar.one
    for l in indices where l != j {
        let difference = Scalar(UInt64(l)) - Scalar(UInt64(j))
        product = product * Scalar(UInt64(l)) * (try difference.inverse())
    }
    return product
}
