import Testing

@testable import BallotCrypto

@Suite("generators")
struct GeneratorTests {
    @Test("blocks hash to what the specification says", arguments: [10, 11, 12])
    func blocks(_ k: Int) throws {
        let block = try Generators.block(1 << k)
        #expect(SHA256.hash(block).hex == Generators.digests[String(k)])
        #expect(Generators.blockSize(holding: (1 << k) - 1) == 1 << k)
        #expect(Generators.blockSize(holding: 1 << 20) == nil)
        try Generators.load(block: block)
        #expect(Generators.knownCount >= 1 << k)
    }

    @Test("a block that isn't the known one is refused: damaged, cut, extended, empty")
    func refused() throws {
        let block = try Generators.block(1 << 10)
        var damaged = block
        damaged[77] ^= 1
        for bytes in [damaged, Array(block.dropLast(64)), block + [0], Array(block.prefix(64)), []] {
            #expect(throws: CryptoError.self) { try Generators.load(block: bytes) }
        }
    }

    @Test("many at once are those that are hashed one by one")
    func single() throws {
        let tag = "stembus-v1-generators-P256_XMD:SHA-256_SSWU_RO_"
        let many = try Generators.upTo(300)
        for index in [0, 1, 63, 64, 65, 255, 300] {
            let message = [UInt8(ascii: "h"), 0, 0, UInt8(index >> 8), UInt8(index & 255)]
            #expect(try many[index] == hashToCurve(message, tag: tag))
        }
    }
}
