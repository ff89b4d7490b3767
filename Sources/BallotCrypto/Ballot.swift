import Wire

/// A ballot's bytes taken apart, before anything was checked but their form (spec/cryptography.md, "Ballot"):
///
///     0x01 || ctx(32) || u32(district) || u8(q) || K_1..K_q || u8(w) || ciphertexts(66 w) || T_1..T_{q+w} || s_1..s_{q+w}
public struct UnverifiedBallot: Hashable, Sendable {
    public let bytes: [UInt8]
    /// The tree head at `open`, which binds the ballot to one election.
    public let context: Digest
    public let district: UInt32
    /// K_1 … K_q, one of each issuer.
    public let credentials: [Point]
    /// Of all contests of the district's style.
    public let ciphertexts: [Ciphertext]
    let head: [UInt8]
    let commitments: [Point]
    let responses: [Scalar]

    fileprivate init(
        bytes: [UInt8], context: Digest, district: UInt32, credentials: [Point], ciphertexts: [Ciphertext],
        head: [UInt8], commitments: [Point], responses: [Scalar]
    ) {
        self.bytes = bytes
        self.context = context
        self.district = district
        self.credentials = credentials
        self.ciphertexts = ciphertexts
        self.head = head
        self.commitments = commitments
        self.responses = responses
    }

    /// Throws `CryptoError` unless `bytes` are exactly one ballot of well-formed points and scalars.
    public init(parsing bytes: [UInt8]) throws(CryptoError) {
        do {
            var reader = ByteReader(bytes)
            guard try reader.u8() == 1 else { throw CryptoError("expected a ballot to begin with 01") }
            guard let context = Digest(try reader.bytes(Digest.count)) else { throw CryptoError("expected a context") }
            self.context = context
            district = try reader.u32()
            let q = Int(try reader.u8())
            guard (1...2).contains(q) else { throw CryptoError("expected 1 or 2 credential keys, found \(q)") }
            credentials = try Self.points(q, &reader)
            let w = Int(try reader.u8())
            guard w > 0 else { throw CryptoError("expected a ciphertext, found none") }
            let halves = try Self.points(2 * w, &reader)
            ciphertexts = (0..<w).map { Ciphertext(a: halves[2 * $0], b: halves[2 * $0 + 1]) }
            head = Array(bytes.prefix(bytes.count - reader.remaining))
            commitments = try Self.points(q + w, &reader)
            var responses: [Scalar] = []
            for _ in 0..<q + w { responses.append(try Scalar(decoding: reader.bytes(Scalar.count))) }
            self.responses = responses
            try reader.finish()
            self.bytes = bytes
        } catch {
            throw CryptoError("the ballot: \(error)")
        }
    }

    private static func points(_ count: Int, _ reader: inout ByteReader) throws -> [Point] {
        var points: [Point] = []
        for _ in 0..<count { points.append(try Point(compressed: reader.bytes(Point.compressedCount))) }
        return points
    }

    /// Bytes of a ballot with q credential keys and w ciphertexts: 39 + 98q + 131w.
    public static func size(credentials q: Int, ciphertexts w: Int) -> Int { 39 + 98 * q + 131 * w }

    /// K_1 … K_q compressed: how the roll names the credential.
    public var credentialKey: [UInt8] { credentials.flatMap(\.compressed) }

    /// T_i + c image_i - s_i G = O, over the credentials' keys, then the ciphertexts' a.
    func equations(under electionKey: Point) -> [Equation] {
        var transcript = Self.transcript(context, head, electionKey)
        let challenge = transcript.challenge(commitments)
        let images = credentials + ciphertexts.map(\.a)
        return images.indices.map { index in
            Equation(
                "proof", row: index + 1, [(.one, commitments[index]), (challenge, images[index])],
                generator: -responses[index])
        }
    }

    /// The transcript up to the commitments T.
    static func transcript(_ context: Digest, _ head: [UInt8], _ electionKey: Point) -> Transcript {
        var transcript = Transcript("ballot-pok", context: context)
        transcript.put("pk", electionKey)
        transcript.put("head", head)
        return transcript
    }
}

/// A ballot whose proof holds: made by its credential, by somebody who knows what is in it, for this election.
public struct Ballot: Hashable, Sendable {
    public let content: UnverifiedBallot

    /// Throws `CryptoError` when the proof does not verify.
    public init(verifying ballot: UnverifiedBallot, under electionKey: Point) throws(CryptoError) {
        do { try ballot.equations(under: electionKey).requireEach() } catch { throw Self.unproven(error) }
        content = ballot
    }

    /// Each ballot, or why its proof does not verify: all proofs are folded into one check, and halves of them where that
    /// fails, so that many cost less than each on its own.
    public static func verified(
        _ ballots: [UnverifiedBallot], under electionKey: Point
    ) -> [Result<Ballot, CryptoError>] {
        let equations = parallelMap(count: ballots.count) { ballots[$0].equations(under: electionKey) }
        return verified(ballots[...], equations[...])
    }

    private static func verified(
        _ ballots: ArraySlice<UnverifiedBallot>, _ equations: ArraySlice<[Equation]>
    ) -> [Result<Ballot, CryptoError>] {
        guard ballots.count > 1 else {
            return zip(ballots, equations).map { ballot, equations in
                Result { () throws(CryptoError) in
                    do throws(CryptoError) { try equations.requireEach() } catch { throw unproven(error) }
                    return Ballot(proven: ballot)
                }
            }
        }
        if WeightedTerms(equations.joined()).isZero { return ballots.map { .success(Ballot(proven: $0)) } }
        let middle = ballots.startIndex + ballots.count / 2
        return verified(ballots[..<middle], equations[..<middle]) + verified(ballots[middle...], equations[middle...])
    }

    private static func unproven(_ error: CryptoError) -> CryptoError {
        CryptoError("proof does not verify (\(error))")
    }

    private init(proven content: UnverifiedBallot) {
        self.content = content
    }

    /// Seals `elements`, one message of at most 30 bytes for each ciphertext, and signs them with the credential.
    /// Throws `CryptoError` for an element that is too long.
    public static func seal(
        elements: [[UInt8]], context: Digest, district: UInt32, under electionKey: Point,
        by credential: borrowing Credential
    ) throws(CryptoError) -> Ballot {
        var source = SystemRandom()
        return try seal(
            elements: elements, context: context, district: district, under: electionKey, by: credential,
            randomness: &source)
    }

    /// Draws r_1 … r_w, then the nonces o_1 … o_{q+w}.
    package static func seal(
        elements: [[UInt8]], context: Digest, district: UInt32, under electionKey: Point,
        by credential: borrowing Credential, randomness: inout some RandomSource
    ) throws(CryptoError) -> Ballot {
        guard (1...255).contains(elements.count) else {
            throw CryptoError("expected 1 to 255 elements, found \(elements.count)")
        }
        let secrets = SecretList.drawn(elements.count, &randomness)
        var sums: [CurvePoint] = []
        for (index, element) in elements.enumerated() {
            sums.append(secrets[index].multipleOfGenerator())
            sums.append(
                secrets[index].multiple(of: electionKey).adding(try Embedding.encode(element).curvePoint))
        }
        let halves = try [Point](normalizing: sums)
        var head: [UInt8] = [1] + context.bytes + district.bigEndianBytes + [UInt8(credential.publicKeys.count)]
        head += credential.publicKeys.flatMap(\.compressed) + [UInt8(elements.count)]
        head += halves.flatMap(\.compressed)
        let witnesses = SecretList()
        credential.forEachSecret { witnesses.append($0.copy()) }
        for index in elements.indices { witnesses.append(secrets[index].copy()) }
        var transcript = UnverifiedBallot.transcript(context, head, electionKey)
        let nonces = SecretList()
        for index in 0..<witnesses.count { nonces.append(randomness.nonce(for: witnesses[index], transcript)) }
        let commitments = try [Point](normalizing: (0..<nonces.count).map { nonces[$0].multipleOfGenerator() })
        let responses = nonces.responses(transcript.challenge(commitments), witnesses)
        let proof = commitments.flatMap(\.compressed) + responses.flatMap(\.bytes)
        return Ballot(
            proven: UnverifiedBallot(
                bytes: head + proof, context: context, district: district, credentials: credential.publicKeys,
                ciphertexts: elements.indices.map { Ciphertext(a: halves[2 * $0], b: halves[2 * $0 + 1]) },
                head: head, commitments: commitments, responses: responses))
    }
}
