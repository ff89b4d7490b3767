@testable import BallotCrypto
import Testing
import Wire

@Suite("the protocol's vectors: ballots, ceremony, shuffles, decryption", .enabled(if: ProtocolVectors.present))
struct ProofVectorTests {
    let vectors = ProtocolVectors.all

    struct Ceremony {
        let parameters: CeremonyParameters
        let round1: [CeremonyRound1]
        let keys: ElectionKeys
    }

    func ceremony() throws -> Ceremony {
        let vector = try vectors.object("dkg")
        let parameters = CeremonyParameters(
            cid: try #require(Digest(try vector.bytes("cid"))), threshold: try vector.int("t"), count: try vector.int("m"))
        let round1 = try vector.texts("round1").enumerated().map {
            try CeremonyRound1(parsing: Hex.decode($1), trustee: $0 + 1, parameters)
        }
        return Ceremony(parameters: parameters, round1: round1, keys: try ElectionKeys(round1, parameters))
    }

    @Test("the ceremony gives the published files, keys and shares")
    func dealerless() throws {
        let vector = try vectors.object("dkg")
        let published = try ceremony()
        var source = TestDRBG(seed: try vector.bytes("drbg_seed"))
        let parameters = published.parameters
        // l, f and o are drawn trustee by trustee.
        let one = TrusteeSecrets(trustee: 1, parameters, randomness: &source)
        let round1One = try one.begin(randomness: &source)
        let two = TrusteeSecrets(trustee: 2, parameters, randomness: &source)
        let round1Two = try two.begin(randomness: &source)
        let three = TrusteeSecrets(trustee: 3, parameters, randomness: &source)
        let round1Three = try three.begin(randomness: &source)
        let round1 = [round1One, round1Two, round1Three]
        #expect(round1 == published.round1)
        let d1 = try round1.digest(parameters)
        #expect(d1.hex == (try vector.text("d1")))
        let boxes = [
            try one.deal(round1, randomness: &source), try two.deal(round1, randomness: &source),
            try three.deal(round1, randomness: &source),
        ]
        for (pair, text) in vector["boxes"] as? [String: String] ?? [:] {
            let ends = pair.split(separator: ">").map { Int($0.filter(\.isNumber)) ?? 0 }
            #expect(Hex.encode(CeremonyRound2.box(boxes[ends[0] - 1], dealer: ends[0], recipient: ends[1])) == text)
        }
        let d2 = CeremonyRound2.digest(d1, boxes)
        #expect(d2.hex == (try vector.text("d2")))
        #expect(Hex.encode(published.keys.electionKey.compressed) == (try vector.text("PK")))
        #expect(published.keys.verificationKeys.map { Hex.encode($0.compressed) } == (try vector.texts("VK")))
        let shares = try vector.texts("shares")
        let acknowledgements = try vector.texts("acks")
        func finish(_ secrets: borrowing TrusteeSecrets) throws {
            let share = try secrets.finish(round1, boxes)
            #expect(Hex.encode(share.revealed()) == shares[secrets.trustee - 1])
            let bytes = try share.acknowledge(d2: d2, keys: published.keys, parameters, randomness: &source)
            #expect(Hex.encode(bytes) == acknowledgements[secrets.trustee - 1])
            try CeremonyAcknowledgement.verify(
                bytes, trustee: secrets.trustee, d2: d2, keys: published.keys, parameters)
        }
        try finish(one)
        try finish(two)
        try finish(three)
    }

    @Test("the published complaint is judged as published")
    func complaint() throws {
        let published = try ceremony()
        let vector = try vectors.object("dkg_complaint")
        let dealer = try vector.int("dealer")
        let accuser = try vector.int("accuser")
        let guilty = CeremonyComplaint.judge(
            try vector.bytes("complaint"), box: try vector.bytes("box"), dealer: published.round1[dealer - 1],
            accuser: published.round1[accuser - 1], d1: try published.round1.digest(published.parameters),
            published.parameters)
        #expect((guilty == .dealer ? dealer : accuser) == (try vector.int("guilty")))
    }

    @Test("ballots seal to the published bytes")
    func ballots() throws {
        let key = try ceremony().keys.electionKey
        let context = try #require(Digest(try vectors.bytes("ctx")))
        for vector in try vectors.objects("ballots") {
            var source = TestDRBG(seed: try vector.bytes("drbg_seed"))
            let secrets = try vector.texts("credential_secrets").map { try Hex.decode($0) }
            let first = try Credential(secret: SecretScalar(secretBytes: secrets[0]))
            let elements = try vector.texts("messages").map { try Hex.decode($0) }
            func seal(_ credential: borrowing Credential) throws -> Ballot {
                try Ballot.seal(
                    elements: elements, context: context, district: UInt32(try vector.int("district")), under: key,
                    by: credential, randomness: &source)
            }
            let ballot: Ballot
            if secrets.count == 2 {
                let second = try Credential(secret: SecretScalar(secretBytes: secrets[1]))
                ballot = try seal(first.joined(with: second))
            } else {
                ballot = try seal(first)
            }
            #expect(Hex.encode(ballot.content.bytes) == (try vector.text("ballot")))
        }
    }

    func list(_ vector: [String: Any], _ name: String) throws -> CiphertextList {
        let width = try vector.int("w")
        let ciphertexts = try vector.texts(name).flatMap { row -> [Ciphertext] in
            let bytes = try Hex.decode(row)
            return try (0..<width).map {
                Ciphertext(
                    a: try Point(compressed: bytes[66 * $0..<66 * $0 + 33]),
                    b: try Point(compressed: bytes[66 * $0 + 33..<66 * $0 + 66]))
            }
        }
        return CiphertextList(width: width, ciphertexts)
    }

    @Test("shuffles give the published outputs and proofs, and verify")
    func shuffles() throws {
        let key = try ceremony().keys.electionKey
        let context = try #require(Digest(try vectors.bytes("ctx")))
        for vector in try vectors.objects("shuffles") {
            let input = try list(vector, "input")
            #expect(input.digest.hex == (try vector.text("digest_in")))
            var source = TestDRBG(seed: try vector.bytes("drbg_seed"))
            for _ in input.ciphertexts { _ = source.scalar() }
            let (output, proof) = try Shuffle.perform(
                on: input, electionKey: key, context: context, contest: UInt32(try vector.int("contest")),
                mixer: UInt32(try vector.int("mixer")), randomness: &source)
            #expect(output == (try list(vector, "output")))
            #expect(Hex.encode(proof.compressed) == (try vector.text("proof")))
            let again = try ShuffleProof(artifact: proof.artifact, count: input.count, width: input.width)
            try Shuffle(
                electionKey: key, context: context, contest: UInt32(try vector.int("contest")),
                mixer: UInt32(try vector.int("mixer")), input: input, output: output
            ).verify(again)
        }
    }

    @Test("the published false shuffle proofs are refused")
    func falseShuffles() throws {
        let key = try ceremony().keys.electionKey
        let context = try #require(Digest(try vectors.bytes("ctx")))
        for vector in try vectors.objects("shuffle_invalid") {
            let shuffle = try vectors.objects("shuffles")[try vector.int("of_shuffle")]
            let input = try list(shuffle, "input")
            let statement = Shuffle(
                electionKey: key, context: context, contest: UInt32(try shuffle.int("contest")),
                mixer: UInt32(try shuffle.int("mixer")), input: input, output: try list(shuffle, "output"))
            let bytes = try vector.bytes("proof")
            #expect(throws: CryptoError.self) {
                try statement.verify(ShuffleProof(compressed: bytes, count: input.count, width: input.width))
            }
        }
    }

    @Test("decryption gives the published shares and points")
    func decryption() throws {
        let published = try ceremony()
        let context = try #require(Digest(try vectors.bytes("ctx")))
        for vector in try vectors.objects("decryptions") {
            let shuffle = try vectors.objects("shuffles")[try vector.int("of_shuffle")]
            let output = try list(shuffle, "output")
            var shares: [Int: DecryptionShares] = [:]
            for (text, file) in vector["files"] as? [String: String] ?? [:] {
                let trustee = try #require(Int(text))
                let share = try DecryptionShares(
                    compressed: Hex.decode(file), count: output.count, width: output.width)
                try DecryptionStatement(
                    electionKey: published.keys.electionKey, context: context,
                    contest: UInt32(try shuffle.int("contest")), trustee: UInt32(trustee),
                    verificationKey: published.keys.verificationKeys[trustee - 1], list: output
                ).verify(share)
                shares[trustee] = share
            }
            let points = try combine(shares, of: output, threshold: published.parameters.threshold)
            #expect(points.map { $0.map { Hex.encode($0.compressed) } ?? "" } == (try vector.texts("plain_points")))
        }
    }
}
