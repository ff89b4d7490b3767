import BallotCrypto
import CryptoFixture
import TransparencyLog
import Wire

/// Sealed ballots, and ballots that V6 refuses.
struct BallotVectors {
    let json: JSON

    init(_ ceremony: CeremonyVectors) throws {
        let key = ceremony.keys.electionKey
        let plain = try Self.seal("ballot 1", [[0x80]], 0, 1, key)
        let two = try Self.seal("ballot 2", [[0x80], Array("second element".utf8)], 3, 1, key)
        let joined = try Self.seal("ballot 3", [[0x40]], 0, 2, key)
        let bytes = plain.ballot
        let other = try Self.seal("ballot 4", [[0x20]], 0, 1, key).ballot
        json = [
            "comment":
                "draws: the credentials' secrets; r of each ciphertext; o of each proof. check: what stands behind the # of the link that opens it",
            "ctx": .hex(CryptographyVectors.ctx.bytes), "election_key": .hex(key.compressed),
            "valid": .array([plain, two, joined].map(\.json)),
            "refused": [
                Self.refused("another district in the head", Self.altered(bytes, 36)),
                Self.refused("another context in the head", Self.altered(bytes, 1)),
                Self.refused("the last response is another", Self.altered(bytes, bytes.count - 1)),
                Self.refused("one byte more", bytes + [0]), Self.refused("one byte less", bytes.dropLast()),
                Self.refused(
                    "the ciphertext of another ballot", Array(bytes[..<72]) + other[72..<138] + bytes[138...]),
                Self.refused(
                    "a response of the group's order and more",
                    bytes.dropLast(32) + [UInt8](repeating: 0xFF, count: 32)),
                Self.refused(
                    "a point that is not on the curve",
                    bytes[..<72] + [2] + [UInt8](repeating: 0xFF, count: 32) + bytes[105...]),
            ],
        ]
    }

    private static func seal(
        _ seed: String, _ elements: [[UInt8]], _ district: UInt32, _ issuers: Int, _ key: Point
    ) throws -> (json: JSON, ballot: [UInt8]) {
        var source = TestDRBG(seed: Array(seed.utf8))
        let first = source.scalar()
        var secrets = [first.copy().revealed()]
        let credential = try Credential(secret: first)
        func seal(_ credential: borrowing Credential) throws -> [UInt8] {
            try Ballot.seal(
                elements: elements, context: CryptographyVectors.ctx, district: district, under: key, by: credential,
                randomness: &source
            ).content.bytes
        }
        let ballot: [UInt8]
        var next: TestDRBG
        if issuers == 2 {
            let second = source.scalar()
            secrets.append(second.copy().revealed())
            next = source
            ballot = try seal(credential.joined(with: Credential(secret: second)))
        } else {
            next = source
            ballot = try seal(credential)
        }
        let randomness = elements.map { _ in next.scalar().revealed() }
        let json: JSON = [
            "seed": .string(seed), "credential_secrets": .array(secrets.map { .hex($0) }),
            "district": .integer(Int(district)), "elements": .array(elements.map { .hex($0) }), "ballot": .hex(ballot),
            "randomness": .array(randomness.map { .hex($0) }), "check": .string(link(ballot, randomness)),
            "tracking_code": .string("\(TrackingCode(MerkleTree.leaf(ballot)))"),
        ]
        return (json, ballot)
    }

    /// The fragment of spec/box.md, "Checking a ballot".
    private static func link(_ ballot: [UInt8], _ randomness: [[UInt8]]) -> String {
        let bytes = [1] + UInt32(ballot.count).bigEndianBytes + ballot + randomness.joined()
        let safe = ["+": "-", "/": "_", "=": ""]
        return Base64.encode(bytes).map { safe[String($0)] ?? String($0) }.joined()
    }

    private static func altered(_ bytes: [UInt8], _ place: Int) -> [UInt8] {
        var bytes = bytes
        bytes[place] ^= 1
        return bytes
    }

    private static func refused(_ comment: String, _ bytes: some Sequence<UInt8>) -> JSON {
        ["comment": .string(comment), "ballot": .hex(bytes), "refused_by": "V6"]
    }
}
