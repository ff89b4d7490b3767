import Wire

/// What a shuffle's proof is about: the lists by their hashes alone.
struct ShuffleHead {
    let electionKey: Point
    let context: Digest
    let contest: UInt32
    let mixer: UInt32
    let count: Int
    let width: Int
    let input: Digest
    let output: Digest

    /// The transcript before the prover's first message.
    var transcript: Transcript {
        var transcript = Transcript("shuffle", context: context)
        transcript.put("pk", electionKey)
        transcript.put("contest", contest)
        transcript.put("mixer", mixer)
        transcript.put("N", UInt64(count))
        transcript.put("w", UInt32(width))
        transcript.put("in", input.bytes)
        transcript.put("out", output.bytes)
        return transcript
    }
}

/// The statement that `output` is `input` re-encrypted and permuted, by one mixer for one contest.
public struct Shuffle: Sendable {
    public let electionKey: Point
    /// The tree head at `close`.
    public let context: Digest
    /// From 0.
    public let contest: UInt32
    /// From 1.
    public let mixer: UInt32
    public let input: CiphertextList
    public let output: CiphertextList

    public init(
        electionKey: Point, context: Digest, contest: UInt32, mixer: UInt32, input: CiphertextList,
        output: CiphertextList
    ) {
        self.electionKey = electionKey
        self.context = context
        self.contest = contest
        self.mixer = mixer
        self.input = input
        self.output = output
    }

    /// The transcript up to the commitments c.
    func transcript(_ c: [Point]) -> Transcript {
        let head = ShuffleHead(
            electionKey: electionKey, context: context, contest: contest, mixer: mixer, count: input.count,
            width: input.width, input: input.digest, output: output.digest)
        var transcript = head.transcript
        transcript.put("c", c)
        return transcript
    }

    /// The last challenge, after the chain and every commitment t.
    func challenge(_ transcript: inout Transcript, chain: [Point], commitments: [Point], t: [Point]) -> Scalar {
        transcript.put("chat", chain)
        transcript.put("that", commitments)
        transcript.put("t", t)
        return transcript.scalar("chal")
    }

    /// Throws `CryptoError` naming the equation that fails, unless the proof shows the statement.
    public func verify(_ proof: ShuffleProof, _ check: EquationCheck = .folded) throws(CryptoError) {
        try equations(proof).require(check)
    }

    /// E1 to E5 of spec/cryptography.md; none for empty lists. Every loop runs over the statement's N.
    /// Throws `CryptoError` when the lists or the proof are of other lengths.
    func equations(_ proof: ShuffleProof) throws(CryptoError) -> [Equation] {
        try requireLengths(proof)
        let count = input.count
        guard count > 0 else { return [] }
        var transcript = transcript(proof.c)
        let u = transcript.scalars("u", count)
        let x = challenge(
            &transcript, chain: proof.chain, commitments: proof.chainCommitments, t: proof.t + proof.t4a + proof.t4b)
        let h = try Generators.upTo(count)
        let before = h[..<1] + proof.chain
        let weights = u.map { x * $0 }
        let responses = proof.responses.map { -$0 }

        // c commits to a permutation of the rows …
        var equations = [
            Equation(
                "E1", [(.one, proof.t[0])] + proof.c.map { (x, $0) } + h[1...].map { (-x, $0) },
                generator: -proof.s[0]),
            Equation(
                "E2",
                [(.one, proof.t[1]), (x, proof.chain[count - 1]), (-(x * u.reduce(.one, *)), h[0])],
                generator: -proof.s[1]),
            Equation(
                "E3",
                [(.one, proof.t[2])] + (0..<count).map { (weights[$0], proof.c[$0]) }
                    + (0..<count).map { (responses[$0], h[$0 + 1]) },
                generator: -proof.s[2]),
        ]
        // … the output is the input in that order, re-encrypted …
        for column in 0..<input.width {
            let old = (0..<count).map { input.ciphertexts[$0 * input.width + column] }
            let new = (0..<count).map { output.ciphertexts[$0 * input.width + column] }
            equations.append(
                Equation(
                    "E4a of column \(column + 1)",
                    [(.one, proof.t4a[column])] + (0..<count).map { (weights[$0], old[$0].a) }
                        + (0..<count).map { (responses[$0], new[$0].a) },
                    generator: proof.s4[column]))
            equations.append(
                Equation(
                    "E4b of column \(column + 1)",
                    [(.one, proof.t4b[column]), (proof.s4[column], electionKey)]
                        + (0..<count).map { (weights[$0], old[$0].b) }
                        + (0..<count).map { (responses[$0], new[$0].b) }))
        }
        // … and the chain multiplies up the permuted u.
        for row in 0..<count {
            equations.append(
                Equation(
                    "E5", row: row + 1,
                    [(.one, proof.chainCommitments[row]), (x, proof.chain[row]), (responses[row], before[row])],
                    generator: -proof.chainResponses[row]))
        }
        return equations
    }

    private func requireLengths(_ proof: ShuffleProof) throws(CryptoError) {
        let (count, width) = (input.count, input.width)
        guard output.count == count, output.width == width else {
            throw CryptoError(
                "expected an output of \(count) rows of \(width), found \(output.count) of \(output.width)")
        }
        let rows = [
            proof.c.count, proof.chain.count, proof.chainCommitments.count, proof.chainResponses.count,
            proof.responses.count,
        ]
        guard rows.allSatisfy({ $0 == count }) else {
            throw CryptoError("expected a proof for \(count) rows, found one for \(rows)")
        }
        let columns = [proof.t4a.count, proof.t4b.count, proof.s4.count]
        guard count == 0 || columns.allSatisfy({ $0 == width }) && proof.t.count == 3 && proof.s.count == 3 else {
            throw CryptoError("expected a proof for rows of \(width), found one for rows of \(columns)")
        }
    }
}
