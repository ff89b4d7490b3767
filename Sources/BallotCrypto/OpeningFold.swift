/// All shares of one contest, and the points that they open: verified in one fold, in pieces, so that they need not be in
/// memory (spec/verification.md, "Folding").
public struct OpeningFold: Sendable {
    public let electionKey: Point
    /// The tree head at `close`.
    public let context: Digest
    /// From 0.
    public let contest: UInt32
    /// The last mix's output.
    public let list: CiphertextRows
    /// What the trustees delivered, by their number from 1.
    public let shares: [Int: any ByteSource]
    /// By trustee, the first at 0.
    public let verificationKeys: [Point]
    public let threshold: Int
    /// The artifact of the opened points, 64 zero bytes for the identity; nil while there is none.
    public let opened: (any ByteSource)?

    public init(
        electionKey: Point, context: Digest, contest: UInt32, list: CiphertextRows, shares: [Int: any ByteSource],
        verificationKeys: [Point], threshold: Int, opened: (any ByteSource)?
    ) {
        self.electionKey = electionKey
        self.context = context
        self.contest = contest
        self.list = list
        self.shares = shares
        self.verificationKeys = verificationKeys
        self.threshold = threshold
        self.opened = opened
    }

    /// Whether every share is proven, as `DecryptionStatement.verify` says, and the `threshold` lowest trustees' open the
    /// points, as `combine` does. `progress` hears the rows that are done.
    /// Throws `CryptoError` when a part can't be read or is malformed, or there are too few shares to open the points.
    public func holds(progress: (Int) -> Void = { _ in }) throws(CryptoError) -> Bool {
        guard list.count > 0 else { return true }
        let shares = try foldedShares()
        let pieces = RowPieces(count: list.count, termsInRow: list.width * (shares.count + (opened == nil ? 1 : 3)))
        var sum = JacobianPoint.identity
        for piece in pieces.all {
            let folded = try pieces.map(piece) { (rows) throws(CryptoError) in try fold(rows, shares) }
            var terms = WeightedTerms(capacity: folded.reduce(0) { $0 + $1.points.count })
            for part in folded { terms.add(part) }
            sum = sum + terms.sum
            progress(piece.upperBound)
        }
        var rest = WeightedTerms(capacity: 4 * shares.count)
        for share in shares { share.addFixed(to: &rest) }
        return (sum + rest.sum).isIdentity
    }

    private func foldedShares() throws(CryptoError) -> [FoldedShares] {
        let digest = try list.digest()
        let numbers = shares.keys.sorted()
        let chosen = opened == nil ? [] : Array(numbers.prefix(threshold))
        guard opened == nil || chosen.count == threshold else {
            throw CryptoError("expected the shares of \(threshold) trustees, found \(chosen.count)")
        }
        return try parallelMap(count: numbers.count, chunk: 1) { (index) throws(CryptoError) in
            let trustee = numbers[index]
            guard trustee >= 1, trustee <= verificationKeys.count, let source = shares[trustee] else {
                throw CryptoError("there is no trustee \(trustee)")
            }
            let columns = try DecryptionShareColumns(source, count: list.count, width: list.width)
            let head = DecryptionHead(
                electionKey: electionKey, context: context, contest: contest, trustee: UInt32(trustee),
                verificationKey: verificationKeys[trustee - 1], count: list.count, width: list.width, list: digest)
            var transcript = head.transcript
            try transcript.put("D", [columns.points])
            let z = transcript.challenges("z", columns.points.count)
            let proof = try columns.proof()
            let lambda = chosen.contains(trustee) ? try lagrange(trustee, among: chosen) : nil
            return FoldedShares(
                points: columns.points, proof: proof, verificationKey: head.verificationKey, z: z,
                c: transcript.challenge([proof.key, proof.sum]), lambda: lambda)
        }
    }

    private func fold(_ rows: Range<Int>, _ shares: [FoldedShares]) throws(CryptoError) -> WeightedTerms {
        let range = rows.lowerBound * list.width..<rows.upperBound * list.width
        var terms = WeightedTerms(capacity: range.count * (shares.count + 3))
        let weights = opened == nil ? [] : Scalar.weights(range.count)
        var answered = [Scalar](repeating: .zero, count: range.count)
        for share in shares {
            let z = share.z.scalars(range)
            let points = try share.points.affine(range)
            let first = share.sumWeight * share.c
            let second = share.sumWeight * share.proof.response
            for place in points.indices {
                var scalar = first * z[place]
                if let lambda = share.lambda { scalar = scalar + weights[place] * lambda }
                terms.add(scalar, points[place])
                answered[place] = answered[place] - second * z[place]
            }
        }
        let ciphertexts = try list.points.affine(2 * range.lowerBound..<2 * range.upperBound)
        for place in answered.indices { terms.add(answered[place], ciphertexts[2 * place]) }
        guard let opened else { return terms }
        let bytes = try opened.bytes(range.lowerBound * Point.affineCount..<range.upperBound * Point.affineCount)
        for place in weights.indices {
            terms.add(-weights[place], ciphertexts[2 * place + 1])
            let point = bytes[place * Point.affineCount..<(place + 1) * Point.affineCount]
            if point.contains(where: { $0 != 0 }) { terms.add(weights[place], try Point(affine: point).affinePoint) }
        }
        return terms
    }
}

/// One trustee's shares with their challenges, and random weights for their two equations.
private struct FoldedShares: Sendable {
    let points: PointColumn
    let proof: DecryptionShares.Proof
    let verificationKey: Point
    let z: Challenges
    let c: Scalar
    /// The trustee's coefficient in what is opened; nil when others open it.
    let lambda: Scalar?
    private let weights = Scalar.weights(2)

    var sumWeight: Scalar { weights[1] }

    func addFixed(to terms: inout WeightedTerms) {
        terms.add(weights[0], proof.key.affinePoint)
        terms.add(weights[0] * c, verificationKey.affinePoint)
        terms.generator = terms.generator - weights[0] * proof.response
        terms.add(weights[1], proof.sum.affinePoint)
    }
}
