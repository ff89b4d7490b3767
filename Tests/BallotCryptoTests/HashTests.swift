import Testing
import Wire

@testable import BallotCrypto

@Suite("hashes")
struct HashTests {
    @Test("SHA-256 gives the digests of FIPS 180-4, from any kind of bytes")
    func sha256() {
        #expect(SHA256.hash([]).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(SHA256.hash("abc".utf8).hex == abc)
        #expect(SHA256.hash(Array("xabc".utf8)[1...]).hex == abc)
        #expect(SHA256.hash("abc".utf8.lazy.map { $0 }).hex == abc)
    }

    @Test("a running hash can be read, and goes on")
    func running() {
        var hash = SHA256()
        hash.update("ab".utf8)
        #expect(hash.digest() == SHA256.hash("ab".utf8))
        #expect(hash.digest() == SHA256.hash("ab".utf8))
        hash.update("c".utf8)
        #expect(hash.digest() == SHA256.hash("abc".utf8))
    }

    @Test("a digest has 32 bytes, and is ordered by them")
    func digest() throws {
        #expect(Digest([UInt8](repeating: 0, count: 31)) == nil)
        #expect(Digest([UInt8](repeating: 0, count: 33)) == nil)
        let low = try #require(Digest([UInt8](repeating: 0, count: 31) + [255]))
        let high = try #require(Digest([1] + [UInt8](repeating: 0, count: 31)))
        #expect(low < high && !(high < low) && !(low < low))
        #expect(low.description == String(repeating: "0", count: 62) + "ff")
    }

    private static let q128 = "q128_" + String(repeating: "q", count: 128)
    private static let a512 = "a512_" + String(repeating: "a", count: 512)

    @Test(
        "messages expand as RFC 9380 appendix K.1 says",
        arguments: [
            ("", "68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235"),
            ("abc", "d8ccab23b5985ccea865c6c97b6e5b8350e794e603b4b97902f53a8a0d605615"),
            ("abcdef0123456789", "eff31487c770a893cfb36f912fbfcbff40d5661771ca4b2cb4eafe524333f5c1"),
            (q128, "b23a1d2b4d97b2ef7785562a7e8bac7eed54ed6e97e29aa51bfe3f12ddad1ff9"),
            (a512, "4623227bcc01293b8c130bf771da8c298dede7383243dc0993d2d94823958c4c"),
            (
                "",
                "af84c27ccfd45d41914fdff5df25293e221afc53d8ad2ac06d5e3e29485dadbee0d121587713a3e0dd4d5e69e93eb7cd"
                    + "4f5df4cd103e188cf60cb02edc3edf18eda8576c412b18ffb658e3dd6ec849469b979d444cf7b26911a08e63cf31f9dc"
                    + "c541708d3491184472c2c29bb749d4286b004ceb5ee6b9a7fa5b646c993f0ced"
            ),
        ])
    func expansion(message: String, expected: String) {
        let tag = "QUUX-V01-CS02-with-expander-SHA256-128"
        #expect(Hex.encode(expandMessage(message.utf8, tag: tag, count: expected.count / 2)) == expected)
    }

    @Test(
        "messages hash to the points of RFC 9380 appendix J.1.1",
        arguments: [
            (
                "", "2c15230b26dbc6fc9a37051158c95b79656e17a1a920b11394ca91c44247d3e4",
                "8a7a74985cc5c776cdfe4b1f19884970453912e9d31528c060be9ab5c43e8415"
            ),
            (
                "abc", "0bb8b87485551aa43ed54f009230450b492fead5f1cc91658775dac4a3388a0f",
                "5c41b3d0731a27a7b14bc0bf0ccded2d8751f83493404c84a88e71ffd424212e"
            ),
            (
                "abcdef0123456789", "65038ac8f2b1def042a5df0b33b1f4eca6bff7cb0f9c6c1526811864e544ed80",
                "cad44d40a656e7aff4002a8de287abc8ae0482b5ae825822bb870d6df9b56ca3"
            ),
            (
                q128, "4be61ee205094282ba8a2042bcb48d88dfbb609301c49aa8b078533dc65a0b5d",
                "98f8df449a072c4721d241a3b1236d3caccba603f916ca680f4539d2bfb3c29e"
            ),
            (
                a512, "457ae2981f70ca85d8e24c308b14db22f3e3862c5ea0f652ca38b5e49cd64bc5",
                "ecb9f0eadc9aeed232dabc53235368c1394c78de05dd96893eefa62b0f4757dc"
            ),
        ])
    func curve(message: String, x: String, y: String) throws {
        let point = try hashToCurve(Array(message.utf8), tag: "QUUX-V01-CS02-with-P256_XMD:SHA-256_SSWU_RO_")
        #expect(Hex.encode(point.affine) == x + y)
    }

    @Test("generators are the same whoever asks, for however many, and at once")
    func generators() throws {
        let lists = try parallelMap(count: 40, chunk: 1) { (index) throws(CryptoError) in try Generators.upTo(index * 5)
        }
        let longest = try Generators.upTo(200)
        #expect(Set(longest).count == 201)
        for (index, list) in lists.enumerated() { #expect(list == Array(longest.prefix(index * 5 + 1))) }
    }

    @Test("a transcript tells apart labels, data and their order")
    func transcript() throws {
        func challenge(_ puts: [(String, String)], proof: String = "p", context: String = "c") -> Scalar {
            var transcript = Transcript(proof, context: SHA256.hash(context.utf8))
            for (label, data) in puts { transcript.put(label, data.utf8) }
            return transcript.scalar("c")
        }
        let puts = [("a", "b"), ("c", "d")]
        let challenges = [
            challenge(puts), challenge(puts.reversed()), challenge([("ab", ""), ("c", "d")]),
            challenge([("a", "bc"), ("", "d")]), challenge(puts + [("", "")]), challenge([("a", "b")]),
            challenge(puts, proof: "q"), challenge(puts, context: "e"),
        ]
        #expect(Set(challenges).count == challenges.count)
        #expect(challenge(puts) == challenges[0])
    }

    @Test("a challenge depends on those before it, and on how many were asked for")
    func challenges() {
        var one = Transcript("p", context: SHA256.hash([]))
        var two = Transcript("p", context: SHA256.hash([]))
        let first = one.scalar("c")
        #expect(first != one.scalar("c"))
        #expect(two.scalars("c", 2)[0] != first)
    }
}
