import BallotCrypto
import Testing
import TransparencyLog
import Wire

@Suite struct SignedNoteTests {
    /// From the documentation of golang.org/x/mod/sumdb/note.
    static let neumann = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """

    /// One signature line that is well formed, by a key that nobody knows.
    static let grease = "— grease.example/a AAECAwQFBgc=\n"

    func parse(_ text: String) throws -> SignedNote { try SignedNote(parsing: Array(text.utf8)) }

    @Test("a note of another implementation verifies, and prints as it was read")
    func peer() throws {
        let key = try VerificationKey(parsing: NoteKeyTests.neumann)
        let note = try parse(Self.neumann)
        #expect(try note.verified(by: [key]) == [key])
        #expect(note.bytes == Array(Self.neumann.utf8))
        var own = SignedNote(text: note.text, signatures: [])
        own.sign(with: try SigningKey(parsing: NoteKeyTests.privateNeumann))
        #expect(own.bytes == note.bytes)
    }

    @Test("a change anywhere in the text is refused")
    func changedText() throws {
        let key = try VerificationKey(parsing: NoteKeyTests.neumann)
        let bytes = Array(Self.neumann.utf8)
        for place in stride(from: 0, to: 90, by: 7) {
            var changed = bytes
            changed[place] = changed[place] == 0x41 ? 0x42 : 0x41
            #expect(
                refusal { try SignedNote(parsing: changed).verified(by: [key]) }
                    == "the signature of PeterNeumann does not verify")
        }
    }

    @Test("the text ends at the last empty line, and keeps those before it")
    func lastEmptyLine() throws {
        let note = try parse("one\n\ntwo\n\n\n" + Self.grease)
        #expect(note.text == "one\n\ntwo\n\n" && note.signatures.count == 1)
    }

    @Test(
        "bytes that are no note in its one form are refused",
        arguments: [
            ("", "ends with a line feed"),
            ("text", "ends with a line feed"),
            ("text\n", "expected an empty line"),
            ("text\n\(grease)", "expected an empty line"),
            ("\n\(grease)", "expected an empty line"),
            ("text\n\n", "expected 1 to 64 signatures, found 0"),
            ("text\n\n\(grease.dropLast())", "ends with a line feed"),
            ("text\n\n\(grease)\n", "expected 1 to 64 signatures, found 0"),
            ("text\r\n\r\n\(grease)", "without control characters"),
            ("text\n\n\(grease.dropLast())\r\n", "without control characters"),
            ("te\txt\n\n\(grease)", "without control characters"),
            ("te\0xt\n\n\(grease)", "without control characters"),
            ("text\n\n\(grease)more\n", "expected a signature line"),
            ("text\n\n- grease.example/a AAECAwQFBgc=\n", "expected a signature line"),
            ("text\n\n—  grease.example/a AAECAwQFBgc=\n", "expected a signature line"),
            ("text\n\n— grease.example/a  AAECAwQFBgc=\n", "expected a signature line"),
            ("text\n\n— grease.example/a AAECAwQFBgc= \n", "expected a signature line"),
            ("text\n\n — grease.example/a AAECAwQFBgc=\n", "expected a signature line"),
            ("text\n\n— AAECAwQFBgc=\n", "expected a signature line"),
            ("text\n\n— a+b AAECAwQFBgc=\n", "expected a signature line"),
            ("text\n\n— a\u{A0}b AAECAwQFBgc=\n", "expected a signature line"),
            ("text\n\n— a AAECAwQFBgc\n", "expected a signature line"),
            ("text\n\n— a AAECAwQFBgd=\n", "expected a signature line"),
            ("text\n\n— a AAECAw==\n", "expected a signature line"),
            ("text\n\n— a AAEC\n", "expected a signature line"),
            ("text\n\n\(grease)\(grease)", "expected one signature of each key"),
            ("text\n\n\(grease)— grease.example/a AAECAwQFBgg=\n", "expected one signature of each key"),
        ] as [(String, String)])
    func refused(text: String, reason: String) {
        let message = refusal { try parse(text) }
        #expect(message.contains(reason), "\(message)")
    }

    @Test("bytes that are not UTF-8 are refused")
    func notUnicode() {
        let note = Array(("text\n\n" + Self.grease).utf8)
        for bytes in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80]] as [[UInt8]] {
            #expect(refusal { try SignedNote(parsing: bytes + note) }.contains("expected a note in UTF-8"))
        }
    }

    @Test(
        "64 signatures are read, 65 are not",
        arguments: [(64, "nothing"), (65, "expected 1 to 64 signatures, found 65")])
    func many(count: Int, message: String) {
        let lines = (0..<count).map { "— grease.example/\($0) AAECAwQFBgc=\n" }.joined()
        #expect(refusal { try parse("text\n\n" + lines) } == message)
    }

    @Test("a note of 1 MiB is read, one of a byte more is not")
    func size() {
        let rest = "\n\n" + Self.grease
        let text = String(repeating: "x", count: SignedNote.largest - rest.utf8.count)
        #expect(refusal { try parse(text + rest) } == "nothing")
        #expect(refusal { try parse("x" + text + rest) } == "expected a note of at most 1 MiB")
    }
}

@Suite struct NoteVerificationTests {
    @Test("lines of unknown keys are passed over, and stay when the note prints")
    func grease() throws {
        let log = try ExampleLog.log()
        let head = ExampleLog.head(5)
        let signed = try ExampleLog.note(head)
        let lines = (0..<60).map { "— grease.example/\($0) AAECAwQFBgc=\n" }.joined()
        let bytes = Array((signed.text + "\n" + lines).utf8) + signed.bytes.dropFirst(signed.text.utf8.count + 1)
        let note = try SignedNote(parsing: bytes)
        #expect(try note.verified(by: [log]) == [log])
        #expect(note.bytes == bytes && note.signatures.count == 61)
    }

    @Test("the name of a known key with another id is unknown, and so is its id with another name")
    func halfKnown() throws {
        let log = try ExampleLog.log()
        let good = try ExampleLog.note(ExampleLog.head(5))
        let otherID = SignedNote.Signature(name: log.name, id: log.id ^ 1, bytes: [1, 2, 3])
        let otherName = SignedNote.Signature(name: log.name + "x", id: log.id, bytes: [1, 2, 3])
        #expect(
            try SignedNote(text: good.text, signatures: [otherID, otherName] + good.signatures).verified(by: [log])
                == [log])
        #expect(
            refusal { try SignedNote(text: good.text, signatures: [otherID, otherName]).verified(by: [log]) }
                == "expected a signature of a known key, found none")
    }

    @Test("names are compared by their bytes: the Kelvin sign is no K")
    func namesByBytes() throws {
        let key = try ExampleLog.key("K", .note, label: "K")
        var note = SignedNote(text: "text\n", signatures: [])
        note.sign(with: key)
        let kelvin = note.signatures.map { SignedNote.Signature(name: "\u{212A}", id: $0.id, bytes: $0.bytes) }
        let known = [key.verificationKey]
        #expect(try note.verified(by: known) == known)
        #expect(
            refusal { try SignedNote(text: note.text, signatures: kelvin).verified(by: known) }
                == "expected a signature of a known key, found none")
        #expect(try SignedNote(text: note.text, signatures: kelvin + note.signatures).verified(by: known) == known)
    }

    @Test("a known key's invalid signature refuses the note, however many others are valid")
    func knownAndBad() throws {
        let log = try ExampleLog.log()
        let other = try ExampleLog.key("other.example", .note, label: "other")
        var note = try ExampleLog.note(ExampleLog.head(5))
        let publicKey = other.verificationKey
        let valid = note
        note.add(SignedNote.Signature(name: publicKey.name, id: publicKey.id, bytes: [UInt8](repeating: 0, count: 64)))
        #expect(
            refusal { try note.verified(by: [log, publicKey]) } == "the signature of other.example does not verify")
        #expect(try note.verified(by: [log]) == [log])
        var both = valid
        both.sign(with: other)
        #expect(try both.verified(by: [publicKey, log]) == [log, publicKey])
    }

    @Test("every flipped bit of a signature is refused")
    func flippedBits() throws {
        let log = try ExampleLog.log()
        let note = try ExampleLog.note(ExampleLog.head(5))
        let signature = try #require(note.signatures.first)
        for bit in 0..<512 {
            var bytes = signature.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let line = SignedNote.Signature(name: signature.name, id: signature.id, bytes: bytes)
            #expect(throws: LogError.self) {
                try SignedNote(text: note.text, signatures: [line]).verified(by: [log])
            }
        }
    }

    @Test("a signature of another length is refused", arguments: [0, 1, 63, 65, 72])
    func otherLength(count: Int) throws {
        let log = try ExampleLog.log()
        let note = try ExampleLog.note(ExampleLog.head(5))
        let whole = try #require(note.signatures.first).bytes
        let bytes = Array((whole + [UInt8](repeating: 0, count: 8)).prefix(count))
        let line = SignedNote.Signature(name: log.name, id: log.id, bytes: bytes)
        #expect(throws: LogError.self) { try SignedNote(text: note.text, signatures: [line]).verified(by: [log]) }
    }

    @Test("signing again and adding a line again change nothing")
    func twice() throws {
        var note = try ExampleLog.note(ExampleLog.head(5))
        let once = note
        note.sign(with: try ExampleLog.logKey())
        let line = try #require(once.signatures.first)
        note.add(SignedNote.Signature(name: line.name, id: line.id, bytes: [9]))
        #expect(note == once)
    }
}
