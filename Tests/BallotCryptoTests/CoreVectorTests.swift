import CryptoFixture
import Testing
import Wire

@testable import BallotCrypto

@Suite("the protocol's vectors: hashes, generators, embedding, credentials", .enabled(if: ProtocolVectors.present))
struct CoreVectorTests {
    let vectors = ProtocolVectors.all

    @Test("messages hash to the published scalars")
    func scalars() throws {
        for vector in try vectors.objects("hash_to_scalar") {
            #expect(hashToScalar(try vector.bytes("msg")).bytes == (try vector.bytes("scalar")))
        }
    }

    @Test("the vectors' generator draws the published scalars and permutation")
    func generator() throws {
        let vector = try vectors.object("drbg")
        var source = TestDRBG(seed: try vector.bytes("seed"))
        for expected in try vector.texts("scalars") { #expect(Hex.encode(source.scalar().revealed()) == expected) }
    }

    @Test("generators are the published points")
    func generators() throws {
        let vector = try vectors.object("generators")
        let points = try Generators.upTo(5)
        #expect(Hex.encode(points[0].compressed) == (try vector.text("h")))
        #expect(points[1...].map { Hex.encode($0.compressed) } == (try vector.texts("h_1..h_5")))
    }

    @Test("the transcript gives the published challenges")
    func transcript() throws {
        let vector = try vectors.object("transcript")
        let context = try #require(Digest(try vector.bytes("ctx")))
        var transcript = Transcript(try vector.text("proof"), context: context)
        for pair in vector["put"] as? [[String]] ?? [] { transcript.put(pair[0], try Hex.decode(pair[1])) }
        let scalars = transcript.scalars(try vector.text("label"), try vector.int("count"))
        #expect(scalars.map { Hex.encode($0.bytes) } == (try vector.texts("scalars")))
        #expect(Hex.encode(transcript.scalar("d").bytes) == (try vector.text("next_scalar_label_d")))
    }

    @Test("messages embed as the published points, and back")
    func embedding() throws {
        for vector in try vectors.objects("embedding") {
            let message = try vector.bytes("message")
            let point = try Embedding.encode(message)
            #expect(Hex.encode(point.compressed) == (try vector.text("point")))
            #expect(try Embedding.decode(point, length: message.count) == message)
        }
    }

    @Test("the credential of the published code has the published keys")
    func credential() throws {
        let vector = try vectors.object("credential")
        let code = Code(values: try vector.text("code").utf8.map { try #require(Crockford.value($0)) })
        let credential = try Credential(code: code, origin: try vector.text("origin"))
        #expect(Hex.encode(credential.publicKeys[0].compressed) == (try vector.text("public")))
    }

    @Test("malformed points are refused")
    func invalidPoints() throws {
        for text in try vectors.texts("invalid_points") {
            let bytes = try Hex.decode(text)
            #expect(throws: CryptoError.self) { try Point(compressed: bytes) }
        }
    }

    @Test("scalars from the order on are refused")
    func invalidScalars() throws {
        for text in try vectors.texts("invalid_scalars") {
            let bytes = try Hex.decode(text)
            #expect(throws: CryptoError.self) { try Scalar(decoding: bytes) }
        }
    }
}
