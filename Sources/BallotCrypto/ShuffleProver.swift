/// The mixer's side: re-encrypts, permutes and proves. It holds the permutation and all randomness, and wipes them.
extension Shuffle {
    /// Shuffles `input` with the system's randomness; `progress` hears how much is done, up to 1, after each step.
    /// Throws `CryptoError` when a drawn point is the identity, which does not happen but to a broken generator.
    public static func perform(
        on input: CiphertextList, electionKey: Point, context: Digest, contest: UInt32, mixer: UInt32,
        progress: ((Double) -> Void)? = nil
    ) throws(CryptoError) -> (output: CiphertextList, proof: ShuffleProof) {
        var source = SystemRandom()
        return try perform(
            on: input, electionKey: electionKey, context: context, contest: contest, mixer: mixer,
            progress: progress, randomness: &source)
    }

    /// Draws the permutation, r~ row by row of the input, then r, r^, o1, o2, o3, o4, o^, o'.
    package static func perform(
        on input: CiphertextList, electionKey: Point, context: Digest, contest: UInt32, mixer: UInt32,
        progress: ((Double) -> Void)? = nil, randomness: inout some RandomSource
    ) throws(CryptoError) -> (output: CiphertextList, proof: ShuffleProof) {
        let width = input.width
        let permutation = Permutation(input.count, &randomness)
        let key = FixedBase(electionKey, products: input.ciphertexts.count)
        let masks = SecretList.drawn(input.ciphertexts.count, &randomness)
        let halves = try [Point](count: 2 * masks.count) { (index) throws(CryptoError) in
            let source = permutation[index / 2 / width] * width + index / 2 % width
            let old = input.ciphertexts[source]
            return index.isMultiple(of: 2)
                ? masks[source].multipleOfGenerator().adding(old.a.curvePoint)
                : key.times(masks[source]).adding(old.b.curvePoint)
        }
        let ciphertexts = (0..<masks.count).map { Ciphertext(a: halves[2 * $0], b: halves[2 * $0 + 1]) }
        let shuffle = Shuffle(
            electionKey: electionKey, context: context, contest: contest, mixer: mixer, input: input,
            output: CiphertextList(width: width, ciphertexts))
        guard input.count > 0 else { return (shuffle.output, .empty) }
        var steps = Steps(total: 5 + width, report: progress)
        steps.finishOne()
        return (shuffle.output, try shuffle.prove(permutation, masks, &steps, &randomness))
    }

    private func prove(
        _ permutation: Permutation, _ masks: SecretList, _ steps: inout Steps,
        _ randomness: inout some RandomSource
    ) throws(CryptoError) -> ShuffleProof {
        let (count, width) = (input.count, input.width)
        let h = try Generators.upTo(count)
        let r = SecretList.drawn(count, &randomness)
        let committed = try [Point](count: count) { (index) throws(CryptoError) in
            r[permutation[index]].multipleOfGenerator().adding(h[index + 1].curvePoint)
        }
        steps.finishOne()
        var c = committed
        for index in 0..<count { c[permutation[index]] = committed[index] }
        var transcript = transcript(c)
        let u = transcript.scalars("u", count)
        let permuted = SecretList()
        for index in 0..<count { permuted.append(SecretScalar(reducing: u[permutation[index]].bytes)) }

        let rHat = SecretList.drawn(count, &randomness)
        let (links, products) = Self.links(rHat, permuted)
        let base = FixedBase(h[0], products: 2 * count)
        let chain = try [Point](count: count) { (index) throws(CryptoError) in
            links[index].multipleOfGenerator().adding(base.times(products[index]))
        }
        steps.finishOne()

        let o = SecretList.drawn(3, &randomness)
        let o4 = SecretList.drawn(width, &randomness)
        let chainNonces = SecretList.drawn(count, &randomness)
        let rowNonces = SecretList.drawn(count, &randomness)
        // o^_i G + o'_i c^_{i-1}, with c^_{i-1} = R_{i-1} G + U_{i-1} h put in, so that both bases are fixed.
        let chainCommitments = try [Point](count: count) { (index) throws(CryptoError) in
            guard index > 0 else { return chainNonces[0].multipleOfGenerator().adding(base.times(rowNonces[0])) }
            let first = chainNonces[index].plus(rowNonces[index].times(links[index - 1]))
            return first.multipleOfGenerator().adding(base.times(rowNonces[index].times(products[index - 1])))
        }
        steps.finishOne()
        let t = [
            try o[0].timesGenerator(), try o[1].timesGenerator(),
            try Self.point(sum([try o[2].timesGenerator(), rowNonces.products(Array(h[1...]))])),
        ]
        steps.finishOne()
        var t4a: [Point] = []
        var t4b: [Point] = []
        for column in 0..<width {
            let new = (0..<count).map { output.ciphertexts[$0 * width + column] }
            t4a.append(
                try Self.point(sum([-(try o4[column].timesGenerator()), rowNonces.products(new.map(\.a))])))
            t4b.append(
                try Self.point(sum([-(try o4[column].times(electionKey)), rowNonces.products(new.map(\.b))])))
            steps.finishOne()
        }
        let x = challenge(&transcript, chain: chain, commitments: chainCommitments, t: t + t4a + t4b)
        return ShuffleProof(
            c: c, chain: chain, chainCommitments: chainCommitments, t: t, t4a: t4a, t4b: t4b,
            s: [
                o[0].response(x, r.weighted([Scalar](repeating: .one, count: count))),
                // The sum of r^_i v_i is the chain's last exponent of G.
                o[1].response(x, links[count - 1]),
                o[2].response(x, r.weighted(u)),
            ],
            s4: (0..<width).map { o4[$0].response(x, masks.weighted(u, from: $0, by: width)) },
            chainResponses: chainNonces.responses(x, rHat), responses: rowNonces.responses(x, permuted))
    }

    /// R_i and U_i, so that the chain's c^_i = R_i G + U_i h: R_i = r^_i + u~_i R_{i-1} and U_i = u~_i U_{i-1}.
    private static func links(_ rHat: SecretList, _ permuted: SecretList) -> (SecretList, SecretList) {
        let links = SecretList()
        let products = SecretList()
        for index in 0..<rHat.count {
            links.append(
                index == 0 ? rHat[0].copy() : rHat[index].plus(permuted[index].times(links[index - 1])))
            products.append(index == 0 ? permuted[0].copy() : permuted[index].times(products[index - 1]))
        }
        return (links, products)
    }

    /// Long passes over all rows.
    private struct Steps {
        let total: Int
        let report: ((Double) -> Void)?
        var done = 0

        mutating func finishOne() {
            done += 1
            report?(Double(done) / Double(total))
        }
    }

    private static func point(_ point: Point?) throws(CryptoError) -> Point {
        guard let point else { throw CryptoError("a drawn point is the identity") }
        return point
    }
}
