import Wire

/// What a trustee's proof is about: the list by its hash alone.
struct DecryptionHead {
    let electionKey: Point
    let context: Digest
    let contest: UInt32
    let trustee: UInt32
    let verificationKey: Point
    let count: Int
    let width: Int
    let list: Digest

    /// The transcript before the prover's first message.
    var transcript: Transcript {
        var transcript = Transcript("decrypt", context: context)
        transcript.put("pk", electionKey)
        transcript.put("contest", contest)
        transcript.put("j", trustee)
        transcript.put("vk", verificationKey)
        transcript.put("N", UInt64(count))
        transcript.put("w", UInt32(width))
        transcript.put("in", list.bytes)
        return transcript
    }
}

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
    func transcript(_ shares: [Point]) -> Transcript {
        let head = DecryptionHead(
            electionKey: electionKey, context: context, contest: contest, trustee: trustee,
            verificationKey: verificationKey, count: list.count, width: list.width, list: list.digest)
        var transcript = head.transcript
        transcript.put("D", shares)
        return transcript
    }

    /// Throws `CryptoError` naming what fails, unless every share is the list's `a` times the trustee's key.
    public func verify(_ shares: DecryptionShares, _ check: EquationCheck = .folded) throws(CryptoError) {
        try equations(shares).require(check)
    }

    /// T1 + c VK - sG = O and T2 + c sum z_i D_i - s sum z_i a_i = O; none for an empty list.
    func equations(_ shares: DecryptionShares) throws(CryptoError) -> [Equation] {
        let count = list.ciphertexts.count
        guard shares.points.count == count else {
            throw CryptoError("expected \(count) shares, found \(shares.points.count)")
        }
        guard let proof = shares.proof else {
            guard count == 0 else { throw CryptoError("expected a proof, found none") }
            return []
        }
        var transcript = transcript(shares.points)
        let z = transcript.scalars("z", count)
        let c = transcript.challenge([proof.key, proof.sum])
        let weighted = z.indices.map { (c * z[$0], shares.points[$0]) }
        let answered = z.indices.map { (-(proof.response * z[$0]), list.ciphertexts[$0].a) }
        return [
            Equation("the key's equation", [(.one, proof.key), (c, verificationKey)], generator: -proof.response),
            Equation("the shares' equation", [(.one, proof.sum)] + weighted + answered),
        ]
    }

    /// The shares and their proof. Throws `CryptoError` when the key is not the trustee's.
    public func open(with key: borrowing KeyShare) throws(CryptoError) -> DecryptionShares {
        var source = SystemRandom()
        return try open(with: key, randomness: &source)
    }

    /// Draws one nonce.
    package func open(
        with key: borrowing KeyShare, randomness: inout some RandomSource
    ) throws(CryptoError) -> DecryptionShares {
        guard try key.secret.timesGenerator() == verificationKey else {
            throw CryptoError("the share does not fit trustee \(trustee)'s verification key")
        }
        let a = list.ciphertexts.map(\.a)
        guard !a.isEmpty else { return DecryptionShares(points: [], proof: nil) }
        let secret = SecretList()
        secret.append(key.secret.copy())
        let points = try [Point](count: a.count) { (index) throws(CryptoError) in secret[0].multiple(of: a[index]) }
        var transcript = transcript(points)
        let z = transcript.scalars("z", a.count)
        guard let folded = longCombination(zip(z, a).map { ($0, $1) }) else {
            throw CryptoError("the weighted sum is the identity")
        }
        let nonce = randomness.nonce(for: key.secret, transcript)
        let first = try nonce.timesGenerator()
        let second = try nonce.times(folded)
        let c = transcript.challenge([first, second])
        let proof = DecryptionShares.Proof(key: first, sum: second, response: nonce.response(c, key.secret))
        return DecryptionShares(points: points, proof: proof)
    }
}
