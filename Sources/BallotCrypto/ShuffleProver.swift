/// The mixer's side: re-encrypts, permutes and proves. It holds the permutation and all randomness, and wipes them.
extension Shuffle {
    /// Shuffles `input` with the system's randomness. Throws `CryptoError` when a drawn point is the identity, which
    /// does not happen but to a broken generator.
    public static func perform(
        on input: CiphertextList, electionKey: Point, context: Digest, contest: UInt32, mixer: UInt32
    ) throws(CryptoError) -> (output: CiphertextList, proof: ShuffleProof) {
        var source = SystemRandom()
        return try perform(
            on: input, electionKey: electionKey, context: context, contest: contest, mixer: mixer, randomness: &source)
    }

    /// Draws the permutation, r~ row by row of the input, then r, r^, o1, o2, o3, o4, o^, o'.
    package static func perform(
        on input: CiphertextList, electionKey: Point, context: Digest, contest: UInt32, mixer: UInt32,
        randomness: inout some RandomSource
    ) throws(CryptoError) -> (output: CiphertextList, proof: ShuffleProof) {
        let count = input.count
        let width = input.width
        var permutation = Array(0..<count)
        for index in 0..<max(count - 1, 0) { permutation.swapAt(index, index + randomness.uniform(count - index)) }
        let masks = SecretList.drawn(count * width, &randomness)
        let permuted = permutation
        let ciphertexts = try parallelMap(count: count * width) { (index) throws(CryptoError) in
            let source = permuted[index / width] * width + index % width
            let old = input.ciphertexts[source]
            let (g, k) = try masks.with(source) { (mask) throws(CryptoError) in
                (try mask.timesGenerator(), try mask.times(electionKey))
            }
            guard let a = old.a + g, let b = old.b + k else { throw CryptoError("an output is the identity") }
            return Ciphertext(a: a, b: b)
        }
        let shuffle = Shuffle(
            electionKey: electionKey, context: context, contest: contest, mixer: mixer, input: input,
            output: CiphertextList(width: width, ciphertexts))
        guard count > 0 else {
            let empty = ShuffleProof(
                c: [], chain: [], chainCommitments: [], t: [], t4a: [], t4b: [], s: [], s4: [], chainResponses: [],
                responses: [])
            return (shuffle.output, empty)
        }
        return (shuffle.output, try shuffle.prove(permutation, masks, &randomness))
    }

    private func prove(
        _ permutation: [Int], _ masks: SecretList, _ randomness: inout some RandomSource
    ) throws(CryptoError) -> ShuffleProof {
        let count = input.count
        let width = input.width
        let generators = try Generators.upTo(count)
        let r = SecretList.drawn(count, &randomness)
        var place = [Int](repeating: 0, count: count)
        for (output, input) in permutation.enumerated() { place[input] = output }
        let places = place
        let c = try parallelMap(count: count) { (index) throws(CryptoError) in
            let random = try r.with(index) { (r) throws(CryptoError) in try r.timesGenerator() }
            return try Self.point(random + generators[places[index] + 1])
        }
        var transcript = transcript(c)
        let u = transcript.scalars("u", count)
        let permutedU = permutation.map { u[$0] }

        let rHat = SecretList.drawn(count, &randomness)
        let links = SecretList()
        var product = Scalar.one
        var products: [Scalar] = []
        for index in 0..<count {
            var link = rHat.copy(index)
            if index > 0 { link = links.with(index - 1) { link.plus($0.times(permutedU[index])) } }
            links.append(link)
            product = product * permutedU[index]
            products.append(product)
        }
        let prefixes = SecretList(products)
        let chain = try parallelMap(count: count) { (index) throws(CryptoError) in
            let left = try links.with(index) { (link) throws(CryptoError) in try link.timesGenerator() }
            let right = try prefixes.with(index) { (factor) throws(CryptoError) in try factor.times(generators[0]) }
            return try Self.point(left + right)
        }

        let nonces = SecretList.drawn(3 + width, &randomness)
        let chainNonces = SecretList.drawn(count, &randomness)
        let rowNonces = SecretList.drawn(count, &randomness)
        let chainCommitments = try parallelMap(count: count) { (index) throws(CryptoError) in
            let left = try chainNonces.with(index) { (o) throws(CryptoError) in try o.timesGenerator() }
            let before = index == 0 ? generators[0] : chain[index - 1]
            let right = try rowNonces.with(index) { (o) throws(CryptoError) in try o.times(before) }
            return try Self.point(left + right)
        }
        let t = [
            try nonces.with(0) { (o) throws(CryptoError) in try o.timesGenerator() },
            try nonces.with(1) { (o) throws(CryptoError) in try o.timesGenerator() },
            try nonces.with(2) { (o) throws(CryptoError) in
                try Self.point(sum([try o.timesGenerator(), try rowNonces.products(Array(generators[1...]))]))
            },
        ]
        var t4a: [Point] = []
        var t4b: [Point] = []
        for column in 0..<width {
            let points = (0..<count).map { output.ciphertexts[$0 * width + column] }
            let negated = nonces.with(3 + column) { $0.times(-Scalar.one) }
            t4a.append(
                try Self.point(sum([try negated.timesGenerator(), try rowNonces.products(points.map(\.a))])))
            t4b.append(
                try Self.point(sum([try negated.times(electionKey), try rowNonces.products(points.map(\.b))])))
        }
        let x = challenge(&transcript, chain: chain, commitments: chainCommitments, t: t + t4a + t4b)

        var suffix = Scalar.one
        var suffixes = [Scalar](repeating: .one, count: count)
        for index in stride(from: count - 1, to: 0, by: -1) {
            suffix = suffix * permutedU[index]
            suffixes[index - 1] = suffix
        }
        let ones = [Scalar](repeating: .one, count: count)
        let s = [
            nonces.response(0, x, r.weighted(ones)), nonces.response(1, x, rHat.weighted(suffixes)),
            nonces.response(2, x, r.weighted(u)),
        ]
        let s4 = (0..<width).map { column in
            nonces.response(3 + column, x, masks.weighted(u, from: column, by: width))
        }
        let permutedSecrets = SecretList(permutedU)
        return ShuffleProof(
            c: c, chain: chain, chainCommitments: chainCommitments, t: t, t4a: t4a, t4b: t4b, s: s, s4: s4,
            chainResponses: (0..<count).map { index in rHat.with(index) { chainNonces.response(index, x, $0) } },
            responses: (0..<count).map { index in permutedSecrets.with(index) { rowNonces.response(index, x, $0) } })
    }

    private static func point(_ point: Point?) throws(CryptoError) -> Point {
        guard let point else { throw CryptoError("a drawn point is the identity") }
        return point
    }
}

extension SecretList {
    /// `count` secrets in the order drawn.
    static func drawn(_ count: Int, _ source: inout some RandomSource) -> SecretList {
        let list = SecretList()
        for _ in 0..<count { list.append(source.scalar()) }
        return list
    }

    /// Values whose order is the secret.
    convenience init(_ scalars: [Scalar]) {
        self.init()
        for scalar in scalars { append(SecretScalar(reducing: scalar.bytes)) }
    }

    /// The sum of each secret times the point beside it, by single-scalar products on all cores.
    func products(_ points: [Point]) throws(CryptoError) -> Point? {
        sum(
            try parallelMap(count: points.count) { (index) throws(CryptoError) in
                try self.with(index) { (secret) throws(CryptoError) in try secret.times(points[index]) }
            })
    }

    /// The sum of the secrets at `first`, `first + step`, … times the weights.
    func weighted(_ weights: [Scalar], from first: Int = 0, by step: Int = 1) -> SecretScalar {
        var total = SecretScalar(reducing: [0])
        for (index, weight) in weights.enumerated() {
            total = with(first + index * step) { total.plus($0.times(weight)) }
        }
        return total
    }

    /// The nonce at `index` + challenge * secret.
    func response(_ index: Int, _ challenge: Scalar, _ secret: borrowing SecretScalar) -> Scalar {
        with(index) { $0.response(challenge, secret) }
    }
}
