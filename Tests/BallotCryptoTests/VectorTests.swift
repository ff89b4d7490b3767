import Foundation
import Testing
import Wire

@testable import BallotCrypto

/// Every case that vectors/cryptography.json says is refused, is; every one that it says holds, does.
@Suite("vectors/cryptography.json")
struct VectorTests {
    let vectors: [String: Any]

    init() throws {
        let data = try Data(contentsOf: ProtocolVectors.root.appending(path: "vectors/cryptography.json"))
        vectors = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private static let embeddingFaults: [String: EmbeddingFault] = [
        "identity": .identity, "odd-y": .oddY, "length": .length, "padding": .padding, "counter": .counter,
    ]

    private func point(_ text: String) throws -> Point { try Point(compressed: Hex.decode(text)) }

    @Test("codes: the right ones are read, the mistyped are told")
    func codes() throws {
        let codes = try vectors.object("codes")
        for text in try codes.texts("valid") { _ = try Code(parsing: text) }
        let forgiven = try codes.object("forgiven")
        let code = try Code(parsing: forgiven.text("typed"))
        #expect(String(decoding: code.printed(), as: UTF8.self) == (try forgiven.text("code")))
        for fault in try codes.objects("refused") {
            let text = try fault.text("typed")
            let error = #expect(throws: CodeError.self) { _ = try Code(parsing: text) }
            let stage =
                switch error {
                case .length: "length"
                case .symbol: "symbol"
                case .checkSymbol: "check symbol"
                case nil: ""
                }
            #expect(stage == (try fault.text("refused_by")))
        }
    }

    @Test("points, scalars and messages")
    func encodings() throws {
        for fault in try vectors.object("points").objects("refused") {
            let bytes = try fault.bytes("bytes")
            #expect(throws: CryptoError.self, "\(fault)") {
                bytes.count == 64 ? try Point(affine: bytes) : try Point(compressed: bytes)
            }
        }
        for fault in try vectors.object("scalars").objects("refused") {
            let bytes = try fault.bytes("bytes")
            #expect(throws: CryptoError.self) { try Scalar(decoding: bytes) }
        }
        for fault in try vectors.object("embedding").objects("refused") {
            let bytes = try fault.bytes("point")
            let length = try fault.int("length")
            let isIdentity = bytes.allSatisfy { $0 == 0 }
            let point = isIdentity ? nil : try Point(compressed: bytes)
            let reason = try fault.text("reason")
            #expect(throws: try #require(Self.embeddingFaults[reason])) { try Embedding.decode(point, length: length) }
        }
    }

    @Test("what is right is read, and comes out as it says")
    func derivations() throws {
        for vector in try vectors.objects("credentials") {
            let credential = try Credential(
                code: Code(parsing: vector.text("code")), origin: vector.text("origin"),
                issuer: UInt8(vector.int("issuer")))
            #expect(credential.publicKeys == [try point(vector.text("public"))])
            let same = try Credential(secret: SecretScalar(secretBytes: vector.bytes("secret")))
            #expect(same.publicKeys == credential.publicKeys)
        }
        for vector in try vectors.objects("hash_to_scalar") {
            #expect(hashToScalar(try vector.bytes("message")).bytes == (try vector.bytes("scalar")))
        }
        let generators = try vectors.texts("generators").map(point)
        #expect(try Generators.upTo(generators.count - 1) == generators)
        for vector in try vectors.object("points").objects("valid") {
            #expect(try Point(affine: vector.bytes("affine")) == Point(compressed: vector.bytes("compressed")))
        }
        for text in try vectors.object("scalars").texts("valid") {
            #expect(try Hex.encode(Scalar(decoding: Hex.decode(text)).bytes) == text)
        }
        for vector in try vectors.object("embedding").objects("valid") {
            let message = try vector.bytes("message")
            let point = try point(vector.text("point"))
            #expect(try Embedding.encode(message) == point)
            #expect(try Embedding.decode(point, length: message.count) == message)
        }
    }

    @Test("a transcript's challenges")
    func transcript() throws {
        let vector = try vectors.object("transcript")
        let context = try #require(Digest(try vector.bytes("ctx")))
        var transcript = Transcript(try vector.text("proof"), context: context)
        for put in try #require(vector["put"] as? [[String]]) { transcript.put(put[0], try Hex.decode(put[1])) }
        let scalars = try vector.texts("scalars c, 2")
        #expect(transcript.scalars("c", scalars.count).map { Hex.encode($0.bytes) } == scalars)
        #expect(Hex.encode(transcript.scalar("d").bytes) == (try vector.text("then scalar d")))
    }

    @Test("the key ceremony", arguments: ["ceremony", "one of one"])
    func ceremony(_ name: String) throws {
        var vector = try vectors.object("ceremony")
        if name != "ceremony" { vector = try vector.object(name) }
        let count = try vector.int("m")
        let parameters = CeremonyParameters(
            cid: try #require(Digest(try vector.bytes("cid"))), threshold: try vector.int("t"), count: count)
        let round1 = try vector.texts("round1").enumerated().map {
            try CeremonyRound1(parsing: Hex.decode($1), trustee: $0 + 1, parameters)
        }
        let keys = try ElectionKeys(round1, parameters)
        #expect(keys.electionKey == (try point(vector.text("election_key"))))
        #expect(keys.verificationKeys == (try vector.texts("verification_keys").map(point)))
        #expect(try round1.digest(parameters).bytes == vector.bytes("d1"))
        let boxes = try vector.texts("boxes").map { try Hex.decode($0) }
        for box in boxes { try CeremonyRound2.check(box, parameters) }
        let d2 = CeremonyRound2.digest(try round1.digest(parameters), boxes)
        #expect(d2.bytes == (try vector.bytes("d2")))
        for (index, text) in try vector.texts("acknowledgements").enumerated() {
            try CeremonyAcknowledgement.verify(Hex.decode(text), trustee: index + 1, d2: d2, keys: keys, parameters)
        }
        for fault in try count > 1 ? vector.objects("refused") : [] {
            #expect(throws: CryptoError.self, "\(fault["comment"] ?? "")") {
                if fault["round1"] != nil {
                    _ = try CeremonyRound1(parsing: fault.bytes("round1"), trustee: 1, parameters)
                } else {
                    let bytes = try fault.bytes("acknowledgement")
                    try CeremonyAcknowledgement.verify(bytes, trustee: 1, d2: d2, keys: keys, parameters)
                }
            }
        }
        for vector in try count > 1 ? vector.objects("complaints") : [] {
            let guilty = CeremonyComplaint.judge(
                try vector.bytes("complaint"), box: try vector.bytes("box"), dealer: round1[0], accuser: round1[1],
                d1: try round1.digest(parameters), parameters)
            #expect("\(guilty)" == (try vector.text("guilty")), "\(vector["comment"] ?? "")")
        }
    }

    @Test("ballots")
    func ballots() throws {
        let ballots = try vectors.object("ballots")
        let key = try point(ballots.text("election_key"))
        for ballot in try ballots.objects("valid") {
            _ = try Ballot(verifying: UnverifiedBallot(parsing: ballot.bytes("ballot")), under: key)
        }
        for fault in try ballots.objects("refused") {
            let bytes = try fault.bytes("ballot")
            #expect(throws: CryptoError.self, "\(fault["comment"] ?? "")") {
                try Ballot(verifying: UnverifiedBallot(parsing: bytes), under: key)
            }
        }
    }

    private func told(
        _ vector: [String: Any], _ key: Point, _ context: Digest
    ) throws -> (Shuffle, ShuffleProof) {
        let count = try vector.int("N")
        let width = try vector.int("w")
        let statement = Shuffle(
            electionKey: key, context: context, contest: UInt32(try vector.int("contest")),
            mixer: UInt32(try vector.int("mixer")),
            input: try CiphertextList(affine: vector.bytes("input"), count: count, width: width),
            output: try CiphertextList(affine: vector.bytes("output"), count: count, width: width))
        return (statement, try ShuffleProof(artifact: vector.bytes("proof"), count: count, width: width))
    }

    @Test("shuffles")
    func shuffles() throws {
        let shuffles = try vectors.object("shuffles")
        let key = try point(shuffles.text("election_key"))
        let context = try #require(Digest(try shuffles.bytes("tctx")))
        for vector in try shuffles.objects("valid") {
            let (statement, proof) = try told(vector, key, context)
            try statement.verify(proof)
        }
        for fault in try shuffles.objects("refused") {
            #expect(throws: CryptoError.self, "\(fault["comment"] ?? "")") {
                let (statement, proof) = try told(fault, key, context)
                try statement.verify(proof)
            }
            guard let equation = fault["equation"] as? String else { continue }
            let (statement, proof) = try told(fault, key, context)
            #expect(Set(try statement.equations(proof).filter { !$0.holds }.map(\.name)) == [equation])
        }
    }

    @Test("decryption")
    func decryption() throws {
        let decryptions = try vectors.object("decryptions")
        let key = try point(decryptions.text("election_key"))
        let context = try #require(Digest(try decryptions.bytes("tctx")))
        let verificationKeys = try decryptions.texts("verification_keys").map(point)
        func verify(_ vector: [String: Any], _ trustee: Int, _ bytes: [UInt8]) throws {
            let count = try vector.int("N")
            let width = try vector.int("w")
            let list = try CiphertextList(affine: vector.bytes("list"), count: count, width: width)
            try DecryptionStatement(
                electionKey: key, context: context, contest: UInt32(try vector.int("contest")),
                trustee: UInt32(trustee), verificationKey: verificationKeys[trustee - 1], list: list
            ).verify(DecryptionShares(artifact: bytes, count: count, width: width))
        }
        for vector in try decryptions.objects("valid") {
            for (trustee, shares) in vector["shares"] as? [String: String] ?? [:] {
                try verify(vector, try #require(Int(trustee)), Hex.decode(shares))
            }
        }
        for fault in try decryptions.objects("refused") {
            #expect(throws: CryptoError.self, "\(fault["comment"] ?? "")") {
                try verify(fault, try fault.int("trustee"), try fault.bytes("shares"))
            }
        }
    }
}
