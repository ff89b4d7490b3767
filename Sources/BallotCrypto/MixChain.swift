/// All mixes of one contest: each list but the first is a shuffle of the one before. Verified in one fold, in pieces, so
/// that neither the lists nor the proofs need be in memory (spec/verification.md, "Folding").
public struct MixChain: Sendable {
    public let electionKey: Point
    /// The tree head at `close`.
    public let context: Digest
    /// From 0.
    public let contest: UInt32
    /// What the first of these mixers shuffled.
    public let input: CiphertextRows
    /// The number of the first of these mixers, from 1.
    public let first: Int
    /// Each mixer's artifact: its output, then its proof.
    public let artifacts: [any ByteSource]

    public init(
        electionKey: Point, context: Digest, contest: UInt32, input: CiphertextRows, first: Int = 1,
        artifacts: [any ByteSource]
    ) {
        self.electionKey = electionKey
        self.context = context
        self.contest = contest
        self.input = input
        self.first = first
        self.artifacts = artifacts
    }

    /// Whether every mix is proven: as `Shuffle.verify` of each. `progress` hears the rows that are done.
    /// Throws `CryptoError` when a part can't be read or is malformed.
    public func holds(progress: (Int) -> Void = { _ in }) throws(CryptoError) -> Bool {
        guard input.count > 0 else { return true }
        let mixes = try mixes()
        let h = try Generators.upTo(input.count)
        let pieces = RowPieces(
            count: input.count, termsInRow: 2 * input.width + mixes.count * (3 + 2 * input.width) + 1)
        var sum = JacobianPoint.identity
        var products = mixes.map { _ in Scalar.one }
        for piece in pieces.all {
            let folded = try pieces.map(piece) { (rows) throws(CryptoError) in try fold(rows, mixes, h) }
            var terms = WeightedTerms(capacity: folded.reduce(0) { $0 + $1.terms.points.count })
            for part in folded {
                terms.add(part.terms)
                for mix in mixes.indices { products[mix] = products[mix] * part.products[mix] }
            }
            sum = sum + terms.sum
            progress(piece.upperBound)
        }
        var rest = WeightedTerms(capacity: 0)
        for (mix, product) in zip(mixes, products) { mix.addFixed(to: &rest, product, h[0], electionKey) }
        return (sum + rest.sum).isIdentity
    }

    /// What the last mixer made; the input if there is none. Throws `CryptoError` when the artifact is too short.
    public var output: CiphertextRows {
        get throws(CryptoError) {
            guard let last = artifacts.last else { return input }
            return try CiphertextRows(last, count: input.count, width: input.width)
        }
    }

    /// The challenges of each mix, and random weights for its equations.
    private func mixes() throws(CryptoError) -> [FoldedMix] {
        let (count, width) = (input.count, input.width)
        var lists = [input]
        for artifact in artifacts { lists.append(try CiphertextRows(artifact, count: count, width: width)) }
        let known = lists
        let digests = try parallelMap(count: known.count, chunk: 1) { (index) throws(CryptoError) in
            try known[index].digest()
        }
        return try parallelMap(count: artifacts.count, chunk: 1) { (index) throws(CryptoError) in
            let proof = try ShuffleProofColumns(
                artifacts[index], start: count * width * Ciphertext.affineCount, count: count, width: width)
            let head = ShuffleHead(
                electionKey: electionKey, context: context, contest: contest, mixer: UInt32(first + index),
                count: count, width: width, input: digests[index], output: digests[index + 1])
            var transcript = head.transcript
            try transcript.put("c", [proof.c])
            let u = transcript.challenges("u", count)
            try transcript.put("chat", [proof.chain])
            try transcript.put("that", [proof.chainCommitments])
            try transcript.put("t", [proof.t])
            return try FoldedMix(proof, known[index + 1], u: u, x: transcript.scalar("chal"))
        }
    }

    private func fold(
        _ rows: Range<Int>, _ mixes: [FoldedMix], _ h: [Point]
    ) throws(CryptoError) -> (terms: WeightedTerms, products: [Scalar]) {
        let halves = 2 * input.width
        let perRow = halves + mixes.count * (3 + halves) + 1
        var terms = WeightedTerms(capacity: rows.count * perRow + mixes.count)
        var products: [Scalar] = []
        var generators = [Scalar](repeating: .zero, count: rows.count)
        // What each point of the list between two mixes is multiplied by.
        var shared = [Scalar](repeating: .zero, count: halves * rows.count)
        var list = input
        for mix in mixes {
            let part = try mix.rows(rows, &terms)
            products.append(part.product)
            for row in generators.indices { generators[row] = generators[row] + part.generators[row] }
            for place in shared.indices {
                let (row, half) = place.quotientAndRemainder(dividingBy: halves)
                shared[place] = shared[place] + mix.listWeights[half] * part.challenges[row]
            }
            try add(list, rows, shared, &terms)
            for place in shared.indices {
                let (row, half) = place.quotientAndRemainder(dividingBy: halves)
                shared[place] = mix.listWeights[half] * part.responses[row]
            }
            list = mix.output
        }
        try add(list, rows, shared, &terms)
        for (row, generator) in zip(rows, generators) { terms.add(generator, h[row + 1].affinePoint) }
        return (terms, products)
    }

    private func add(
        _ list: CiphertextRows, _ rows: Range<Int>, _ scalars: [Scalar], _ terms: inout WeightedTerms
    ) throws(CryptoError) {
        let width = 2 * list.width
        let points = try list.points.affine(rows.lowerBound * width..<rows.upperBound * width)
        for (scalar, point) in zip(scalars, points) { terms.add(scalar, point) }
    }
}

/// One mix with its challenges, and a random weight for each of its equations E1 to E4; those of E5 are drawn by row.
private struct FoldedMix: Sendable {
    let proof: ShuffleProofColumns
    let output: CiphertextRows
    let fixed: ShuffleProofColumns.Fixed
    let u: Challenges
    let x: Scalar
    let e1, e2, e3: Scalar
    /// Of E4a and E4b by turns, column by column, as the halves of ciphertexts stand in a row.
    let listWeights: [Scalar]

    init(
        _ proof: ShuffleProofColumns, _ output: CiphertextRows, u: Challenges, x: Scalar
    ) throws(CryptoError) {
        self.proof = proof
        self.output = output
        self.u = u
        self.x = x
        fixed = try proof.fixed()
        let weights = Scalar.weights(3 + 2 * output.width)
        (e1, e2, e3) = (weights[0], weights[1], weights[2])
        listWeights = Array(weights[3...])
    }

    /// Adds the terms of c, c^ and t^; gives the coefficients of the generators, x u_i for the input's points, -s'_i for
    /// the output's, and the product of the u_i.
    func rows(
        _ rows: Range<Int>, _ terms: inout WeightedTerms
    ) throws(CryptoError) -> (generators: [Scalar], challenges: [Scalar], responses: [Scalar], product: Scalar) {
        let u = u.scalars(rows)
        let c = try proof.c.affine(rows)
        let first = max(rows.lowerBound - 1, 0)
        let chain = try proof.chain.affine(first..<rows.upperBound)
        let commitments = try proof.chainCommitments.affine(rows)
        let chainResponses = try proof.chainResponses.scalars(rows)
        let responses = try proof.responses.scalars(rows)
        let weights = Scalar.weights(rows.count)
        let e1x = e1 * x
        var generators: [Scalar] = []
        var challenges: [Scalar] = []
        var product = Scalar.one
        for row in rows.indices.map({ $0 - rows.lowerBound }) {
            let xu = x * u[row]
            challenges.append(xu)
            product = product * u[row]
            terms.add(e1x + e3 * xu, c[row])
            generators.append(-(e1x + e3 * responses[row]))
            terms.add(weights[row], commitments[row])
            terms.generator = terms.generator - weights[row] * chainResponses[row]
            var link = weights[row] * x
            if row + 1 < rows.count { link = link - weights[row + 1] * responses[row + 1] }
            terms.add(link, chain[rows.lowerBound + row - first])
        }
        // The link before the first: another piece has its own term, and before the first row it is h itself.
        let before = rows.lowerBound == 0 ? Generators.first.affinePoint : chain[0]
        terms.add(-(weights[0] * responses[0]), before)
        return (generators, challenges, responses.map { -$0 }, product)
    }

    /// Adds what the equations have once; `product` is that of all u_i.
    func addFixed(to terms: inout WeightedTerms, _ product: Scalar, _ h: Point, _ electionKey: Point) {
        let e4a = stride(from: 0, to: listWeights.count, by: 2).map { listWeights[$0] }
        let e4b = stride(from: 1, to: listWeights.count, by: 2).map { listWeights[$0] }
        for (weight, point) in zip([e1, e2, e3] + e4a + e4b, fixed.t) { terms.add(weight, point) }
        terms.add(e2 * x, fixed.lastOfChain)
        terms.add(-(e2 * x * product), h.affinePoint)
        for (weight, s) in zip([e1, e2, e3], fixed.s) { terms.generator = terms.generator - weight * s }
        for (weight, s) in zip(e4a, fixed.s4) { terms.generator = terms.generator + weight * s }
        for (weight, s) in zip(e4b, fixed.s4) { terms.add(weight * s, electionKey.affinePoint) }
    }
}

/// Rows in pieces: as many at once as one multi-scalar multiplication takes, each cut for the cores.
struct RowPieces {
    let count: Int
    private let piece: Int
    private let cut = 512

    /// Terms of one multi-scalar multiplication: more cost memory and no longer save time.
    private static let terms = 1 << 18

    init(count: Int, termsInRow: Int) {
        self.count = count
        piece = max(cut, Self.terms / termsInRow / cut * cut)
    }

    var all: [Range<Int>] {
        stride(from: 0, to: count, by: piece).map { $0..<min($0 + piece, count) }
    }

    func map<Value: Sendable>(
        _ piece: Range<Int>, _ body: @Sendable (Range<Int>) throws(CryptoError) -> Value
    ) throws(CryptoError) -> [Value] {
        let cuts = (piece.count + cut - 1) / cut
        return try parallelMap(count: cuts, chunk: 1) { (number) throws(CryptoError) in
            let start = piece.lowerBound + number * cut
            return try body(start..<min(start + cut, piece.upperBound))
        }
    }
}
