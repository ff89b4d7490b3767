import CryptoFixture
import Testing
import Wire

@testable import BallotCrypto

@Suite("shuffles")
struct ShuffleTests {
    func failing(_ prover: FalseProver, seed: String) throws -> Set<String> {
        var election = try SmallElection(1, of: 1, seed: seed)
        let (statement, proof) = try prover.prove(
            election.list(2), electionKey: election.electionKey, context: election.context, contest: 2, mixer: 1,
            randomness: &election.source)
        let failing = Set(try statement.equations(proof).filter { !$0.holds }.map(\.name))
        if failing.isEmpty {
            try statement.verify(proof)
        } else {
            #expect(throws: CryptoError.self) { try statement.verify(proof) }
        }
        return failing
    }

    @Test(
        "a permutation passes every equation (seed honest)",
        arguments: [FalseStatement.unit, FalseStatement.exchange])
    func honest(_ permutation: [[Int]]) throws {
        #expect(try failing(FalseProver(committed: permutation, mixing: permutation), seed: "honest") == [])
    }

    @Test("each equation is the only one to catch some lie (seed alone)", arguments: FalseStatement.all)
    func caught(_ lie: FalseStatement) throws {
        #expect(try failing(lie.prover, seed: "alone") == [lie.equation])
    }

    @Test("every response is held by its own equations (seed responses)")
    func responses() throws {
        var election = try SmallElection(1, of: 1, seed: "responses")
        let (statement, proof) = try election.shuffle(try election.list(3, width: 2))
        let scalars = proof.compressed.count - 32 * (3 + 2 + 6)
        // s1, s2, s3, s4 of two columns, s^ of three rows, s' of three rows.
        let expected: [Set<String>] =
            [["E1"], ["E2"], ["E3"], ["E4a of column 1", "E4b of column 1"], ["E4a of column 2", "E4b of column 2"]]
            + Array(repeating: ["E5"], count: 3)
            + Array(
                repeating: [
                    "E3", "E4a of column 1", "E4b of column 1", "E4a of column 2", "E4b of column 2", "E5",
                ], count: 3)
        for (index, names) in expected.enumerated() {
            var bytes = proof.compressed
            bytes[scalars + 32 * index + 31] ^= 1
            let altered = try ShuffleProof(compressed: bytes, count: 3, width: 2)
            #expect(Set(try statement.equations(altered).filter { !$0.holds }.map(\.name)) == names)
        }
    }

    @Test("the refusal names the equation and its row (seed row)")
    func named() throws {
        var election = try SmallElection(1, of: 1, seed: "row")
        let (statement, proof) = try election.shuffle(try election.list(40))
        var bytes = proof.artifact
        bytes[bytes.count - 32 * 40 - 32 * (40 - 17) - 1] ^= 1
        let altered = try ShuffleProof(artifact: bytes, count: 40, width: 1)
        #expect(throws: CryptoError("E5 at 17")) { try statement.verify(altered) }
    }

    @Test("lists of 0, 1, 2 and 130 rows shuffle and verify (seed sizes)", arguments: [0, 1, 2, 130], [1, 2])
    func sizes(_ count: Int, _ width: Int) throws {
        var election = try SmallElection(1, of: 1, seed: "sizes")
        let (statement, proof) = try election.shuffle(try election.list(count, width: width))
        try statement.verify(proof)
        #expect(proof.artifact.count == ShuffleProof.artifactSize(count: count, width: width))
        #expect(proof.compressed.count == (count == 0 ? 0 : 163 * count + 195 + 98 * width))
        let artifact = try ShuffleProof(artifact: proof.artifact, count: count, width: width)
        #expect(artifact == proof)
        #expect(try ShuffleProof(compressed: proof.compressed, count: count, width: width) == proof)
        let opened = try combine([1: election.open(statement.output, by: 1)], of: statement.output, threshold: 1)
        let original = try combine([1: election.open(statement.input, by: 1)], of: statement.input, threshold: 1)
        func rows(_ points: [Point?]) -> Set<[Point?]> {
            Set(stride(from: 0, to: points.count, by: width).map { Array(points[$0..<$0 + width]) })
        }
        #expect(rows(opened) == rows(original))
        #expect(rows(opened).count == count)
    }

    @Test("a proof holds for its own statement alone (seed statement)")
    func otherStatements() throws {
        var election = try SmallElection(1, of: 1, seed: "statement")
        let (statement, proof) = try election.shuffle(try election.list(3))
        let other = try election.shuffle(statement.input).statement.output
        let (key, context) = (statement.electionKey, statement.context)
        let (input, output) = (statement.input, statement.output)
        let changed = [
            Shuffle(electionKey: .generator, context: context, contest: 2, mixer: 1, input: input, output: output),
            Shuffle(
                electionKey: key, context: SHA256.hash([1]), contest: 2, mixer: 1, input: input, output: output),
            Shuffle(electionKey: key, context: context, contest: 3, mixer: 1, input: input, output: output),
            Shuffle(electionKey: key, context: context, contest: 2, mixer: 2, input: input, output: output),
            Shuffle(electionKey: key, context: context, contest: 2, mixer: 1, input: other, output: output),
            Shuffle(electionKey: key, context: context, contest: 2, mixer: 1, input: input, output: other),
            Shuffle(electionKey: key, context: context, contest: 2, mixer: 1, input: output, output: input),
        ]
        try statement.verify(proof)
        for shuffle in changed { #expect(throws: CryptoError.self) { try shuffle.verify(proof) } }
    }

    @Test("a proof or an output of another length is refused (seed lengths)")
    func lengths() throws {
        var election = try SmallElection(1, of: 1, seed: "lengths")
        let (statement, proof) = try election.shuffle(try election.list(3))
        let (input, output) = (statement.input, statement.output)
        for bytes in [proof.artifact.dropLast(), proof.artifact + [0], []] {
            #expect(throws: CryptoError.self) { try ShuffleProof(artifact: bytes, count: 3, width: 1) }
        }
        #expect(throws: CryptoError.self) { try ShuffleProof(artifact: proof.artifact, count: 0, width: 1) }
        #expect(throws: CryptoError("expected a proof for 3 rows, found one for [0, 0, 0, 0, 0]")) {
            try statement.verify(.empty)
        }
        // One link of the chain is left out, which a loop over the proof's own length would never look at.
        let short = ShuffleProof(
            c: proof.c, chain: proof.chain, chainCommitments: proof.chainCommitments.dropLast(), t: proof.t,
            t4a: proof.t4a, t4b: proof.t4b, s: proof.s, s4: proof.s4, chainResponses: proof.chainResponses,
            responses: proof.responses)
        #expect(throws: CryptoError("expected a proof for 3 rows, found one for [3, 3, 2, 3, 3]")) {
            try statement.verify(short)
        }
        let dropped = Shuffle(
            electionKey: statement.electionKey, context: statement.context, contest: 2, mixer: 1, input: input,
            output: CiphertextList(width: 1, output.ciphertexts.dropLast()))
        #expect(throws: CryptoError("expected an output of 3 rows of 1, found 2 of 1")) { try dropped.verify(proof) }
        let wide = Shuffle(
            electionKey: statement.electionKey, context: statement.context, contest: 2, mixer: 1,
            input: CiphertextList(width: 3, input.ciphertexts), output: output)
        #expect(throws: CryptoError.self) { try wide.verify(proof) }
    }

    @Test("columns that are permuted differently are refused (seed columns)")
    func columns() throws {
        var election = try SmallElection(1, of: 1, seed: "columns")
        let (statement, proof) = try election.shuffle(try election.list(2, width: 2))
        var swapped = statement.output.ciphertexts
        swapped.swapAt(1, 3)
        let shuffle = Shuffle(
            electionKey: statement.electionKey, context: statement.context, contest: 2, mixer: 1,
            input: statement.input, output: CiphertextList(width: 2, swapped))
        #expect(throws: CryptoError.self) { try shuffle.verify(proof) }
    }

    @Test("progress rises to 1 (seed progress)")
    func progress() throws {
        var election = try SmallElection(1, of: 1, seed: "progress")
        let list = try election.list(2)
        var heard: [Double] = []
        _ = try Shuffle.perform(
            on: list, electionKey: election.electionKey, context: election.context, contest: 2, mixer: 1,
            progress: { heard.append($0) })
        #expect(heard.count == 6)
        #expect(heard == heard.sorted())
        #expect(heard.last == 1)
    }

    @Test("each order of three rows comes up a sixth of the time (seed orders)")
    func orders() {
        var source = TestDRBG(seed: Array("orders".utf8))
        var counts: [[Int]: Int] = [:]
        for _ in 0..<6000 {
            let permutation = Permutation(3, &source)
            counts[(0..<3).map { permutation[$0] }, default: 0] += 1
        }
        #expect(counts.count == 6)
        #expect(counts.values.allSatisfy { (900...1100).contains($0) })
    }
}
