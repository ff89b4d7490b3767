import BallotCrypto
import CryptoFixture
import Wire

/// Lists of ciphertexts and their shuffles, and proofs that V8 refuses.
struct ShuffleVectors {
    let json: JSON

    /// The list that a mixer gets: `count` rows, one short message an element.
    static func input(_ count: Int, _ width: Int, _ key: Point, _ source: inout TestDRBG) throws -> CiphertextList {
        CiphertextList(
            width: width,
            try (0..<count * width).map { index in
                let r = source.scalar()
                guard let b = try Embedding.encode([UInt8(index)]) + r.times(key) else {
                    throw CryptoError("a ciphertext is the identity")
                }
                return Ciphertext(a: try r.timesGenerator(), b: b)
            })
    }

    init(_ ceremony: CeremonyVectors) throws {
        let key = ceremony.keys.electionKey
        var cases: [JSON] = []
        var refused: [JSON] = []
        for (count, width) in [(0, 1), (1, 1), (2, 1), (3, 1), (3, 2), (7, 1)] {
            let seed = "shuffle \(count) \(width)"
            var source = TestDRBG(seed: Array(seed.utf8))
            let input = try Self.input(count, width, key, &source)
            let (output, proof) = try Shuffle.perform(
                on: input, electionKey: key, context: CryptographyVectors.tctx, contest: 3, mixer: 1,
                randomness: &source)
            cases.append([
                "seed": .string(seed), "N": .integer(count), "w": .integer(width), "contest": 3, "mixer": 1,
                "input": .hex(input.affineBytes), "input_digest": .hex(input.digest.bytes),
                "output": .hex(output.affineBytes), "proof": .hex(proof.artifact),
                "proof_compressed": .hex(proof.compressed),
            ])
            if count == 3, width == 1 { refused = Self.tampered(input, output, proof) }
        }
        refused += try FalseStatement.all.map { try Self.told($0, key) }
        json = [
            "comment": "draws: r of each input ciphertext; the permutation; r~; r, r^, o1, o2, o3, o4, o^, o'",
            "tctx": .hex(CryptographyVectors.tctx.bytes), "election_key": .hex(key.compressed), "valid": .array(cases),
            "refused": .array(refused),
        ]
    }

    /// A lie with a proof that follows every step, so that one equation alone catches it; N = 2 and w = 1.
    private static func told(_ lie: FalseStatement, _ key: Point) throws -> JSON {
        var source = TestDRBG(seed: Array("false shuffle".utf8))
        let input = try input(2, 1, key, &source)
        let (statement, proof) = try lie.prover.prove(
            input, electionKey: key, context: CryptographyVectors.tctx, contest: 3, mixer: 1, randomness: &source)
        return [
            "comment": .string(lie.description), "N": 2, "w": 1, "contest": 3, "mixer": 1,
            "input": .hex(input.affineBytes), "output": .hex(statement.output.affineBytes),
            "proof": .hex(proof.artifact), "refused_by": "V8", "equation": .string(lie.equation),
        ]
    }

    /// One fault a case, N = 3 and w = 1: points of 64 bytes c, c^, t^ (3 each), t1, t2, t3, t4a, t4b; then scalars of 32
    /// bytes s1, s2, s3, s4, s^ and s' (3 each).
    private static func tampered(_ input: CiphertextList, _ output: CiphertextList, _ proof: ShuffleProof) -> [JSON] {
        let bytes = proof.artifact
        let scalars = 14 * Point.affineCount
        func refused(_ comment: String, _ input: CiphertextList, _ output: CiphertextList, _ proof: [UInt8]) -> JSON {
            [
                "comment": .string(comment), "N": 3, "w": 1, "contest": 3, "mixer": 1, "input": .hex(input.affineBytes),
                "output": .hex(output.affineBytes), "proof": .hex(proof), "refused_by": "V8",
            ]
        }
        func altered(_ place: Int) -> [UInt8] {
            var bytes = bytes
            bytes[place] ^= 1
            return bytes
        }
        func exchanged(_ left: Int, _ right: Int) -> [UInt8] {
            var points = stride(from: 0, to: scalars, by: 64).map { Array(bytes[$0..<$0 + 64]) }
            points.swapAt(left, right)
            return points.flatMap(\.self) + bytes[scalars...]
        }
        let responses = [
            ("s1", 0), ("s2", 1), ("s3", 2), ("s4", 3), ("s^_1", 4), ("s^_3", 6), ("s'_1", 7), ("s'_3", 9),
        ]
        return responses.map { refused("\($0) is another", input, output, altered(scalars + 32 * $1 + 31)) } + [
            refused("c_1 and c_2 are exchanged", input, output, exchanged(0, 1)),
            refused("c^_1 and c^_2 are exchanged", input, output, exchanged(3, 4)),
            refused("t^_1 and t^_2 are exchanged", input, output, exchanged(6, 7)),
            refused("t1 and t2 are exchanged", input, output, exchanged(9, 10)),
            refused("t4a and t4b are exchanged", input, output, exchanged(12, 13)),
            refused("a point is not on the curve", input, output, altered(63)),
            refused("one byte less", input, output, bytes.dropLast()),
            refused(
                "an output row is an input row", input,
                CiphertextList(width: 1, [input.ciphertexts[0]] + output.ciphertexts[1...]), bytes),
            refused(
                "two output rows are exchanged", input,
                CiphertextList(width: 1, [output.ciphertexts[1], output.ciphertexts[0], output.ciphertexts[2]]), bytes),
        ]
    }
}

/// Two trustees' shares of a list, what they open, and shares that V9 refuses.
struct DecryptionVectors {
    let json: JSON

    init(_ ceremony: CeremonyVectors) throws {
        let keys = ceremony.keys
        var cases: [JSON] = []
        var refused: [JSON] = []
        for (count, width) in [(0, 1), (1, 1), (3, 2)] {
            let seed = "decryption \(count) \(width)"
            var source = TestDRBG(seed: Array(seed.utf8))
            let list = try ShuffleVectors.input(count, width, keys.electionKey, &source)
            var shares: [Int: DecryptionShares] = [:]
            for trustee in [1, 3] {
                let share = try KeyShare(trustee: trustee, secretBytes: ceremony.shares[trustee - 1])
                shares[trustee] = try Self.statement(list, trustee, keys).open(with: share, randomness: &source)
            }
            let points = try combine(shares, of: list, threshold: 2)
            cases.append([
                "seed": .string(seed), "N": .integer(count), "w": .integer(width), "contest": 3,
                "list": .hex(list.affineBytes),
                "shares": .object(
                    Dictionary(shares.map { (String($0), JSON.hex($1.artifact)) }) { first, _ in first }),
                "opened": .hex(points.flatMap { $0?.affine ?? [UInt8](repeating: 0, count: 64) }),
            ])
            if count == 1, let bytes = shares[1]?.artifact, let other = shares[3]?.artifact {
                func fault(_ comment: String, _ bytes: [UInt8]) -> JSON {
                    [
                        "comment": .string(comment), "N": 1, "w": 1, "contest": 3, "trustee": 1,
                        "list": .hex(list.affineBytes), "shares": .hex(bytes), "refused_by": "V9",
                    ]
                }
                var response = bytes
                response[response.count - 1] ^= 1
                refused = [
                    fault("the response is another", response), fault("trustee 3's shares", other),
                    fault("a share is the base point", Point.generator.affine + bytes[64...]),
                    fault("one byte less", bytes.dropLast()),
                ]
            }
        }
        json = [
            "comment":
                "draws: r of each ciphertext; o of trustee 1; o of trustee 3. Opened points: 64 zero bytes is the identity",
            "tctx": .hex(CryptographyVectors.tctx.bytes), "election_key": .hex(keys.electionKey.compressed),
            "verification_keys": .array(keys.verificationKeys.map { .hex($0.compressed) }), "valid": .array(cases),
            "refused": .array(refused),
        ]
    }

    private static func statement(_ list: CiphertextList, _ trustee: Int, _ keys: ElectionKeys) -> DecryptionStatement {
        DecryptionStatement(
            electionKey: keys.electionKey, context: CryptographyVectors.tctx, contest: 3, trustee: UInt32(trustee),
            verificationKey: keys.verificationKeys[trustee - 1], list: list)
    }
}
