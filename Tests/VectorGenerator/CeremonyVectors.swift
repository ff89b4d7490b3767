import BallotCrypto
import CryptoFixture
import Wire

/// A key ceremony of 2 of 3: its files, its keys, and one false file of each kind.
struct CeremonyVectors {
    let parameters = CeremonyParameters(cid: CryptographyVectors.cid, threshold: 2, count: 3)
    let keys: ElectionKeys
    /// The final shares' bytes, by trustee.
    let shares: [[UInt8]]
    let json: JSON

    private static let seed = "ceremony"

    init() throws {
        var source = TestDRBG(seed: Array(Self.seed.utf8))
        let one = TrusteeSecrets(trustee: 1, parameters, randomness: &source)
        let two = TrusteeSecrets(trustee: 2, parameters, randomness: &source)
        let three = TrusteeSecrets(trustee: 3, parameters, randomness: &source)
        let round1 = [
            try one.begin(randomness: &source), try two.begin(randomness: &source),
            try three.begin(randomness: &source),
        ]
        let boxes = [
            try one.deal(round1, randomness: &source), try two.deal(round1, randomness: &source),
            try three.deal(round1, randomness: &source),
        ]
        keys = try ElectionKeys(round1, parameters)
        let d1 = try round1.digest(parameters)
        let d2 = CeremonyRound2.digest(d1, boxes)
        let first = try one.finish(round1, boxes)
        let second = try two.finish(round1, boxes)
        let third = try three.finish(round1, boxes)
        let acknowledgements = [
            try first.acknowledge(d2: d2, keys: keys, parameters, randomness: &source),
            try second.acknowledge(d2: d2, keys: keys, parameters, randomness: &source),
            try third.acknowledge(d2: d2, keys: keys, parameters, randomness: &source),
        ]
        shares = [first.revealed(), second.revealed(), third.revealed()]
        let secrets = [one.revealed(), two.revealed(), three.revealed()]
        var foreign = round1[0].bytes
        foreign[foreign.count - 1] ^= 1
        json = [
            "comment":
                "draws: l and f of each trustee; o of each round 1; e of each box; o of each acknowledgement; o of each complaint",
            "seed": .string(Self.seed), "cid": .hex(parameters.cid.bytes), "t": 2, "m": 3,
            "secrets": .array(secrets.map { .hex($0) }), "round1": .array(round1.map { .hex($0.bytes) }),
            "d1": .hex(d1.bytes), "boxes": .array(boxes.map { .hex($0) }), "d2": .hex(d2.bytes),
            "acknowledgements": .array(acknowledgements.map { .hex($0) }),
            "election_key": .hex(keys.electionKey.compressed),
            "verification_keys": .array(keys.verificationKeys.map { .hex($0.compressed) }),
            "shares": .array(shares.map { .hex($0) }),
            "refused": [
                [
                    "comment": "round 1 of trustee 1 with another response", "trustee": 1, "round1": .hex(foreign),
                    "refused_by": "V3",
                ],
                [
                    "comment": "trustee 2's file as trustee 1's", "trustee": 1, "round1": .hex(round1[1].bytes),
                    "refused_by": "V3",
                ],
                [
                    "comment": "trustee 2's acknowledgement as trustee 1's", "trustee": 1,
                    "acknowledgement": .hex(acknowledgements[1]), "refused_by": "V3",
                ],
            ],
            "complaints": .array(try Self.complaints(two, about: boxes[0], round1, d1, parameters, &source)),
            "one of one": try Self.alone(),
        ]
    }

    /// What trustee 2 says of trustee 1's box, and who is guilty then.
    private static func complaints(
        _ accuser: borrowing TrusteeSecrets, about boxes: [UInt8], _ round1: [CeremonyRound1], _ d1: Digest,
        _ parameters: CeremonyParameters, _ source: inout TestDRBG
    ) throws -> [JSON] {
        let right = Array(boxes.prefix(boxes.count / 2))
        var closed = right
        closed[80] ^= 1
        var pointless = right
        pointless[0] = 0
        var cases: [JSON] = []
        func add(_ comment: String, _ box: [UInt8], _ complaint: [UInt8], _ guilty: CeremonyComplaint.Guilty) throws {
            let judged = CeremonyComplaint.judge(
                complaint, box: box, dealer: round1[0], accuser: round1[1], d1: d1, parameters)
            guard judged == guilty else { throw CryptoError("\(comment): the judge finds otherwise") }
            cases.append([
                "comment": .string(comment), "dealer": 1, "accuser": 2, "box": .hex(box), "complaint": .hex(complaint),
                "guilty": guilty == .dealer ? "dealer" : "accuser",
            ])
        }
        let proven = try accuser.complain(about: closed, dealer: 1, d1: d1, randomness: &source)
        var altered = proven
        altered[altered.count - 1] ^= 1
        try add("the box does not open", closed, proven, .dealer)
        try add("the same, but the complaint's proof does not hold", closed, altered, .accuser)
        try add("the box does not begin with a point: no proof is needed", pointless, [], .dealer)
        try add(
            "the share is right", right, accuser.complain(about: right, dealer: 1, d1: d1, randomness: &source),
            .accuser)
        return cases
    }

    /// A ceremony of a single trustee: no shares are dealt.
    private static func alone() throws -> JSON {
        let parameters = CeremonyParameters(cid: CryptographyVectors.cid, threshold: 1, count: 1)
        var source = TestDRBG(seed: Array("ceremony alone".utf8))
        let only = TrusteeSecrets(trustee: 1, parameters, randomness: &source)
        let round1 = [try only.begin(randomness: &source)]
        let boxes = [try only.deal(round1, randomness: &source)]
        let keys = try ElectionKeys(round1, parameters)
        let share = try only.finish(round1, boxes)
        let d1 = try round1.digest(parameters)
        let d2 = CeremonyRound2.digest(d1, boxes)
        return [
            "seed": "ceremony alone", "cid": .hex(parameters.cid.bytes), "t": 1, "m": 1,
            "round1": .array(round1.map { .hex($0.bytes) }), "d1": .hex(d1.bytes),
            "boxes": .array(boxes.map { .hex($0) }), "d2": .hex(d2.bytes),
            "acknowledgements": [
                .hex(try share.acknowledge(d2: d2, keys: keys, parameters, randomness: &source))
            ],
            "election_key": .hex(keys.electionKey.compressed),
            "verification_keys": .array(keys.verificationKeys.map { .hex($0.compressed) }),
            "shares": [.hex(share.revealed())],
        ]
    }
}
