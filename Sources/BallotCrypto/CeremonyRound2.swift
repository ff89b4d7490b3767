import Wire

/// Round 2: one dealer's encrypted shares for the others, 81 bytes each (`E || ciphertext || tag`), in ascending order of
/// recipient; and D2 over all dealers' (spec/cryptography.md, "Key ceremony").
public enum CeremonyRound2 {
    public static let boxCount = Point.compressedCount + Scalar.count + 16

    /// Throws `CryptoError` unless `bytes` have room for one box for each of the other trustees; what is in a box is for
    /// its recipient to see, and to complain about.
    public static func check(_ bytes: [UInt8], _ parameters: CeremonyParameters) throws(CryptoError) {
        let expected = boxCount * (parameters.count - 1)
        guard bytes.count == expected else {
            throw CryptoError("expected \(expected) bytes of shares, found \(bytes.count)")
        }
    }

    /// The box of `dealer` for `recipient`. The bytes have been checked.
    static func box(_ bytes: [UInt8], dealer: Int, recipient: Int) -> [UInt8] {
        let place = recipient < dealer ? recipient - 1 : recipient - 2
        return Array(bytes[place * boxCount..<(place + 1) * boxCount])
    }

    /// D2: what the acknowledgements are bound to. Boxes are in order of the dealers.
    public static func digest(_ d1: Digest, _ boxes: [[UInt8]]) -> Digest {
        var hash = SHA256()
        hash.update("stembus-v1/dkg-round2\0".utf8)
        hash.update(d1.bytes)
        for box in boxes { hash.update(box) }
        return hash.digest()
    }

    /// The key and nonce of a box, from S = e L = l E.
    static func boxKey(
        _ shared: Point, _ ephemeral: Point, _ transportKey: Point, dealer: Int, recipient: Int, d1: Digest,
        _ parameters: CeremonyParameters
    ) -> (key: [UInt8], nonce: [UInt8], info: [UInt8]) {
        let info =
            parameters.cid.bytes + d1.bytes + UInt32(dealer).bigEndianBytes + UInt32(recipient).bigEndianBytes
            + ephemeral.compressed + transportKey.compressed
        var material = KeyDerivation.hkdf(
            shared.xBytes, salt: Array("stembus-v1/dkg-share".utf8), info: info, count: 44)
        defer { material.wipe() }
        return (Array(material[..<32]), Array(material[32...]), info)
    }

    /// The share in a box, when S opens it and it is a scalar; nil otherwise.
    static func open(
        _ box: [UInt8], with shared: Point, _ transportKey: Point, dealer: Int, recipient: Int, d1: Digest,
        _ parameters: CeremonyParameters
    ) -> SecretScalar? {
        guard let ephemeral = try? Point(compressed: box[..<Point.compressedCount]) else { return nil }
        let keys = boxKey(
            shared, ephemeral, transportKey, dealer: dealer, recipient: recipient, d1: d1, parameters)
        guard
            var bytes = SealedBytes.open(
                Array(box[Point.compressedCount...]), key: keys.key, nonce: keys.nonce, authenticating: keys.info)
        else { return nil }
        defer { bytes.wipe() }
        guard bytes.count == Scalar.count, Number(bytes).isBelowOrder else { return nil }
        return SecretScalar(reducing: bytes)
    }
}

/// The acknowledgement `T || s` that a trustee holds its final share.
public enum CeremonyAcknowledgement {
    public static let count = Point.compressedCount + Scalar.count

    /// Throws `CryptoError` unless `bytes` prove that trustee `number` knows the logarithm of its verification key.
    public static func verify(
        _ bytes: [UInt8], trustee number: Int, d2: Digest, keys: ElectionKeys, _ parameters: CeremonyParameters
    ) throws(CryptoError) {
        guard bytes.count == count else {
            throw CryptoError("expected an acknowledgement of \(count) bytes, found \(bytes.count)")
        }
        guard keys.verificationKeys.indices.contains(number - 1) else {
            throw CryptoError("there is no trustee \(number)")
        }
        let nonce = try Point(compressed: bytes[..<Point.compressedCount])
        let response = try Scalar(decoding: bytes[Point.compressedCount...])
        let key = keys.verificationKeys[number - 1]
        var transcript = transcript(trustee: number, d2: d2, keys: keys, parameters)
        let challenge = transcript.challenge([nonce])
        try Equation("acknowledgement", [(.one, nonce), (challenge, key)], generator: -response).require()
    }

    /// The transcript up to the commitment T.
    static func transcript(
        trustee number: Int, d2: Digest, keys: ElectionKeys, _ parameters: CeremonyParameters
    ) -> Transcript {
        var transcript = Transcript("dkg-ack", context: parameters.cid)
        transcript.put("d2", d2.bytes)
        transcript.put("j", UInt32(number))
        transcript.put("pk", keys.electionKey)
        transcript.put("vk", keys.verificationKeys[number - 1])
        return transcript
    }
}
