import Testing
import Wire

@testable import BallotCrypto

@Suite("key derivation and sealed bytes")
struct KeyDerivationTests {
    @Test("PBKDF2 gives the keys of RFC 7914 section 11")
    func pbkdf2() {
        #expect(
            Hex.encode(
                KeyDerivation.pbkdf2(Array("passwd".utf8), salt: Array("salt".utf8), iterations: 1, count: 64))
                == "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783")
        #expect(
            Hex.encode(
                KeyDerivation.pbkdf2(Array("Password".utf8), salt: Array("NaCl".utf8), iterations: 80_000, count: 64))
                == "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d")
    }

    @Test("HKDF gives the keys of RFC 5869 appendix A.1 and A.2")
    func hkdf() {
        #expect(
            Hex.encode(
                KeyDerivation.hkdf(
                    [UInt8](repeating: 0x0B, count: 22), salt: Array(0...12), info: Array(0xF0...0xF9), count: 42))
                == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
        #expect(
            Hex.encode(
                KeyDerivation.hkdf(Array(0...0x4F), salt: Array(0x60...0xAF), info: Array(0xB0...0xFF), count: 82))
                == "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
        )
    }

    /// Test case 16 of McGrew and Viega, The Galois/Counter Mode of Operation.
    private let key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
    private let nonce = "cafebabefacedbaddecaf888"
    private let data = "feedfacedeadbeeffeedfacedeadbeefabaddad2"
    private let plaintext =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    private let sealed =
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662" + "76fc6ece0f4e1768cddf8853bb2d551b"

    @Test("AES-256-GCM seals to the published bytes, and opens them")
    func gcm() throws {
        let (key, nonce, data) = (try Hex.decode(key), try Hex.decode(nonce), try Hex.decode(data))
        let message = try Hex.decode(plaintext)
        #expect(Hex.encode(SealedBytes.seal(message, key: key, nonce: nonce, authenticating: data)) == sealed)
        #expect(SealedBytes.open(try Hex.decode(sealed), key: key, nonce: nonce, authenticating: data) == message)
    }

    @Test("one bit changed anywhere does not open: box, tag, key, nonce or data")
    func altered() throws {
        let parts = [try Hex.decode(sealed), try Hex.decode(key), try Hex.decode(nonce), try Hex.decode(data)]
        for part in parts.indices {
            for index in parts[part].indices {
                var changed = parts
                changed[part][index] ^= 0x80
                #expect(
                    SealedBytes.open(changed[0], key: changed[1], nonce: changed[2], authenticating: changed[3]) == nil)
            }
        }
        #expect(
            SealedBytes.open(Array(parts[0].dropLast()), key: parts[1], nonce: parts[2], authenticating: parts[3])
                == nil)
        #expect(SealedBytes.open([1, 2, 3], key: parts[1], nonce: parts[2], authenticating: parts[3]) == nil)
    }
}
