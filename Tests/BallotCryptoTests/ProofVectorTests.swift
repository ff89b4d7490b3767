import CryptoFixture
import Testing
import Wire

@testable import BallotCrypto

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
            cid: try #require(Digest(try vector.bytes("cid"))), threshold: try vector.int("t"),
            count: try vector.int("m"))
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

    func secrets(_ trustee: Int, _ parameters: CeremonyParameters) throws -> TrusteeSecrets {
        let vector = try vectors.object("dkg")
        let coefficients = (vector["secret_f"] as? [[String]] ?? [])[trustee - 1]
        return try TrusteeSecrets(
            trustee: trustee, parameters,
            secretBytes: Hex.decode(try vector.texts("secret_l")[trustee - 1] + coefficients.joined()))
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
        let d1 = try published.round1.digest(published.parameters)
        var source = TestDRBG(seed: try vector.bytes("drbg_seed"))
        let one = SecretScalar(reducing: [1])
        let cheat = try secrets(dealer, published.parameters)
        let box = try cheat.seal(
            cheat.share(for: accuser).plus(one), for: published.round1[accuser - 1], d1: d1, randomness: &source)
        #expect(Hex.encode(box) == (try vector.text("box")))
        // The box for trustee 3.
        _ = source.scalar()
        let complaint = try secrets(accuser, published.parameters).complain(
            about: box, dealer: dealer, d1: d1, randomness: &source)
        #expect(Hex.encode(complaint) == (try vector.text("complaint")))
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
            let published = try ShuffleProof(
                compressed: vector.bytes("proof"), count: input.count, width: input.width)
            #expect(published == proof)
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
            var output = try list(shuffle, "output").ciphertexts
            if vector["proof"] == nil { output.swapAt(0, 1) }
            let statement = Shuffle(
                electionKey: key, context: context, contest: UInt32(try shuffle.int("contest")),
                mixer: UInt32(try shuffle.int("mixer")), input: input,
                output: CiphertextList(width: input.width, output))
            let bytes = try vector["proof"] == nil ? shuffle.bytes("proof") : vector.bytes("proof")
            let proof = try ShuffleProof(compressed: bytes, count: input.count, width: input.width)
            #expect(throws: CryptoError.self) { try statement.verify(proof) }
        }
    }

    @Test("decryption gives the published shares and points")
    func decryption() throws {
        let published = try ceremony()
        let context = try #require(Digest(try vectors.bytes("ctx")))
        for vector in try vectors.objects("decryptions") {
            let shuffle = try vectors.objects("shuffles")[try vector.int("of_shuffle")]
            let output = try list(shuffle, "output")
            let width = output.width
            var source = TestDRBG(seed: try shuffle.bytes("drbg_seed"))
            // The list's encryption, then the shuffle, draw before the trustees do.
            for _ in output.ciphertexts { _ = source.scalar() }
            _ = try Shuffle.perform(
                on: try list(shuffle, "input"), electionKey: published.keys.electionKey, context: context,
                contest: UInt32(try shuffle.int("contest")), mixer: 1, randomness: &source)
            let numbers = vector["trustees"] as? [Int] ?? []
            for (text, lambda) in vector["lagrange"] as? [String: String] ?? [:] {
                #expect(Hex.encode(try lagrange(try #require(Int(text)), among: numbers).bytes) == lambda)
            }
            var shares: [Int: DecryptionShares] = [:]
            for trustee in numbers {
                let file = try vector.object("files").text("\(trustee)")
                let share = try DecryptionShares(
                    compressed: Hex.decode(file), count: output.count, width: output.width)
                let statement = DecryptionStatement(
                    electionKey: published.keys.electionKey, context: context,
                    contest: UInt32(try shuffle.int("contest")), trustee: UInt32(trustee),
                    verificationKey: published.keys.verificationKeys[trustee - 1], list: output)
                try statement.verify(share)
                let key = try KeyShare(
                    trustee: trustee,
                    secretBytes: Hex.decode(try vectors.object("dkg").texts("shares")[trustee - 1]))
                let made = try statement.open(with: key, randomness: &source)
                #expect(made == share)
                #expect(Hex.encode(made.compressed) == file)
                #expect(
                    try DecryptionShares(artifact: made.artifact, count: output.count, width: width) == share)
                shares[trustee] = share
            }
            let points = try combine(shares, of: output, threshold: published.parameters.threshold)
            #expect(points.map { $0.map { Hex.encode($0.compressed) } ?? "" } == (try vector.texts("plain_points")))
            let messages = try points.map { point in
                try Embedding.decode(point, length: Int(try #require(point).xBytes[0]))
            }
            let rows = stride(from: 0, to: messages.count, by: width).map { row in
                Hex.encode(messages[row..<row + width].flatMap(\.self))
            }
            #expect(rows == (try vector.texts("messages")))
        }
    }
}
