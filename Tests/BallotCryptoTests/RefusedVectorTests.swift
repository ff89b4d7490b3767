import BallotCrypto
import Foundation
import Testing
import Wire

/// Every case that vectors/cryptography.json says is refused, is; every one that it says holds, does.
@Suite("vectors/cryptography.json")
struct RefusedVectorTests {
    let vectors: [String: Any]

    init() throws {
        let data = try Data(contentsOf: ProtocolVectors.root.appending(path: "vectors/cryptography.json"))
        vectors = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

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
            #expect(throws: CryptoError.self) { try Embedding.decode(point, length: length) }
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

    private func verify(_ vector: [String: Any], _ key: Point, _ context: Digest) throws {
        let count = try vector.int("N")
        let width = try vector.int("w")
        let statement = Shuffle(
            electionKey: key, context: context, contest: UInt32(try vector.int("contest")),
            mixer: UInt32(try vector.int("mixer")),
            input: try CiphertextList(affine: vector.bytes("input"), count: count, width: width),
            output: try CiphertextList(affine: vector.bytes("output"), count: count, width: width))
        try statement.verify(ShuffleProof(artifact: vector.bytes("proof"), count: count, width: width))
    }

    @Test("shuffles")
    func shuffles() throws {
        let shuffles = try vectors.object("shuffles")
        let key = try point(shuffles.text("election_key"))
        let context = try #require(Digest(try shuffles.bytes("tctx")))
        for vector in try shuffles.objects("valid") { try verify(vector, key, context) }
        for fault in try shuffles.objects("refused") {
            #expect(throws: CryptoError.self, "\(fault["comment"] ?? "")") { try verify(fault, key, context) }
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
