import BallotCrypto
import Testing
import TransparencyLog
import Wire

@Suite struct ReceiptTests {
    func receipt(_ index: Int, of size: Int) throws -> Receipt {
        Receipt(
            proof: try InclusionProof(index: index, size: size, from: TileHashes(ExampleLog.leaves.prefix(size))),
            checkpoint: try ExampleLog.note(size, witnesses: [1]))
    }

    func text(_ receipt: Receipt) -> String { String(decoding: receipt.bytes, as: UTF8.self) }

    @Test(
        "a receipt prints as it was read, and shows its entry's tree",
        arguments: [(0, 1), (0, 2), (17, 300), (299, 300)])
    func roundTrip(index: Int, size: Int) throws {
        let receipt = try receipt(index, of: size)
        let again = try Receipt(parsing: receipt.bytes)
        #expect(again == receipt && again.bytes == receipt.bytes)
        #expect(try again.verify(leaf: ExampleLog.leaves[index], log: ExampleLog.log()) == ExampleLog.head(size))
    }

    @Test("another entry, another index, another log and another tree are refused")
    func wrong() throws {
        let log = try ExampleLog.log()
        let (receipt, leaf) = (try receipt(17, of: 300), ExampleLog.leaves[17])
        #expect(refusal { try receipt.verify(leaf: ExampleLog.leaves[18], log: log) }.contains("another root"))
        let moved = Receipt(
            proof: InclusionProof(index: 16, hashes: receipt.proof.hashes), checkpoint: receipt.checkpoint)
        #expect(refusal { try moved.verify(leaf: leaf, log: log) }.contains("another root"))
        let stranger = try ExampleLog.key(ExampleLog.origin, .note, label: "stranger").verificationKey
        #expect(
            refusal { try receipt.verify(leaf: leaf, log: stranger) }
                == "expected a signature of a known key, found none")
        let later = Receipt(proof: receipt.proof, checkpoint: try ExampleLog.note(301, witnesses: []))
        #expect(refusal { try later.verify(leaf: leaf, log: log) }.contains("another root"))
    }

    @Test("an extra line is passed over when it is base64")
    func extra() throws {
        let receipt = try receipt(17, of: 300)
        let with = text(receipt).replacing("v1\nindex", with: "v1\nextra AAEC\nindex")
        #expect(try Receipt(parsing: Array(with.utf8)) == receipt)
        let bad = text(receipt).replacing("v1\nindex", with: "v1\nextra AAE\nindex")
        #expect(refusal { try Receipt(parsing: Array(bad.utf8)) }.contains("the extra line: expected base64"))
        let twice = text(receipt).replacing("v1\nindex", with: "v1\nextra AAEC\nextra AAEC\nindex")
        #expect(refusal { try Receipt(parsing: Array(twice.utf8)) }.contains("a line \"index\""))
    }

    @Test(
        "bytes that are no receipt in its one form are refused",
        arguments: [
            ("tlog-proof@v1", "tlog-proof@v2", "begin with c2sp.org/tlog-proof@v1"),
            ("c2sp", " c2sp", "begin with c2sp.org/tlog-proof@v1"),
            ("index 17", "index 017", "a line \"index\""),
            ("index 17", "index +17", "a line \"index\""),
            ("index 17", "index -17", "a line \"index\""),
            ("index 17", "index  17", "a line \"index\""),
            ("index 17", "index 17 ", "a line \"index\""),
            ("index 17", "index", "a line \"index\""),
            ("index 17", "Index 17", "a line \"index\""),
            ("index 17", "index 9223372036854775808", "a line \"index\""),
            ("index 17\n", "", "a line \"index\""),
            ("index 17\n", "index 17\r\n", "a line \"index\""),
            ("0Y=\n75V", "0Y\n75V", "expected a hash in base64"),
            ("0Y=\n75V", "0Z=\n75V", "expected a hash in base64"),
            ("0Y=\n75V", "0Y= \n75V", "expected a hash in base64"),
            ("yjjJBLAjn3440b9I3ByUaEVfOyc5VmnIAgn/3Ieol0Y=", "yjjJ", "expected a hash in base64"),
            ("\n\n", "\n", "a line"),
            ("\nvote.example/2026/demo", "vote.example/2026/demo", "expected a hash in base64"),
        ])
    func refused(part: String, replacement: String, reason: String) throws {
        let whole = text(try receipt(17, of: 300))
        #expect(whole.contains(part))
        let message = refusal { try Receipt(parsing: Array(whole.replacing(part, with: replacement).utf8)) }
        #expect(message.contains(reason) || (part == "\n\n" && message != "nothing"), "\(message)")
    }

    @Test("an empty line too early makes the hashes part of the note, which is then no checkpoint")
    func earlyEmptyLine() throws {
        let log = try ExampleLog.log()
        let changed = text(try receipt(17, of: 300)).replacing("index 17\n", with: "index 17\n\n")
        let receipt = try Receipt(parsing: Array(changed.utf8))
        #expect(receipt.proof.hashes.isEmpty)
        #expect(refusal { try receipt.verify(leaf: ExampleLog.leaves[17], log: log) }.contains("does not verify"))
    }

    @Test("63 hashes are read, 64 are not")
    func tooMany() throws {
        let note = try ExampleLog.note(1, witnesses: [])
        for (count, message) in [(63, "nothing"), (64, "expected at most 63 hashes, found 64")] {
            let proof = InclusionProof(index: 0, hashes: Array(repeating: MerkleTree.emptyRoot, count: count))
            #expect(refusal { try Receipt(parsing: Receipt(proof: proof, checkpoint: note).bytes) } == message)
        }
    }

    @Test("every cut of a receipt is refused, or is a receipt without the last signatures")
    func cut() throws {
        let bytes = try receipt(17, of: 300).bytes
        for length in bytes.indices {
            guard let short = try? Receipt(parsing: Array(bytes[..<length])) else { continue }
            #expect(short.checkpoint.signatures.count == 1 && short.bytes.count == length)
        }
    }

    @Test("the vectors' receipt is made and read byte for byte", .enabled(if: LogVectors.present))
    func vectors() throws {
        let file = try #require(LogVectors.all).tlogProof.file
        let receipt = Receipt(
            proof: try InclusionProof(index: 17, size: 300, from: TileHashes(ExampleLog.leaves.prefix(300))),
            checkpoint: try ExampleLog.note(300, witnesses: [1, 2, 3]))
        #expect(text(receipt) == file)
        #expect(try Receipt(parsing: Array(file.utf8)) == receipt)
    }
}

@Suite struct TrackingCodeTests {
    @Test("a tracking code is the first 80 bits of the leaf hash, in four groups")
    func code() throws {
        let leaf = try digest("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
        #expect(TrackingCode(leaf).description == "000G-40R4-0M30-E209")
        let ones = try digest(String(repeating: "ff", count: 32))
        #expect(TrackingCode(ones).description == "ZZZZ-ZZZZ-ZZZZ-ZZZZ")
    }

    @Test("a tracking code prints as it was read")
    func roundTrip() throws {
        for leaf in ExampleLog.leaves.prefix(200) {
            let code = TrackingCode(leaf)
            #expect(try TrackingCode(parsing: code.description) == code)
            #expect(code.bytes == Array(leaf.bytes.prefix(10)))
        }
    }

    @Test(
        "what people write instead is understood",
        arguments: ["000G-40R4-0M30-E209", "000g40r40m30e209", " oooG 40R4 OM3O E2O9 ", "0-00G40R40M30E-209"])
    func forgiving(text: String) throws {
        #expect(try TrackingCode(parsing: text).description == "000G-40R4-0M30-E209")
    }

    @Test("I and L are 1")
    func ones() throws {
        #expect(try TrackingCode(parsing: "iIlL-1111-0000-0000").description == "1111-1111-0000-0000")
    }

    @Test(
        "what is no tracking code is refused",
        arguments: [
            "", "000G-40R4-0M30-E20", "000G-40R4-0M30-E2099", "000G-40R4-0M30-E20U", "000G-40R4-0M30-E20*",
            "000G_40R4_0M30_E209", "000G-40R4-0M30-E20é", "ＺZZZ-ZZZZ-ZZZZ-ZZZ",
        ])
    func refused(text: String) {
        #expect(
            refusal { try TrackingCode(parsing: text) }.contains("expected a tracking code of 16 letters and digits"))
    }
}
