import Wire

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
        var transcript = Transcript("shuffle", context: context)
        transcript.put("pk", electionKey)
        transcript.put("contest", contest)
        transcript.put("mixer", mixer)
        transcript.put("N", UInt64(input.count))
        transcript.put("w", UInt32(input.width))
        transcript.put("in", input.digest.bytes)
        transcript.put("out", output.digest.bytes)
        transcript.put("c", c)
        return transcript
    }

    /// Throws `CryptoError` naming the equation that fails, unless the proof shows the statement.
    ///
    /// The equations are those of spec/cryptography.md; every loop runs over the statement's N.
    public func verify(_ proof: ShuffleProof) throws(CryptoError) {
        let count = input.count
        guard output.count == count, output.width == input.width else {
            throw CryptoError("expected an output of \(count) rows, found \(output.count)")
        }
        guard proof.c.count == count, proof.chain.count == count, proof.chainCommitments.count == count,
            proof.responses.count == count, proof.chainResponses.count == count
        else { throw CryptoError("expected a proof for \(count) rows, found one for \(proof.c.count)") }
        guard count > 0 else { return }
        guard proof.s4.count == input.width, proof.t4a.count == input.width, proof.t4b.count == input.width else {
            throw CryptoError("expected a proof for \(input.width) columns, found one for \(proof.s4.count)")
        }
        var transcript = transcript(proof.c)
        let u = transcript.scalars("u", count)
        let x = challenge(&transcript, proof)
        let generators = try Generators.upTo(count)
        try commitmentEquations(proof, u, x, generators)
        for column in 0..<input.width { try columnEquations(proof, u, x, column) }
        _ = try parallelMap(count: count) { (index) throws(CryptoError) in
            try Equation(
                "E5 at \(index + 1)",
                [
                    (.one, proof.chainCommitments[index]), (x, proof.chain[index]),
                    (-proof.responses[index], index == 0 ? generators[0] : proof.chain[index - 1]),
                ], generator: -proof.chainResponses[index]
            ).require()
        }
    }

    func challenge(_ transcript: inout Transcript, _ proof: ShuffleProof) -> Scalar {
        challenge(
            &transcript, chain: proof.chain, commitments: proof.chainCommitments, t: proof.t + proof.t4a + proof.t4b)
    }

    func challenge(_ transcript: inout Transcript, chain: [Point], commitments: [Point], t: [Point]) -> Scalar {
        transcript.put("chat", chain)
        transcript.put("that", commitments)
        transcript.put("t", t)
        return transcript.scalar("chal")
    }

    /// E1, E2 and E3: the commitments are to a permutation of the u.
    private func commitmentEquations(
        _ proof: ShuffleProof, _ u: [Scalar], _ x: Scalar, _ generators: [Point]
    ) throws(CryptoError) {
        let count = input.count
        var first: [(Scalar, Point)] = [(.one, proof.t[0])]
        if let sum = sum(proof.c.map(Optional.some)) { first.append((x, sum)) }
        if let sum = sum(generators[1...].map(Optional.some)) { first.append((-x, sum)) }
        try Equation("E1", first, generator: -proof.s[0]).require()

        let product = u.reduce(.one, *)
        try Equation(
            "E2", [(.one, proof.t[1]), (x, proof.chain[count - 1]), (-(x * product), generators[0])],
            generator: -proof.s[1]
        ).require()

        try Equation.folded("E3", count: count, generator: -proof.s[2], and: [(.one, proof.t[2])]) { index in
            [(x * u[index], proof.c[index]), (-proof.responses[index], generators[index + 1])]
        }.require()
    }

    /// E4a and E4b of one column: the output is the input under that permutation, re-encrypted.
    private func columnEquations(
        _ proof: ShuffleProof, _ u: [Scalar], _ x: Scalar, _ column: Int
    ) throws(CryptoError) {
        let width = input.width
        try Equation.folded(
            "E4a of column \(column + 1)", count: input.count, generator: proof.s4[column],
            and: [(.one, proof.t4a[column])]
        ) { index in
            [
                (x * u[index], input.ciphertexts[index * width + column].a),
                (-proof.responses[index], output.ciphertexts[index * width + column].a),
            ]
        }.require()
        try Equation.folded(
            "E4b of column \(column + 1)", count: input.count,
            and: [(.one, proof.t4b[column]), (proof.s4[column], electionKey)]
        ) { index in
            [
                (x * u[index], input.ciphertexts[index * width + column].b),
                (-proof.responses[index], output.ciphertexts[index * width + column].b),
            ]
        }.require()
    }
}
