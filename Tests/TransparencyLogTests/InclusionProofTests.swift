import BallotCrypto
import Testing
import TransparencyLog

@Suite struct InclusionProofTests {
    @Test("every proof for every size up to 130 is that of the definition, verifies, and only for its own leaf")
    func everyProof() throws {
        let hashes = TileHashes(ExampleLog.leaves.prefix(130))
        for size in 1...130 {
            let leaves = ExampleLog.leaves[..<size]
            let head = TreeHead(size: size, root: NaiveTree.root(leaves))
            for index in 0..<size {
                let proof = try InclusionProof(index: index, size: size, from: hashes)
                #expect(proof.index == index && proof.hashes == NaiveTree.path(index, leaves))
                try proof.verify(leaf: leaves[index], in: head)
                #expect(throws: LogError.self) { try proof.verify(leaf: ExampleLog.leaves[index + 1], in: head) }
            }
        }
    }

    @Test("proofs from remembered nodes are the same, while the log grows over the borders of tiles")
    func remembered() throws {
        var hashes = TileHashes()
        let nodes = RememberedNodes()
        for (size, leaf) in zip(1..., ExampleLog.leaves.prefix(1_100)) {
            hashes.append(leaf)
            for index in [0, size / 3, size / 2, size - 1] {
                let proof = try nodes.proof(index: index, size: size, from: hashes)
                #expect(try proof == InclusionProof(index: index, size: size, from: hashes))
            }
        }
        #expect(throws: LogError.self) { try nodes.proof(index: hashes.size, size: hashes.size, from: hashes) }
    }

    @Test(
        "a proof with a hash less, a hash more, a changed hash or two in another order is refused",
        arguments: [2, 3, 8, 9, 37, 64, 65, 130])
    func damaged(size: Int) throws {
        let hashes = TileHashes(ExampleLog.leaves.prefix(size))
        let head = ExampleLog.head(size)
        for index in 0..<size {
            let whole = try InclusionProof(index: index, size: size, from: hashes).hashes
            func message(_ hashes: [Digest]) -> String {
                refusal {
                    try InclusionProof(index: index, hashes: hashes).verify(leaf: ExampleLog.leaves[index], in: head)
                }
            }
            #expect(message(whole) == "nothing")
            #expect(message(whole.dropLast()).contains("expected a longer inclusion proof"))
            #expect(message(whole + [head.root]).contains("expected a shorter inclusion proof"))
            #expect(message(Array(whole.reversed())).contains("another root") || whole.count == 1)
            for place in whole.indices {
                var changed = whole
                changed[place] = MerkleTree.emptyRoot
                #expect(message(changed).contains("leads to another root"))
            }
        }
    }

    @Test("the proof of one entry does not hold for another index or another size")
    func misplaced() throws {
        let hashes = TileHashes(ExampleLog.leaves.prefix(40))
        let proof = try InclusionProof(index: 17, size: 40, from: hashes).hashes
        let leaf = ExampleLog.leaves[17]
        for index in 0..<40 where index != 17 {
            let moved = InclusionProof(index: index, hashes: proof)
            #expect(throws: LogError.self) { try moved.verify(leaf: leaf, in: ExampleLog.head(40)) }
        }
        let resized = InclusionProof(index: 17, hashes: proof)
        for size in [18, 32, 33, 39, 41, 64] {
            #expect(throws: LogError.self) { try resized.verify(leaf: leaf, in: ExampleLog.head(size)) }
        }
    }

    @Test("an index at or beyond the size, or below 0, is refused", arguments: [(0, 0), (7, 7), (8, 7), (-1, 7)])
    func outside(index: Int, size: Int) {
        let hashes = TileHashes(ExampleLog.leaves.prefix(20))
        #expect(
            refusal { try InclusionProof(index: index, size: size, from: hashes) }
                == "expected an entry below \(size), found \(index)")
        #expect(
            refusal {
                try InclusionProof(index: index, hashes: [])
                    .verify(leaf: ExampleLog.leaves[0], in: ExampleLog.head(size))
            } == "expected an entry below \(size), found \(index)")
    }

    @Test("no proof comes from hashes that end before the tree does")
    func missing() {
        let hashes = TileHashes(ExampleLog.leaves.prefix(20))
        #expect(refusal { try InclusionProof(index: 3, size: 21, from: hashes) }.contains("the log is too small"))
    }

    @Test("the largest size and the largest index are refused, not a trap")
    func extremes() {
        let head = TreeHead(size: .max, root: MerkleTree.emptyRoot)
        for count in [0, 62, 63, 64] {
            let proof = InclusionProof(index: .max - 1, hashes: Array(repeating: MerkleTree.emptyRoot, count: count))
            #expect(throws: LogError.self) { try proof.verify(leaf: ExampleLog.leaves[0], in: head) }
        }
    }

    @Test("the vectors' proofs are made, and verify", .enabled(if: LogVectors.present))
    func vectors() throws {
        let hashes = TileHashes(ExampleLog.leaves)
        for vector in try #require(LogVectors.all).inclusion {
            let proof = try InclusionProof(index: vector.index, size: vector.size, from: hashes)
            #expect(proof.hashes.map(\.hex) == vector.proof)
            let head = TreeHead(size: vector.size, root: try digest(vector.root))
            try proof.verify(leaf: try digest(vector.leafHash), in: head)
            #expect(ExampleLog.leaves[vector.index].hex == vector.leafHash)
        }
    }
}
