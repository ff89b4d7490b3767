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

    /// Reads what `revealed` gave. Throws `CryptoError` unless there are t + 1 scalars.
    public init(trustee number: Int, _ parameters: CeremonyParameters, secretBytes bytes: [UInt8]) throws(CryptoError) {
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
    public func revealed() -> [UInt8] { (0..<secrets.count).flatMap { secrets.copy($0).revealed() } }

    /// Round 1. Throws `CryptoError` when a secret is zero.
    public func begin() throws(CryptoError) -> CeremonyRound1 {
        var source = SystemRandom()
        return try begin(randomness: &source)
    }

    /// Draws one nonce.
    package func begin(randomness: inout some RandomSource) throws(CryptoError) -> CeremonyRound1 {
        var publics: [Point] = []
        for index in 0..<secrets.count {
            publics.append(try secrets.with(index) { (secret) throws(CryptoError) in try secret.timesGenerator() })
        }
        let nonce = randomness.scalar()
        let commitment = try nonce.timesGenerator()
        let challenge = CeremonyRound1.challenge(trustee, publics[0], Array(publics[1...]), commitment, parameters)
        let response = secrets.with(1) { nonce.response(challenge, $0) }
        let bytes =
            UInt32(trustee).bigEndianBytes + publics.flatMap(\.compressed) + commitment.compressed + response.bytes
        return try CeremonyRound1(parsing: bytes, trustee: trustee, parameters)
    }

    /// Round 2: the encrypted shares for the others. Throws `CryptoError` when round 1 is not complete or not distinct.
    public func deal(_ round1: [CeremonyRound1]) throws(CryptoError) -> [UInt8] {
        var source = SystemRandom()
        return try deal(round1, randomness: &source)
    }

    /// Draws one e for each box.
    package func deal(
        _ round1: [CeremonyRound1], randomness: inout some RandomSource
    ) throws(CryptoError) -> [UInt8] {
        let d1 = try round1.digest(parameters)
        var boxes: [UInt8] = []
        for recipient in round1 where recipient.trustee != trustee {
            let e = randomness.scalar()
            let ephemeral = try e.timesGenerator()
            let keys = CeremonyRound2.boxKey(
                try e.times(recipient.transportKey), ephemeral, recipient.transportKey, dealer: trustee,
                recipient: recipient.trustee, d1: d1, parameters)
            var share = share(for: recipient.trustee).revealed()
            boxes += ephemeral.compressed
            boxes += SealedBytes.seal(share, key: keys.key, nonce: keys.nonce, authenticating: keys.info)
            share.wipe()
        }
        return boxes
    }

    /// f_j(l), by Horner's rule.
    private func share(for number: Int) -> SecretScalar {
        let x = Scalar(UInt64(number))
        var value = secrets.copy(secrets.count - 1)
        for index in stride(from: secrets.count - 2, through: 1, by: -1) {
            value = secrets.with(index) { $0.plus(value.times(x)) }
        }
        return value
    }

    /// The final share x_l, from every dealer's boxes in order of the dealers.
    ///
    /// Throws `CeremonyFault`: a complaint when a dealer's box does not open or holds a wrong share, for which the
    /// ceremony must be restarted whoever is guilty.
    public func finish(_ round1: [CeremonyRound1], _ boxes: [[UInt8]]) throws(CeremonyFault) -> KeyShare {
        do {
            let d1 = try round1.digest(parameters)
            let keys = try ElectionKeys(round1, parameters)
            var total = share(for: trustee)
            for (dealer, bytes) in zip(round1, boxes) where dealer.trustee != trustee {
                try CeremonyRound2.check(bytes, parameters)
                let box = CeremonyRound2.box(bytes, dealer: dealer.trustee, recipient: trustee)
                guard let share = open(box, of: dealer, d1) else {
                    throw CeremonyFault.complaint(
                        try complain(about: box, of: dealer, d1: d1), dealer: dealer.trustee)
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
    private func open(_ box: [UInt8], of dealer: CeremonyRound1, _ d1: Digest) -> SecretScalar? {
        guard let ephemeral = try? Point(compressed: box[..<Point.compressedCount]),
            let (shared, own) = try? secrets.with(
                0,
                { (l) throws(CryptoError) in
                    (try l.times(ephemeral), try l.timesGenerator())
                }),
            let share = CeremonyRound2.open(
                box, with: shared, own, dealer: dealer.trustee, recipient: trustee, d1: d1, parameters)
        else { return nil }
        guard let image = try? share.timesGenerator(), image == dealer.commitment(to: trustee) else { return nil }
        return share
    }

    private func complain(about box: [UInt8], of dealer: CeremonyRound1, d1: Digest) throws(CryptoError) -> [UInt8] {
        var source = SystemRandom()
        return try complain(about: box, dealer: dealer.trustee, d1: d1, randomness: &source)
    }

    /// `S || T1 || T2 || s`; empty when the box's E is no point, which shows the dealer guilty by itself. Draws a nonce.
    package func complain(
        about box: [UInt8], dealer: Int, d1: Digest, randomness: inout some RandomSource
    ) throws(CryptoError) -> [UInt8] {
        guard let ephemeral = try? Point(compressed: box[..<Point.compressedCount]) else { return [] }
        let (own, shared) = try secrets.with(0) { (l) throws(CryptoError) in
            (try l.timesGenerator(), try l.times(ephemeral))
        }
        let nonce = randomness.scalar()
        let commitments = [try nonce.timesGenerator(), try nonce.times(ephemeral)]
        let challenge = CeremonyComplaint.challenge(
            box, own, shared, commitments, dealer: dealer, accuser: trustee, d1: d1, parameters)
        let response = secrets.with(0) { nonce.response(challenge, $0) }
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

/// A trustee's share x_l of the election's secret key.
public struct KeyShare: ~Copyable, Sendable {
    public let trustee: Int
    package let secret: SecretScalar

    init(trustee: Int, secret: consuming SecretScalar) {
        self.trustee = trustee
        self.secret = secret
    }

    /// Reads what `revealed` gave. Throws `CryptoError` unless it is a scalar.
    public init(trustee: Int, secretBytes: [UInt8]) throws(CryptoError) {
        self.init(trustee: trustee, secret: try SecretScalar(secretBytes: secretBytes))
    }

    /// The share's bytes, for a private file; the caller wipes them.
    public func revealed() -> [UInt8] { secret.copy().revealed() }

    /// `T || s`: proof that the trustee holds this share. Throws `CryptoError` when a drawn secret is zero.
    public func acknowledge(d2: Digest, keys: ElectionKeys, _ parameters: CeremonyParameters) throws(CryptoError)
        -> [UInt8]
    {
        var source = SystemRandom()
        return try acknowledge(d2: d2, keys: keys, parameters, randomness: &source)
    }

    /// Draws one nonce.
    package func acknowledge(
        d2: Digest, keys: ElectionKeys, _ parameters: CeremonyParameters, randomness: inout some RandomSource
    ) throws(CryptoError) -> [UInt8] {
        let nonce = randomness.scalar()
        let commitment = try nonce.timesGenerator()
        let challenge = CeremonyAcknowledgement.challenge(commitment, trustee: trustee, d2: d2, keys: keys, parameters)
        return commitment.compressed + nonce.response(challenge, secret).bytes
    }
}
