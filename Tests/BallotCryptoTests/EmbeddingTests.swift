import CryptoFixture
import Testing
import Wire

@testable import BallotCrypto

@Suite("embedded messages and ciphertexts")
struct EmbeddingTests {
    @Test("messages of 0 to 30 bytes come back (seed messages)")
    func roundTrip() throws {
        var source = TestDRBG(seed: Array("messages".utf8))
        for count in 0...30 {
            let message = Array(source.scalar().published().bytes.prefix(count))
            let point = try Embedding.encode(message)
            #expect(try Embedding.decode(point, length: count) == message)
            #expect(throws: EmbeddingFault.length) {
                try Embedding.decode(point, length: count + 1)
            }
        }
        #expect(throws: CryptoError("expected a message of at most 30 bytes, found 31")) {
            try Embedding.encode([UInt8](repeating: 0, count: 31))
        }
    }

    @Test("every other point of the same message is refused: odd y, a later counter")
    func marked() throws {
        // One whose own counter is not 0.
        let points = try "abcdefghijklmnopqrstuvwxyz".utf8.map { try Embedding.encode(Array("vot".utf8) + [$0]) }
        let point = try #require(points.first { $0.compressed[32] > 1 })
        #expect(throws: EmbeddingFault.oddY) { try Embedding.decode(-point, length: 4) }
        var later = 0
        let x = point.compressed
        for counter in Int(x[32]) + 1...255 {
            guard let other = try? Point(compressed: x.dropLast() + [UInt8(counter)]) else { continue }
            later += 1
            #expect(throws: EmbeddingFault.counter) { try Embedding.decode(other, length: 4) }
        }
        #expect(later > 90)
    }

    @Test("the identity, bytes in the padding and a length above 30 are refused")
    func malformed() throws {
        #expect(throws: EmbeddingFault.identity) { try Embedding.decode(nil, length: 4) }
        func first(_ head: [UInt8]) throws -> Point {
            let zeros = [UInt8](repeating: 0, count: 32 - head.count)
            let points = (0...255).lazy.compactMap { try? Point(compressed: [2] + head + zeros.dropLast() + [$0]) }
            return try #require(points.first)
        }
        #expect(try Embedding.decode(first([2, 7, 9]), length: 2) == [7, 9])
        #expect(throws: EmbeddingFault.padding) {
            try Embedding.decode(first([2, 7, 9, 1]), length: 2)
        }
        #expect(throws: EmbeddingFault.length) {
            try Embedding.decode(first([31]), length: 31)
        }
    }

    @Test("the published invalid points are refused", .enabled(if: ProtocolVectors.present))
    func published() throws {
        let vectors = ProtocolVectors.all["embedding_invalid"] as? [[String]] ?? []
        #expect(vectors.count == 3)
        for vector in vectors {
            let bytes = try Hex.decode(vector[1])
            let point = bytes.allSatisfy { $0 == 0 } ? nil : try Point(compressed: bytes)
            #expect(throws: EmbeddingFault.self) { try Embedding.decode(point, length: 4) }
        }
    }

    @Test("a list reads back from its artifact, and from no other number of bytes (seed list)")
    func list() throws {
        var source = TestDRBG(seed: Array("list".utf8))
        let points = try (0..<12).map { _ in try source.scalar().timesGenerator() }
        let list = CiphertextList(width: 2, (0..<6).map { Ciphertext(a: points[2 * $0], b: points[2 * $0 + 1]) })
        let bytes = list.affineBytes
        #expect(try CiphertextList(affine: bytes, count: 3, width: 2) == list)
        #expect(list.row(2).map(\.a) == [points[8], points[10]])
        for changed: [UInt8] in [bytes.dropLast(), bytes + [0], bytes.dropLast(128), bytes + bytes.prefix(128)] {
            #expect(throws: CryptoError.self) { try CiphertextList(affine: changed, count: 3, width: 2) }
        }
        var off = bytes
        off[700] ^= 1
        #expect(throws: CryptoError("expected a point of the curve")) {
            try CiphertextList(affine: off, count: 3, width: 2)
        }
    }

    @Test("a list's digest is of its count, width and points in order (seed digest)")
    func digest() throws {
        var source = TestDRBG(seed: Array("digest".utf8))
        let points = try (0..<8).map { _ in try source.scalar().timesGenerator() }
        let ciphertexts = (0..<4).map { Ciphertext(a: points[2 * $0], b: points[2 * $0 + 1]) }
        let list = CiphertextList(width: 1, ciphertexts)
        var written = Array("stembus-v1/ciphertexts\0".utf8) + UInt64(4).bigEndianBytes + UInt32(1).bigEndianBytes
        for point in points { written += point.compressed }
        #expect(list.digest == SHA256.hash(written))
        #expect(CiphertextList(width: 2, ciphertexts).digest != list.digest)
        #expect(CiphertextList(width: 1, ciphertexts.reversed()).digest != list.digest)
    }
}
