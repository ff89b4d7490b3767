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
        var box = boxes[0]
        box[80] ^= 1
        json = [
            "comment": "draws: l and f of each trustee; o of each round 1; e of each box; o of each acknowledgement",
            "seed": .string(Self.seed), "cid": .hex(parameters.cid.bytes), "t": 2, "m": 3,
            "secrets": .array(secrets.map { .hex($0) }), "round1": .array(round1.map { .hex($0.bytes) }),
            "d1": .hex(d1.bytes), "boxes": .array(boxes.map { .hex($0) }), "d2": .hex(d2.bytes),
            "acknowledgements": .array(acknowledgements.map { .hex($0) }),
            "election_key": .hex(keys.electionKey.compressed),
            "verification_keys": .array(keys.verificationKeys.map { .hex($0.compressed) }),
            "shares": .array(shares.map { .hex($0) }),
            "refused": [
                ["comment": "round 1 of trustee 1 with another response", "round1": .hex(foreign), "refused_by": "V3"],
                ["comment": "trustee 2's file as trustee 1's", "round1": .hex(round1[1].bytes), "refused_by": "V3"],
                [
                    "comment": "trustee 2's acknowledgement as trustee 1's",
                    "acknowledgement": .hex(acknowledgements[1]), "refused_by": "V3",
                ],
                [
                    "comment": "a box of trustee 1 for trustee 2 that does not open: a complaint", "boxes": .hex(box),
                    "refused_by": "trustee 2",
                ],
            ],
        ]
    }
}
