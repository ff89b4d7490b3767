import Wire

/// What all files of one key ceremony agree on.
public struct CeremonyParameters: Hashable, Sendable {
    /// The leaf hash of the manifest.
    public let cid: Digest
    public let threshold: Int
    public let count: Int

    /// `threshold` is from 1 to `count`, and `count` at most 65,535, as the manifest's checks ensure.
    public init(cid: Digest, threshold: Int, count: Int) {
        precondition((1...65_535).contains(count) && (1...count).contains(threshold), "a threshold of the trustees")
        self.cid = cid
        self.threshold = threshold
        self.count = count
    }
}

/// A trustee's file of round 1, checked: `u32(j) || L || A_0 … A_{t-1} || T || s` (spec/cryptography.md, "Key ceremony").
public struct CeremonyRound1: Hashable, Sendable {
    public let bytes: [UInt8]
    /// From 1.
    public let trustee: Int
    /// L: what the others encrypt this trustee's shares under.
    public let transportKey: Point
    /// A_0 … A_{t-1}: the trustee's polynomial times G.
    public let commitments: [Point]

    public static func size(threshold: Int) -> Int { 4 + Point.compressedCount * (threshold + 2) + Scalar.count }

    /// Throws `CryptoError` unless `bytes` are exactly trustee `number`'s file, with a proof that it knows A_0's secret.
    public init(parsing bytes: [UInt8], trustee number: Int, _ parameters: CeremonyParameters) throws(CryptoError) {
        guard bytes.count == Self.size(threshold: parameters.threshold) else {
            throw CryptoError("expected \(parameters.threshold) commitments, found a file of \(bytes.count) bytes")
        }
        var points: [Point] = []
        let index: UInt32
        let response: Scalar
        do {
            var reader = ByteReader(bytes)
            index = try reader.u32()
            for _ in 0..<parameters.threshold + 2 {
                points.append(try Point(compressed: reader.bytes(Point.compressedCount)))
            }
            response = try Scalar(decoding: reader.bytes(Scalar.count))
            try reader.finish()
        } catch {
            throw CryptoError("\(error)")
        }
        guard Int(index) == number else { throw CryptoError("expected trustee \(number)'s file, found \(index)'s") }
        self.bytes = bytes
        trustee = number
        transportKey = points[0]
        commitments = Array(points[1...parameters.threshold])
        let nonce = points[parameters.threshold + 1]
        var transcript = Self.transcript(number, transportKey, commitments, parameters)
        let challenge = transcript.challenge([nonce])
        try Equation("proof of possession", [(.one, nonce), (challenge, commitments[0])], generator: -response)
            .require()
    }

    /// The transcript up to the commitment T.
    static func transcript(
        _ trustee: Int, _ transportKey: Point, _ commitments: [Point], _ parameters: CeremonyParameters
    ) -> Transcript {
        var transcript = Transcript("dkg-pop", context: parameters.cid)
        transcript.put("j", UInt32(trustee))
        transcript.put("t", UInt32(parameters.threshold))
        transcript.put("m", UInt32(parameters.count))
        transcript.put("L", transportKey)
        transcript.put("A", commitments)
        return transcript
    }

    /// The sum over k of l^k A_k: what trustee `number`'s share from this dealer must be the logarithm of.
    func commitment(to number: Int) -> Point? {
        var power = Scalar.one
        var terms: [(Scalar, Point)] = []
        for commitment in commitments {
            terms.append((power, commitment))
            power = power * Scalar(UInt64(number))
        }
        return linearCombination(terms)
    }
}

extension [CeremonyRound1] {
    /// D1: what round 2 is bound to.
    /// Throws `CryptoError` unless there is a file of each trustee, in order, no two with equal keys.
    public func digest(_ parameters: CeremonyParameters) throws(CryptoError) -> Digest {
        guard map(\.trustee) == Array<Int>(1...parameters.count) else {
            throw CryptoError(
                "expected the files of trustees 1 to \(parameters.count), found those of \(map { "\($0.trustee)" }.listed())"
            )
        }
        guard Set(map(\.transportKey)).count == count else { throw CryptoError("two transport keys are equal") }
        guard Set(map { $0.commitments[0] }).count == count else { throw CryptoError("two trustees' keys are equal") }
        var hash = SHA256()
        hash.update("stembus-v1/dkg-round1\0".utf8)
        hash.update(parameters.cid.bytes + UInt32(parameters.count).bigEndianBytes)
        for file in self { hash.update(file.bytes) }
        return hash.digest()
    }
}

/// The public outcome of a key ceremony.
public struct ElectionKeys: Hashable, Sendable {
    /// PK: what ballots are sealed under.
    public let electionKey: Point
    /// VK_1 … VK_m: what the trustees' proofs are held against.
    public let verificationKeys: [Point]
    /// How many trustees open a ballot.
    public let threshold: Int

    /// From all files of round 1, which `digest` has checked. Throws `CryptoError` when a key would be the identity.
    public init(_ round1: [CeremonyRound1], _ parameters: CeremonyParameters) throws(CryptoError) {
        let sums = (0..<parameters.threshold).map { power in sum(round1.map { $0.commitments[power] }) }
        guard let electionKey = sums.first ?? nil else { throw CryptoError("the election key is the identity") }
        self.electionKey = electionKey
        threshold = parameters.threshold
        var keys: [Point] = []
        for number in 1...parameters.count {
            guard let key = sum(round1.map { $0.commitment(to: number) }) else {
                throw CryptoError("trustee \(number)'s key is the identity")
            }
            keys.append(key)
        }
        verificationKeys = keys
    }
}
