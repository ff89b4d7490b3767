import BallotCrypto
import Testing
import TransparencyLog
import Wire

@Suite struct NoteKeyTests {
    /// From the documentation of golang.org/x/mod/sumdb/note.
    static let neumann = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let privateNeumann = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"

    @Test("a key prints as it was read", arguments: [ExampleLog.vkey, neumann])
    func roundTrip(text: String) throws { #expect(try VerificationKey(parsing: text).description == text) }

    @Test("the example's key has the id of the specification's rule")
    func id() throws {
        let key = try VerificationKey(parsing: ExampleLog.vkey)
        #expect(key.name == "vote.example/2026/demo" && key.kind == .note && key.id == 0x2b28_1f54)
        #expect(try ExampleLog.log() == key)
    }

    @Test("a private key prints as it was read, and gives its public key")
    func privateKey() throws {
        let key = try SigningKey(parsing: Self.privateNeumann)
        #expect(key.verificationKey.description == Self.neumann)
        #expect(key.revealed() == Self.privateNeumann)
    }

    @Test("a fresh key signs what its public key verifies, and comes back from its file")
    func fresh() throws {
        let key = try SigningKey.generate(name: "mixer.example/1")
        let publicKey = key.verificationKey
        let again = try SigningKey(parsing: key.revealed())
        var note = SignedNote(text: "mixed\n", signatures: [])
        note.sign(with: again)
        #expect(try note.verified(by: [publicKey]) == [publicKey])
    }

    @Test(
        "a text that is no key in its one form is refused",
        arguments: [
            ("", "expected a key name+id+base64"),
            ("vote.example/2026/demo+2b281f54", "expected a key name+id+base64"),
            ("+2b281f54+AftxvhxfqVayiuqH2Cvv7CbZp13RkKJd+4pckRxJKR7I", "expected a key's name"),
            (
                "vote.example/2026/demo+2b281f55+AftxvhxfqVayiuqH2Cvv7CbZp13RkKJd+4pckRxJKR7I",
                "expected the id 2b281f54"
            ),
            (
                "vote.example/2026/demo+2B281F54+AftxvhxfqVayiuqH2Cvv7CbZp13RkKJd+4pckRxJKR7I",
                "expected the id 2b281f54"
            ),
            ("vote.example/2026/demo+02b281f54+AftxvhxfqVayiuqH2Cvv7CbZp13RkKJd+4pckRxJKR7I", "expected the id"),
            ("vote.example/2026/dem0+2b281f54+AftxvhxfqVayiuqH2Cvv7CbZp13RkKJd+4pckRxJKR7I", "expected the id"),
            ("vote.example/2026 demo+2b281f54+AftxvhxfqVayiuqH2Cvv7CbZp13RkKJd+4pckRxJKR7I", "expected a key's name"),
            ("vote.example/2026/demo+2b281f54+AftxvhxfqVayiuqH2Cvv7CbZp13RkKJd+4pckRxJKR7", "expected base64"),
            ("vote.example/2026/demo+2b281f54+AftxvhxfqVayiuqH2Cvv7CbZp13RkKJd+4pckRxJKR7I\n", "expected base64"),
            ("vote.example/2026/demo+2b281f54+AvtxvhxfqVayiuqH2Cvv7CbZp13RkKJd+4pckRxJKR7I", "expected an Ed25519 key"),
            ("vote.example/2026/demo+2b281f54+Aftxvhxf", "of 32 bytes, found 5"),
            ("vote.example/2026/demo+2b281f54+", "expected an Ed25519 key"),
        ])
    func refused(text: String, reason: String) {
        let message = refusal { try VerificationKey(parsing: text) }
        #expect(message.contains(reason), "\(message)")
    }

    @Test("a key of small order or of another form of its point is refused")
    func weakPoints() throws {
        for y in [[0], [1], [0xEE] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]] as [[UInt8]] {
            let key = y + [UInt8](repeating: 0, count: 32 - y.count)
            let name = "a"
            let id = SHA256.hash(Array(name.utf8) + [10, 1] + key).bytes[..<4]
            let text = "\(name)+\(Hex.encode(id))+\(Base64.encode([1] + key))"
            #expect(refusal { try VerificationKey(parsing: text) }.contains("expected an Ed25519 key"))
        }
    }

    @Test(
        "a name has no space of any script, no plus, no control character and at most 255 bytes",
        arguments: ["", "a b", "a+b", "a\u{A0}b", "a\u{2028}b", "a\u{3000}", "a\tb", "a\u{7}b", "a\r\nb"])
    func names(name: String) throws {
        #expect(
            refusal { try ExampleLog.key(name, .note, label: "a").verificationKey }.contains("expected a key's name"))
        let long = String(repeating: "n", count: 256)
        #expect(
            refusal { try ExampleLog.key(long, .note, label: "a").verificationKey }.contains("expected a key's name"))
        let fits = String(repeating: "n", count: 255)
        #expect(try ExampleLog.key(fits, .note, label: "a").verificationKey.name == fits)
    }

    @Test(
        "a private key that is damaged is refused without a word of the key",
        arguments: [
            "PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
            "PRIVATE+KEY+PeterNeuman+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDF",
            "PRIVATE+KEY+PeterNeumann+c74f20a3+BYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKD==",
            "PUBLIC+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
            "PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", "",
        ])
    func damagedPrivateKeys(text: String) {
        let message = refusal { try SigningKey(parsing: text).verificationKey }
        #expect(message != "nothing" && !message.contains("EKFALV"))
    }
}
