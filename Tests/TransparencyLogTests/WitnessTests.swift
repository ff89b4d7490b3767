import BallotCrypto
import Testing
import TransparencyLog
import Wire

@Suite struct WitnessRequestTests {
    @Test("the vectors' request is made and read byte for byte", .enabled(if: LogVectors.present))
    func vectors() throws {
        let body = try #require(LogVectors.all).addCheckpoint.requestBody
        let hashes = TileHashes(ExampleLog.leaves.prefix(300))
        let request = WitnessRequest(
            oldSize: 256, proof: try ConsistencyProof(old: 256, new: 300, from: hashes),
            checkpoint: try ExampleLog.note(ExampleLog.head(300)))
        #expect(String(decoding: request.bytes, as: UTF8.self) == body)
        #expect(try WitnessRequest(parsing: Array(body.utf8)) == request)
    }

    @Test("the vectors' answer is the witness's cosignature", .enabled(if: LogVectors.present))
    func answer() throws {
        let vector = try #require(LogVectors.all).addCheckpoint
        let request = try WitnessRequest(parsing: Array(vector.requestBody.utf8))
        let answer = WitnessAnswer(to: request, log: try ExampleLog.log(), known: ExampleLog.head(256))
        #expect(answer == .cosign(ExampleLog.head(300)))
        let line = Cosignature.sign(
            request.checkpoint.text, time: 1_790_000_000, with: try ExampleLog.witnessKey(1)
        ).line
        #expect(line == vector.response200Body)
        #expect(try SignedNote.signature(String(line.dropLast())).line == line)
        let behind = WitnessAnswer(to: try Self.request(0, 300), log: try ExampleLog.log(), known: ExampleLog.head(256))
        #expect(behind == .conflict(size: 256) && vector.response409Body == "256\n")
    }

    static func request(_ old: Int, _ new: Int) throws -> WitnessRequest {
        WitnessRequest(
            oldSize: old,
            proof: try ConsistencyProof(old: old, new: new, from: TileHashes(ExampleLog.leaves.prefix(new))),
            checkpoint: try ExampleLog.note(ExampleLog.head(new)))
    }

    @Test("a request prints as it was read", arguments: [(0, 0), (0, 5), (3, 5), (5, 5), (37, 70)])
    func roundTrip(old: Int, new: Int) throws {
        let request = try Self.request(old, new)
        #expect(try WitnessRequest(parsing: request.bytes) == request)
        #expect(try WitnessRequest(parsing: request.bytes).bytes == request.bytes)
    }

    @Test(
        "bytes that are no request in its one form are refused",
        arguments: [
            ("old 37", "old 037", "a line \"old\""), ("old 37", "old -1", "a line \"old\""),
            ("old 37", "old +37", "a line \"old\""), ("old 37", "old  37", "a line \"old\""),
            ("old 37", "Old 37", "a line \"old\""), ("old 37", "size 37", "a line \"old\""),
            ("old 37", "old 9223372036854775808", "a line \"old\""), ("old 37\n", "", "a line \"old\""),
            ("old 37\n", "old 37\r\n", "a line \"old\""),
            ("old 37\n", "old 37\nAAAA\n", "expected a hash in base64"),
            ("old 37\n", "old 37\n \n", "expected a hash in base64"),
            ("\nvote.example", "vote.example", "expected a hash in base64"),
            ("\n\n— vote", "\n\n-- vote", "expected a signature line"),
        ])
    func refused(part: String, replacement: String, reason: String) throws {
        let text = String(decoding: try Self.request(37, 70).bytes, as: UTF8.self)
        let changed = text.replacing(part, with: replacement)
        #expect(changed != text)
        let message = refusal { try WitnessRequest(parsing: Array(changed.utf8)) }
        #expect(message.contains(reason), "\(message)")
    }

    @Test("63 hashes are read, 64 are not")
    func tooMany() throws {
        let note = try ExampleLog.note(ExampleLog.head(5))
        for (count, message) in [(63, "nothing"), (64, "expected at most 63 hashes, found 64")] {
            let proof = ConsistencyProof(hashes: Array(repeating: MerkleTree.emptyRoot, count: count))
            let request = WitnessRequest(oldSize: 1, proof: proof, checkpoint: note)
            #expect(refusal { try WitnessRequest(parsing: request.bytes) } == message)
        }
    }
}

@Suite struct WitnessAnswerTests {
    func answer(_ request: WitnessRequest, known: TreeHead?) throws -> WitnessAnswer {
        WitnessAnswer(to: request, log: try ExampleLog.log(), known: known)
    }

    func code(_ answer: WitnessAnswer) -> Int? {
        guard case .refuse(let code, _) = answer else { return nil }
        return code
    }

    @Test("a witness follows a log from nothing through its sizes, and cosigns the same tree again")
    func growing() throws {
        var known: TreeHead?
        for (old, new) in [(0, 0), (0, 1), (1, 5), (5, 5), (5, 8), (8, 70)] {
            let answer = try answer(try WitnessRequestTests.request(old, new), known: known)
            #expect(answer == .cosign(ExampleLog.head(new)), "\(old) to \(new)")
            if case .cosign(let head) = answer { known = head }
        }
    }

    @Test("409: the log asks from another size than the witness holds", arguments: [0, 4, 6])
    func conflict(old: Int) throws {
        #expect(
            try answer(try WitnessRequestTests.request(old, 8), known: ExampleLog.head(5)) == .conflict(size: 5))
    }

    @Test("409: a checkpoint that is older than the witness's is not cosigned")
    func stale() throws {
        #expect(try answer(try WitnessRequestTests.request(3, 5), known: ExampleLog.head(8)) == .conflict(size: 8))
    }

    @Test("422: a damaged proof, or one where none belongs")
    func damaged() throws {
        let good = try WitnessRequestTests.request(5, 8)
        for hashes in [[], Array(good.proof.hashes.dropLast()), good.proof.hashes + [MerkleTree.emptyRoot]] {
            let bad = WitnessRequest(
                oldSize: 5, proof: ConsistencyProof(hashes: hashes), checkpoint: good.checkpoint)
            #expect(code(try answer(bad, known: ExampleLog.head(5))) == 422)
        }
        let extra = WitnessRequest(
            oldSize: 0, proof: ConsistencyProof(hashes: [MerkleTree.emptyRoot]), checkpoint: good.checkpoint)
        #expect(code(try answer(extra, known: nil)) == 422)
    }

    @Test("422: a log that forks after the witness's tree, at the same size or at a larger one")
    func fork() throws {
        let other = TreeHead(size: 5, root: ExampleLog.head(6).root)
        #expect(code(try answer(try WitnessRequestTests.request(5, 5), known: other)) == 422)
        #expect(code(try answer(try WitnessRequestTests.request(5, 8), known: other)) == 422)
    }

    @Test("422: a root of no entries that is not the empty one")
    func emptyRoot() throws {
        let note = try ExampleLog.note(TreeHead(size: 0, root: ExampleLog.head(1).root))
        let request = WitnessRequest(oldSize: 0, proof: ConsistencyProof(hashes: []), checkpoint: note)
        #expect(code(try answer(request, known: nil)) == 422)
    }

    @Test("400: an old size above the checkpoint's, proof lines after the empty line, an extension line")
    func malformed() throws {
        let note = try ExampleLog.note(ExampleLog.head(5))
        let above = WitnessRequest(oldSize: 6, proof: ConsistencyProof(hashes: []), checkpoint: note)
        #expect(code(try answer(above, known: ExampleLog.head(6))) == 400)
        let early = String(decoding: try WitnessRequestTests.request(5, 8).bytes, as: UTF8.self)
            .replacing("old 5\n", with: "old 5\n\n")
        #expect(code(try answer(try WitnessRequest(parsing: Array(early.utf8)), known: ExampleLog.head(5))) == 400)
        var extended = SignedNote(text: note.text + "extension\n", signatures: [])
        extended.sign(with: try ExampleLog.logKey())
        let request = WitnessRequest(oldSize: 0, proof: ConsistencyProof(hashes: []), checkpoint: extended)
        #expect(code(try answer(request, known: nil)) == 400)
    }

    @Test("403: a checkpoint that the log did not sign, or not so")
    func unsigned() throws {
        let text = try ExampleLog.note(ExampleLog.head(5)).text
        let stranger = try ExampleLog.key(ExampleLog.origin, .note, label: "stranger")
        var byStranger = SignedNote(text: text, signatures: [])
        byStranger.sign(with: stranger)
        let log = try ExampleLog.log()
        let forged = SignedNote(
            text: text,
            signatures: [SignedNote.Signature(name: log.name, id: log.id, bytes: [UInt8](repeating: 1, count: 64))])
        for note in [byStranger, forged] {
            let request = WitnessRequest(oldSize: 0, proof: ConsistencyProof(hashes: []), checkpoint: note)
            #expect(code(try answer(request, known: nil)) == 403)
        }
    }

    @Test("403 comes before 409 and 422: a stranger learns nothing of what the witness holds")
    func order() throws {
        let unsigned = SignedNote(
            text: try ExampleLog.note(ExampleLog.head(8)).text,
            signatures: [SignedNote.Signature(name: "x", id: 1, bytes: [1])])
        let request = WitnessRequest(oldSize: 7, proof: ConsistencyProof(hashes: []), checkpoint: unsigned)
        #expect(code(try answer(request, known: ExampleLog.head(5))) == 403)
    }

    @Test("404: another log's checkpoint")
    func unknown() throws {
        let note = try ExampleLog.note(ExampleLog.head(5), origin: "other.example")
        let request = WitnessRequest(oldSize: 0, proof: ConsistencyProof(hashes: []), checkpoint: note)
        #expect(code(try answer(request, known: nil)) == 404)
    }

    @Test("lines of other witnesses in the request neither help nor harm")
    func otherLines() throws {
        let request = WitnessRequest(
            oldSize: 0, proof: ConsistencyProof(hashes: []), checkpoint: try ExampleLog.note(5, witnesses: [1, 2]))
        #expect(try answer(request, known: nil) == .cosign(ExampleLog.head(5)))
    }
}
