import Wire

/// What a trustee keeps to itself during the key ceremony: its transport secret and its polynomial.
public struct TrusteeSecrets: ~Copyable, Sendable {
    public let trustee: Int
    private let parameters: CeremonyParameters
    /// l_j, then f_{j,0} … f_{j,t-1}.
    private let secrets: SecretList

    /// Fresh secrets for trustee `number`, counted from 1.
    public static func generate(trustee number: Int, _ parameters: CeremonyParameters) -> TrusteeSecrets {
        var source = SystemRandom()
        return TrusteeSecrets(trustee: number, parameters, randomness: &source)
    }

    /// Draws l, then the polynomial's coefficients.
    package init(trustee number: Int, _ parameters: CeremonyParameters, randomness: inout some RandomSource) {
        trustee = number
        self.parameters = parameters
        secrets = SecretList.drawn(parameters.threshold + 1, &randomness)
    }

    /// Reads what `revealed` gave. Throws `CryptoError` unless there are t + 1 scalars, and such a trustee.
    public init(trustee number: Int, _ parameters: CeremonyParameters, secretBytes bytes: [UInt8]) throws(CryptoError) {
        guard (1...parameters.count).contains(number) else { throw CryptoError("there is no trustee \(number)") }
        guard bytes.count == Scalar.count * (parameters.threshold + 1) else {
            throw CryptoError("expected \(parameters.threshold + 1) secrets of 32 bytes, found \(bytes.count) bytes")
        }
        let secrets = SecretList()
        for start in stride(from: 0, to: bytes.count, by: Scalar.count) {
            secrets.append(try SecretScalar(secretBytes: bytes[start..<start + Scalar.count]))
        }
        trustee = number
        self.parameters = parameters
        self.secrets = secrets
    }

    /// The secrets' bytes, for a private file; the caller wipes them.
    public func revealed() -> [UInt8] { (0..<secrets.count).flatMap { secrets[$0].copy().revealed() } }

    /// Round 1. Throws `CryptoError` when a secret is zero, or there is no such trustee.
    public func begin() throws(CryptoError) -> CeremonyRound1 {
        var source = SystemRandom()
        return try begin(randomness: &source)
    }

    /// Draws one nonce.
    package func begin(randomness: inout some RandomSource) throws(CryptoError) -> CeremonyRound1 {
        guard (1...parameters.count).contains(trustee) else { throw CryptoError("there is no trustee \(trustee)") }
        let publics = try secrets.timesGenerator()
        var transcript = CeremonyRound1.transcript(trustee, publics[0], Array(publics[1...]), parameters)
        let nonce = randomness.nonce(for: secrets[1], transcript)
        let commitment = try nonce.timesGenerator()
        let response = nonce.response(transcript.challenge([commitment]), secrets[1])
        let bytes =
            UInt32(trustee).bigEndianBytes + publics.flatMap(\.compressed) + commitment.compressed + response.bytes
        return try CeremonyRound1(parsing: bytes, trustee: trustee, parameters)
    }

    /// Round 2: the encrypted shares for the others, in ascending order of recipient.
    /// Throws `CryptoError` when round 1 is not complete, not distinct, or not of these secrets.
    public func deal(_ round1: [CeremonyRound1]) throws(CryptoError) -> [UInt8] {
        var source = SystemRandom()
        return try deal(round1, randomness: &source)
    }

    /// Draws one e for each box.
    package func deal(
        _ round1: [CeremonyRound1], randomness: inout some RandomSource
    ) throws(CryptoError) -> [UInt8] {
        let d1 = try digest(round1)
        var boxes: [UInt8] = []
        for recipient in round1 where recipient.trustee != trustee {
            boxes += try seal(share(for: recipient.trustee), for: recipient, d1: d1, randomness: &randomness)
        }
        return boxes
    }

    /// One box, `E || ciphertext || tag`. Draws e.
    package func seal(
        _ share: consuming SecretScalar, for recipient: CeremonyRound1, d1: Digest,
        randomness: inout some RandomSource
    ) throws(CryptoError) -> [UInt8] {
        let e = randomness.scalar()
        let ephemeral = try e.timesGenerator()
        let keys = CeremonyRound2.boxKey(
            try e.times(recipient.transportKey), ephemeral, recipient.transportKey, dealer: trustee,
            recipient: recipient.trustee, d1: d1, parameters)
        var bytes = share.revealed()
        defer { bytes.wipe() }
        return ephemeral.compressed
            + SealedBytes.seal(bytes, key: keys.key, nonce: keys.nonce, authenticating: keys.info)
    }

    /// D1. Throws `CryptoError` unless round 1 holds every trustee's file, and this one's own.
    private func digest(_ round1: [CeremonyRound1]) throws(CryptoError) -> Digest {
        let d1 = try round1.digest(parameters)
        guard round1.indices.contains(trustee - 1) else { throw CryptoError("there is no trustee \(trustee)") }
        let own = round1[trustee - 1]
        guard try [own.transportKey] + own.commitments == secrets.timesGenerator() else {
            throw CryptoError("trustee \(trustee)'s file of round 1 is not of these secrets")
        }
        return d1
    }

    /// f_j(l), by Horner's rule.
    package func share(for number: Int) -> SecretScalar {
        let x = Scalar(UInt64(number))
        var value = secrets[secrets.count - 1].copy()
        for index in stride(from: secrets.count - 2, through: 1, by: -1) {
            value = secrets[index].plus(value.times(x))
        }
        return value
    }

    /// The final share x_l, from every dealer's boxes in order of the dealers.
    ///
    /// Throws `CeremonyFault`: a complaint when a dealer's box does not open or holds a wrong share, for which the
    /// ceremony must be restarted whoever is guilty.
    public func finish(_ round1: [CeremonyRound1], _ boxes: [[UInt8]]) throws(CeremonyFault) -> KeyShare {
        do {
            let d1 = try digest(round1)
            let keys = try ElectionKeys(round1, parameters)
            guard boxes.count == round1.count else {
                throw CryptoError("expected the boxes of \(round1.count) dealers, found those of \(boxes.count)")
            }
            var total = share(for: trustee)
            for (dealer, bytes) in zip(round1, boxes) {
                try CeremonyRound2.check(bytes, parameters)
                guard dealer.trustee != trustee else { continue }
                let box = CeremonyRound2.box(bytes, dealer: dealer.trustee, recipient: trustee)
                guard let share = try open(box, of: dealer, d1) else {
                    var source = SystemRandom()
                    let complaint = try complain(about: box, dealer: dealer.trustee, d1: d1, randomness: &source)
                    throw CeremonyFault.complaint(complaint, dealer: dealer.trustee)
                }
                total = total.plus(share)
            }
            guard try total.timesGenerator() == keys.verificationKeys[trustee - 1] else {
                throw CryptoError("the final share does not fit the verification key")
            }
            return KeyShare(trustee: trustee, secret: total)
        } catch let fault as CeremonyFault {
            throw fault
        } catch {
            throw .refused("\(error)")
        }
    }

    /// The share in the box, when it opens and fits the dealer's commitments.
    private func open(_ box: [UInt8], of dealer: CeremonyRound1, _ d1: Digest) throws(CryptoError) -> SecretScalar? {
        guard let ephemeral = try? Point(compressed: box[..<Point.compressedCount]) else { return nil }
        let share = CeremonyRound2.open(
            box, with: try secrets[0].times(ephemeral), try secrets[0].timesGenerator(), dealer: dealer.trustee,
            recipient: trustee, d1: d1, parameters)
        guard let share, (try? share.timesGenerator()) == dealer.commitment(to: trustee) else { return nil }
        return share
    }

    /// `S || T1 || T2 || s`; empty when the box's E is no point, which shows the dealer guilty by itself. Draws a nonce.
    package func complain(
        about box: [UInt8], dealer: Int, d1: Digest, randomness: inout some RandomSource
    ) throws(CryptoError) -> [UInt8] {
        guard let ephemeral = try? Point(compressed: box[..<Point.compressedCount]) else { return [] }
        let own = try secrets[0].timesGenerator()
        let shared = try secrets[0].times(ephemeral)
        var transcript = CeremonyComplaint.transcript(
            box, own, shared, dealer: dealer, accuser: trustee, d1: d1, parameters)
        let nonce = randomness.nonce(for: secrets[0], transcript)
        let commitments = [try nonce.timesGenerator(), try nonce.times(ephemeral)]
        let response = nonce.response(transcript.challenge(commitments), secrets[0])
        return shared.compressed + commitments.flatMap(\.compressed) + response.bytes
    }
}

/// Why a trustee can't finish the ceremony.
public enum CeremonyFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The complaint's bytes, and the dealer it is about.
    case complaint([UInt8], dealer: Int)
    case refused(String)

    public var description: String {
        switch self {
        case .complaint(_, let dealer):
            "trustee \(dealer) dealt a share that does not fit its commitments: the ceremony must be restarted"
        case .refused(let reason): reason
        }
    }
}
