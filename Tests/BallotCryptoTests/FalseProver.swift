@testable import BallotCrypto

/// A mixer that follows the proof's steps with matrices of its own choice where the protocol wants one permutation.
///
/// With the same permutation matrix throughout, the proof is an honest one. For tests alone: its randomness is public.
struct FalseProver {
    typealias Matrix = [[Int]]

    /// What c commits to: c_j = r_j G + sum over i of M_ij h_i.
    var committed: Matrix
    /// What the chain c^ multiplies up: the product of (M u)_i.
    var chained: Matrix
    /// What the responses s' answer for: u~ = M u.
    var answered: Matrix
    /// How the output comes of the input, before it is re-encrypted.
    var mixing: Matrix
    /// What is added to the first output, after it was re-encrypted.
    var forgery: (a: Scalar, b: Scalar) = (.zero, .zero)

    init(committed: Matrix, chained: Matrix? = nil, answered: Matrix? = nil, mixing: Matrix) {
        self.committed = committed
        self.chained = chained ?? answered ?? committed
        self.answered = answered ?? committed
        self.mixing = mixing
    }

    /// A false or true statement about `input`, of width 1, and its proof.
    func prove(_ input: CiphertextList, for election: inout SmallElection) throws -> (Shuffle, ShuffleProof) {
        let count = input.count
        func draw() -> Scalar { election.source.scalar().published() }
        func draws() -> [Scalar] { (0..<count).map { _ in draw() } }
        func point(_ terms: [(Scalar, Point)], _ generator: Scalar = .zero) throws -> Point {
            guard let point = linearCombination(terms, generator: generator) else {
                throw CryptoError("a drawn point is the identity")
            }
            return point
        }
        func times(_ matrix: Matrix, _ vector: [Scalar]) -> [Scalar] {
            matrix.map { row in zip(row, vector).reduce(.zero) { $0 + Scalar(small: $1.0) * $1.1 } }
        }
        let rows = 0..<count
        let masks = draws()
        let output = CiphertextList(
            width: 1,
            try rows.map { row in
                let first = row == 0 ? forgery : (a: .zero, b: .zero)
                let sources = rows.map { (Scalar(small: mixing[row][$0]), input.ciphertexts[$0]) }
                return Ciphertext(
                    a: try point(sources.map { ($0, $1.a) }, masks[row] + first.a),
                    b: try point(sources.map { ($0, $1.b) } + [(masks[row], election.electionKey)], first.b))
            })
        let statement = Shuffle(
            electionKey: election.electionKey, context: election.context, contest: 2, mixer: 1, input: input,
            output: output)
        let h = try Generators.upTo(count)
        let r = draws()
        let c = try rows.map { j in try point(rows.map { (Scalar(small: committed[$0][j]), h[$0 + 1]) }, r[j]) }
        var transcript = statement.transcript(c)
        let u = transcript.scalars("u", count)
        let uAnswered = times(answered, u)
        let uChained = times(chained, u)

        let rHat = draws()
        var chain: [Point] = []
        var exponent = Scalar.zero
        for row in rows {
            chain.append(try point([(uChained[row], row == 0 ? h[0] : chain[row - 1])], rHat[row]))
            exponent = rHat[row] + uChained[row] * exponent
        }
        let o = [draw(), draw(), draw()]
        let o4 = draw()
        let (chainNonces, rowNonces) = (draws(), draws())
        let chainCommitments = try rows.map {
            try point([(rowNonces[$0], $0 == 0 ? h[0] : chain[$0 - 1])], chainNonces[$0])
        }
        let t = [
            try point([], o[0]), try point([], o[1]), try point(rows.map { (rowNonces[$0], h[$0 + 1]) }, o[2]),
        ]
        let t4a = try point(rows.map { (rowNonces[$0], output.ciphertexts[$0].a) }, -o4)
        let t4b = try point(rows.map { (rowNonces[$0], output.ciphertexts[$0].b) } + [(-o4, election.electionKey)])
        let x = statement.challenge(&transcript, chain: chain, commitments: chainCommitments, t: t + [t4a, t4b])

        func sum(_ left: [Scalar], _ right: [Scalar]) -> Scalar { zip(left, right).reduce(.zero) { $0 + $1.0 * $1.1 } }
        let proof = ShuffleProof(
            c: c, chain: chain, chainCommitments: chainCommitments, t: t, t4a: [t4a], t4b: [t4b],
            s: [o[0] + x * r.reduce(.zero, +), o[1] + x * exponent, o[2] + x * sum(r, u)],
            s4: [o4 + x * sum(masks, uAnswered)],
            chainResponses: rows.map { chainNonces[$0] + x * rHat[$0] },
            responses: rows.map { rowNonces[$0] + x * uAnswered[$0] })
        return (statement, proof)
    }
}
