import BallotCrypto
import Testing
import TransparencyLog
import Wire

@Suite struct CheckpointTests {
    static let root = "yjk9Apa+xeC43KuYO9H7fRRh9RLnJny4ljGtJv1m2Eg="
    static let text = "vote.example/2026/demo\n300\n\(root)\n"

    @Test("a checkpoint prints as it was read")
    func roundTrip() throws {
        let checkpoint = try Checkpoint(parsing: Self.text)
        #expect(checkpoint.text == Self.text)
        #expect(checkpoint == Checkpoint(origin: ExampleLog.origin, head: ExampleLog.head(300)))
        let empty = Checkpoint(origin: "a", head: Frontier().head)
        #expect(empty.text == "a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
        #expect(try Checkpoint(parsing: empty.text) == empty)
    }

    @Test(
        "a text that is no checkpoint in its one form is refused",
        arguments: [
            ("", "three lines"),
            ("a\n300\n\(root)", "three lines"),
            ("a\n300\n", "three lines"),
            ("a\n300\n\(root)\nextension\n", "three lines"),
            ("a\n300\n\(root)\n\n", "three lines"),
            ("\n300\n\(root)\n", "three lines"),
            ("a\r\n300\r\n\(root)\r\n", "checkpoint's size"),
            ("a\n\n\(root)\n", "checkpoint's size"),
            ("a\n0300\n\(root)\n", "checkpoint's size"),
            ("a\n00\n\(root)\n", "checkpoint's size"),
            ("a\n+300\n\(root)\n", "checkpoint's size"),
            ("a\n-1\n\(root)\n", "checkpoint's size"),
            ("a\n-0\n\(root)\n", "checkpoint's size"),
            ("a\n 300\n\(root)\n", "checkpoint's size"),
            ("a\n3e2\n\(root)\n", "checkpoint's size"),
            ("a\n0x12c\n\(root)\n", "checkpoint's size"),
            ("a\n\u{663}\n\(root)\n", "checkpoint's size"),
            ("a\n9007199254740992\n\(root)\n", "checkpoint's size"),
            ("a\n9223372036854775808\n\(root)\n", "checkpoint's size"),
            ("a\n\(String(repeating: "9", count: 1_000_000))\n\(root)\n", "checkpoint's size"),
            ("a\n300\n\(root.dropLast())\n", "checkpoint's root"),
            ("a\n300\n\(root.dropLast(2))h=\n", "checkpoint's root"),
            ("a\n300\n\(root) \n", "checkpoint's root"),
            ("a\n300\nyjk9Apa+xeC43KuYO9H7fRRh9RLnJny4ljGtJv1m2A==\n", "checkpoint's root"),
            ("a\n300\nyjk9Apa-xeC43KuYO9H7fRRh9RLnJny4ljGtJv1m2Eg=\n", "checkpoint's root"),
        ] as [(String, String)])
    func refused(text: String, reason: String) {
        let message = refusal { try Checkpoint(parsing: text) }
        #expect(message.contains(reason), "\(message)")
    }

    @Test("the largest size is read")
    func largest() throws {
        for size in [9_007_199_254_740_990, 9_007_199_254_740_991] {
            #expect(try Checkpoint(parsing: "a\n\(size)\n\(Self.root)\n").head.size == size)
        }
    }

    @Test("a checkpoint is believed when its log signed it, under its own origin")
    func signed() throws {
        let log = try ExampleLog.log()
        let note = try ExampleLog.note(ExampleLog.head(300))
        #expect(try Checkpoint(of: note, by: log).text == Self.text)
        #expect(
            refusal { try Checkpoint(of: SignedNote(text: note.text, signatures: []), by: log) }
                == "expected a signature of a known key, found none")
        let other = try ExampleLog.note(ExampleLog.head(300), origin: "vote.example/2027")
        #expect(refusal { try Checkpoint(of: other, by: log) }.contains("expected the origin vote.example/2026/demo"))
        let changed = SignedNote(text: try ExampleLog.note(ExampleLog.head(299)).text, signatures: note.signatures)
        #expect(refusal { try Checkpoint(of: changed, by: log) }.contains("does not verify"))
    }

    @Test("a signed checkpoint of no entries has the empty root")
    func empty() throws {
        let note = try ExampleLog.note(TreeHead(size: 0, root: ExampleLog.head(1).root))
        let log = try ExampleLog.log()
        #expect(refusal { try Checkpoint(of: note, by: log) }.contains("expected the empty root at size 0"))
    }

    @Test("the vectors' note is made and read byte for byte", .enabled(if: LogVectors.present))
    func vectors() throws {
        let vector = try #require(LogVectors.all).checkpoint
        let made = try ExampleLog.note(300, witnesses: [1, 2, 3])
        #expect(made.text == vector.body)
        #expect(made.signatures.first?.line == vector.logSigLine)
        #expect(made.signatures.dropFirst().first?.line == vector.cosignatureW1Line)
        #expect(String(decoding: made.bytes, as: UTF8.self) == vector.full)
        #expect(try SignedNote(parsing: Array(vector.full.utf8)) == made)
    }
}

@Suite struct CosignatureTests {
    @Test("a cosignature gives its time back", arguments: [0, 1, 1_790_000_000, Int.max])
    func time(time: Int) throws {
        let key = try ExampleLog.witnessKey(1)
        let note = try ExampleLog.note(ExampleLog.head(300))
        let signature = Cosignature.sign(note.text, time: time, with: key)
        #expect(signature.bytes.count == 72)
        #expect(Cosignature.time(of: signature, on: note.text, by: key.verificationKey) == time)
    }

    @Test("a changed time, another text, another key and another kind of key are refused")
    func wrong() throws {
        let key = try ExampleLog.witnessKey(1)
        let text = try ExampleLog.note(ExampleLog.head(300)).text
        let signature = Cosignature.sign(text, time: 1_790_000_000, with: key)
        func time(_ bytes: [UInt8], _ text: String, _ key: VerificationKey) -> Int? {
            Cosignature.time(of: SignedNote.Signature(name: key.name, id: key.id, bytes: bytes), on: text, by: key)
        }
        #expect(time(signature.bytes, text, key.verificationKey) == 1_790_000_000)
        #expect(time(1_790_000_001.bigEndianBytes + signature.bytes[8...], text, key.verificationKey) == nil)
        #expect(time(signature.bytes, text + "x\n", key.verificationKey) == nil)
        #expect(time(signature.bytes, text, try ExampleLog.witnessKey(2).verificationKey) == nil)
        #expect(
            time(
                signature.bytes, text,
                try ExampleLog.key("witness.example/w1", .note, label: "witness 1").verificationKey)
                == nil)
        #expect(time(signature.bytes.dropLast(), text, key.verificationKey) == nil)
        #expect(time(signature.bytes + [0], text, key.verificationKey) == nil)
        #expect(time([], text, key.verificationKey) == nil)
        #expect(time(UInt64.max.bigEndianBytes + signature.bytes[8...], text, key.verificationKey) == nil)
    }

    @Test("a plain signature by the witness's key is no cosignature, and a cosignature is no plain signature")
    func domains() throws {
        let plain = try ExampleLog.key("witness.example/w1", .note, label: "witness 1")
        let key = try ExampleLog.witnessKey(1).verificationKey
        var note = try ExampleLog.note(ExampleLog.head(300))
        note.sign(with: plain)
        let signature = try #require(note.signatures.last).bytes
        let posing = SignedNote.Signature(name: key.name, id: key.id, bytes: 0.bigEndianBytes + signature)
        #expect(Cosignature.time(of: posing, on: note.text, by: key) == nil)
        let cosignature = Cosignature.sign(note.text, time: 5, with: try ExampleLog.witnessKey(1))
        let publicKey = plain.verificationKey
        let reverse = SignedNote.Signature(
            name: publicKey.name, id: publicKey.id, bytes: Array(cosignature.bytes[8...]))
        #expect(throws: LogError.self) {
            try SignedNote(text: note.text, signatures: [reverse]).verified(by: [publicKey])
        }
    }

    @Test("a note verifies by its witnesses' keys too")
    func amongOthers() throws {
        let keys = [try ExampleLog.witnessKey(2).verificationKey, try ExampleLog.log()]
        #expect(try ExampleLog.note(300, witnesses: [1, 2]).verified(by: keys) == keys.reversed())
    }

    @Test("the vectors' witness keys are those of their labels", .enabled(if: LogVectors.present))
    func vectors() throws {
        let vectors = try #require(LogVectors.all)
        #expect(vectors.keyId.vkey == ExampleLog.vkey)
        #expect(try Hex.encode(ExampleLog.log().id.bigEndianBytes) == vectors.keyId.keyId)
        for (number, vkey) in vectors.witnessVkeys.enumerated() {
            #expect(try ExampleLog.witnessKey(number + 1).verificationKey.description == vkey)
        }
    }
}
