import Testing
import Wire

@testable import BallotCrypto

@Suite("Ed25519")
struct Ed25519Tests {
    @Test(
        "keys and signatures are those of RFC 8032 section 7.1",
        arguments: [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                    + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
            ),
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            ),
            (
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                    + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
            ),
        ])
    func published(seed: String, key: String, message: String, signature: String) throws {
        let message = try Hex.decode(message)
        let privateKey = try Ed25519.PrivateKey(seed: Hex.decode(seed))
        let publicKey = try privateKey.publicKey
        #expect(Hex.encode(publicKey.bytes) == key)
        #expect(Hex.encode(privateKey.sign(message)) == signature)
        #expect(publicKey.isValid(try Hex.decode(signature), for: message))
        #expect(Hex.encode(privateKey.revealedSeed()) == seed)
    }

    @Test("another message, key or length, and one bit changed anywhere, is no signature")
    func altered() throws {
        let message = Array("an act".utf8)
        let key = try Ed25519.PrivateKey(seed: [UInt8](repeating: 7, count: 32))
        let publicKey = try key.publicKey
        let signature = key.sign(message)
        #expect(publicKey.isValid(signature, for: message))
        #expect(!publicKey.isValid(signature, for: message + [0]))
        #expect(!(try Ed25519.PrivateKey.generate().publicKey).isValid(signature, for: message))
        #expect(!publicKey.isValid(signature.dropLast(), for: message))
        #expect(!publicKey.isValid(signature + [0], for: message))
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 1
            #expect(!publicKey.isValid(changed, for: message))
        }
    }

    @Test("a signature whose s is raised by the order is refused")
    func malleability() throws {
        let order = try Hex.decode("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        let key = try Ed25519.PrivateKey(seed: [UInt8](repeating: 7, count: 32))
        var signature = key.sign([1])
        #expect(try key.publicKey.isValid(signature, for: [1]))
        var carry = 0
        for index in 0..<32 {
            carry += Int(signature[32 + index]) + Int(order[index])
            signature[32 + index] = UInt8(carry & 255)
            carry >>= 8
        }
        #expect(carry == 0)
        #expect(!(try key.publicKey.isValid(signature, for: [1])))
    }

    @Test("a key of small order is refused, with either sign of x")
    func smallOrder() throws {
        let small = [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        ]
        for text in small {
            var bytes = try Hex.decode(text)
            for _ in 0..<2 {
                #expect(throws: CryptoError("expected an Ed25519 key that is not of small order")) {
                    try Ed25519.PublicKey(bytes)
                }
                bytes[31] ^= 0x80
            }
        }
    }

    @Test("a key whose y is not below 2^255 - 19 is refused, and so are 31 and 33 bytes")
    func canonical() throws {
        for low: UInt8 in 0xED...0xFF {
            for top: UInt8 in [0x7F, 0xFF] {
                let bytes = [low] + [UInt8](repeating: 0xFF, count: 30) + [top]
                #expect(throws: CryptoError("expected an Ed25519 key whose y is below 2^255 - 19")) {
                    try Ed25519.PublicKey(bytes)
                }
            }
        }
        let key = try Ed25519.PrivateKey.generate().publicKey.bytes
        #expect(throws: CryptoError.self) { try Ed25519.PublicKey(key.dropLast()) }
        #expect(throws: CryptoError.self) { try Ed25519.PublicKey(key + [0]) }
        #expect(throws: CryptoError.self) { _ = try Ed25519.PrivateKey(seed: key + [0]) }
    }

    @Test("bytes that are no point verify nothing")
    func noPoint() throws {
        // y = 2 has no x.
        let key = try Ed25519.PublicKey([2] + [UInt8](repeating: 0, count: 31))
        #expect(!key.isValid([UInt8](repeating: 0, count: 64), for: [1]))
    }
}
