import BallotCrypto
import Testing
import TransparencyLog

@Suite struct ConsistencyProofTests {
    @Test("every proof between sizes 0 to 70 is that of the definition, verifies, and not for another tree")
    func everyPair() throws {
        let hashes = TileHashes(ExampleLog.leaves.prefix(70))
        let heads = (0...70).map(ExampleLog.head)
        for new in 0...70 {
            for old in 0...new {
                let proof = try ConsistencyProof(old: old, new: new, from: hashes)
                #expect(
                    proof.hashes == (old == 0 ? [] : NaiveTree.proof(old, ExampleLog.leaves[..<new])),
                    "\(old) to \(new)")
                try proof.verify(from: heads[old], to: heads[new])
                guard old > 0 else { continue }
                let otherOld = TreeHead(size: old, root: MerkleTree.emptyRoot)
                let otherNew = TreeHead(size: new, root: MerkleTree.emptyRoot)
                #expect(throws: LogError.self) { try proof.verify(from: otherOld, to: heads[new]) }
                #expect(throws: LogError.self) { try proof.verify(from: heads[old], to: otherNew) }
            }
        }
    }

    @Test(
        "a proof with a hash less, a hash more or a changed hash is refused",
        arguments: [(1, 2), (1, 70), (2, 3), (4, 7), (6, 8), (7, 8), (32, 33), (33, 64), (37, 70), (64, 70), (69, 70)])
    func damaged(old: Int, new: Int) throws {
        let whole = try ConsistencyProof(
            old: old, new: new, from: TileHashes(ExampleLog.leaves.prefix(new))
        ).hashes
        let (from, to) = (ExampleLog.head(old), ExampleLog.head(new))
        func message(_ hashes: [Digest]) -> String {
            refusal { try ConsistencyProof(hashes: hashes).verify(from: from, to: to) }
        }
        #expect(message(whole) == "nothing")
        #expect(message([]).contains("expected a longer consistency proof"))
        #expect(message(whole.dropLast()).contains("expected a longer consistency proof"))
        #expect(message(whole + [to.root]).contains("expected a shorter consistency proof"))
        for place in whole.indices {
            var changed = whole
            changed[place] = MerkleTree.emptyRoot
            #expect(message(changed).contains("does not lead to both roots"))
        }
    }

    @Test("the old root in front of a proof from a power of two is a hash too many")
    func prepended() throws {
        let proof = try ConsistencyProof(old: 32, new: 50, from: TileHashes(ExampleLog.leaves.prefix(50))).hashes
        let (old, new) = (ExampleLog.head(32), ExampleLog.head(50))
        #expect(throws: LogError.self) {
            try ConsistencyProof(hashes: [old.root] + proof).verify(from: old, to: new)
        }
    }

    @Test("a tree can't shrink")
    func shrinking() {
        let (small, large) = (ExampleLog.head(5), ExampleLog.head(6))
        #expect(
            refusal { try ConsistencyProof(hashes: []).verify(from: large, to: small) }
                == "expected a tree from size 6, found 5")
        #expect(
            refusal { try ConsistencyProof(old: 6, new: 5, from: TileHashes(ExampleLog.leaves.prefix(6))) }
                == "expected a size of at most 5, found 6")
    }

    @Test("two roots of one size are a fork, named as such")
    func fork() {
        let one = ExampleLog.head(5)
        let other = TreeHead(size: 5, root: ExampleLog.head(6).root)
        let message = refusal { try ConsistencyProof(hashes: []).verify(from: one, to: other) }
        #expect(message.contains("two roots at size 5") && message.contains(one.root.hex))
    }

    @Test("between equal sizes and from nothing, a proof has no hashes")
    func superfluous() {
        for old in [0, 5] {
            #expect(
                refusal {
                    try ConsistencyProof(hashes: [MerkleTree.emptyRoot])
                        .verify(from: ExampleLog.head(old), to: ExampleLog.head(5))
                } == "expected no hashes, found 1")
        }
    }

    @Test("no entries have one root")
    func empty() throws {
        let empty = TreeHead(size: 0, root: MerkleTree.emptyRoot)
        let wrong = TreeHead(size: 0, root: ExampleLog.head(1).root)
        let proof = ConsistencyProof(hashes: [])
        try proof.verify(from: empty, to: empty)
        #expect(refusal { try proof.verify(from: wrong, to: ExampleLog.head(1)) }.contains("the empty root at size 0"))
        #expect(refusal { try proof.verify(from: empty, to: wrong) }.contains("two roots at size 0"))
    }

    @Test("the vectors' proofs are made, and verify", .enabled(if: LogVectors.present))
    func vectors() throws {
        let hashes = TileHashes(ExampleLog.leaves)
        for vector in try #require(LogVectors.all).consistency {
            let proof = try ConsistencyProof(old: vector.old, new: vector.new, from: hashes)
            #expect(proof.hashes.map(\.hex) == vector.proof, "\(vector.old) to \(vector.new)")
            try proof.verify(
                from: TreeHead(size: vector.old, root: try digest(vector.oldRoot)),
                to: TreeHead(size: vector.new, root: try digest(vector.newRoot)))
        }
    }
}
