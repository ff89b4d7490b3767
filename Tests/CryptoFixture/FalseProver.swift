import BallotCrypto
import Wire

/// A mixer that follows the proof's steps with matrices of its own choice where the protocol wants one permutation.
///
/// With the same permutation matrix throughout, the proof is an honest one. Written from the equations, apart from the
/// library's prover. For tests alone: its randomness is public.
package struct FalseProver: Sendable {
    package typealias Matrix = [[Int]]

    /// What c commits to: c_j = r_j G + sum over i of M_ij h_i.
    let committed: Matrix
    /// What the chain c^ multiplies up: the product of (M u)_i.
    let chained: Matrix
    /// What the responses s' answer for: u~ = M u.
    let answered: Matrix
    /// How the output comes of the input, before it is re-encrypted.
    let mixing: Matrix
    /// What is added to the first output, after it was re-encrypted.
    let forgery: (a: Scalar, b: Scalar)

    package init(
        committed: Matrix, chained: Matrix? = nil, answered: Matrix? = nil, mixing: Matrix,
        forgery: (a: Scalar, b: Scalar) = (.zero, .zero)
    ) {
        self.committed = committed
        self.chained = chained ?? answered ?? committed
        self.answered = answered ?? committed
        self.mixing = mixing
        self.forgery = forgery
    }

    /// A false or true statement about `input`, of width 1, and its proof.
    package func prove(
        _ input: CiphertextList, electionKey: Point, context: Digest, contest: UInt32, mixer: UInt32,
        randomness source: inout TestDRBG
    ) throws -> (Shuffle, ShuffleProof) {
        let count = input.count
        func draw() -> Scalar { source.scalar().published() }
        func draws() -> [Scalar] { (0..<count).map { _ in draw() } }
        func point(_ terms: [(Scalar, Point)], _ generator: Scalar = .zero) throws -> Point {
            guard let point = linearCombination(terms, generator: generator) else {
                throw CryptoError("a drawn point is the identity")
            }
            return point
        }
        func times(_ matrix: Matrix, _ vector: [Scalar]) -> [Scalar] {
            matrix.map { row in zip(row, vector).reduce(.zero) { $0 + Self.scalar($1.0) * $1.1 } }
        }
        let rows = 0..<count
        let masks = draws()
        let output = CiphertextList(
            width: 1,
            try rows.map { row in
                let first = row == 0 ? forgery : (a: .zero, b: .zero)
                let sources = rows.map { (Self.scalar(mixing[row][$0]), input.ciphertexts[$0]) }
                return Ciphertext(
                    a: try point(sources.map { ($0, $1.a) }, masks[row] + first.a),
                    b: try point(sources.map { ($0, $1.b) } + [(masks[row], electionKey)], first.b))
            })
        let statement = Shuffle(
            electionKey: electionKey, context: context, contest: contest, mixer: mixer, input: input, output: output)
        let h = try Generators.upTo(count)
        let r = draws()
        let c = try rows.map { j in try point(rows.map { (Self.scalar(committed[$0][j]), h[$0 + 1]) }, r[j]) }
        var transcript = Transcript("shuffle", context: context)
        transcript.put("pk", electionKey)
        transcript.put("contest", contest)
        transcript.put("mixer", mixer)
        transcript.put("N", UInt64(count))
        transcript.put("w", UInt32(1))
        transcript.put("in", input.digest.bytes)
        transcript.put("out", output.digest.bytes)
        transcript.put("c", c)
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
        let t4b = try point(rows.map { (rowNonces[$0], output.ciphertexts[$0].b) } + [(-o4, electionKey)])
        transcript.put("chat", chain)
        transcript.put("that", chainCommitments)
        transcript.put("t", t + [t4a, t4b])
        let x = transcript.scalar("chal")

        func sum(_ left: [Scalar], _ right: [Scalar]) -> Scalar { zip(left, right).reduce(.zero) { $0 + $1.0 * $1.1 } }
        let points = c + chain + chainCommitments + t + [t4a, t4b]
        let answers = [
            o[0] + x * r.reduce(.zero, +), o[1] + x * exponent, o[2] + x * sum(r, u), o4 + x * sum(masks, uAnswered),
        ]
        let scalars =
            answers + rows.map { chainNonces[$0] + x * rHat[$0] } + rows.map { rowNonces[$0] + x * uAnswered[$0] }
        let bytes = points.flatMap(\.affine) + scalars.flatMap(\.bytes)
        return (statement, try ShuffleProof(artifact: bytes, count: count, width: 1))
    }

    /// Small numbers of either sign.
    private static func scalar(_ small: Int) -> Scalar {
        let magnitude = Scalar(UInt64(small.magnitude))
        return small < 0 ? -magnitude : magnitude
    }
}
