import BallotCrypto
import Testing
import TransparencyLog
import Wire

@Suite struct MerkleTreeTests {
    @Test("the empty tree, the empty entry and the first entry hash as RFC 6962 has it")
    func hashes() throws {
        #expect(MerkleTree.emptyRoot.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            MerkleTree.leaf([]).hex == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
        #expect(
            MerkleTree.leaf(ExampleLog.entry(0)).hex
                == "773885a613489e24ce2cf76199d6a423f042e4bbf12d7eecee912ef276c65701")
        #expect(Frontier().root == MerkleTree.emptyRoot)
        #expect(MerkleTree.root(of: []) == MerkleTree.emptyRoot)
    }

    @Test("a node is no leaf: an entry of 65 bytes can't pass for two subtrees")
    func domains() {
        let (left, right) = (MerkleTree.leaf([1]), MerkleTree.leaf([2]))
        #expect(MerkleTree.leaf([1] + left.bytes + right.bytes) != MerkleTree.node(left, right))
        #expect(MerkleTree.node(left, right) != MerkleTree.node(right, left))
    }

    @Test("the root at every size from 0 to 600 is that of the recursive definition")
    func everySize() {
        var frontier = Frontier()
        for size in 0...600 {
            #expect(frontier.head == TreeHead(size: size, root: NaiveTree.root(ExampleLog.leaves[..<size])))
            frontier.append(ExampleLog.leaves[size])
        }
    }

    @Test(
        "the roots of other implementations",
        arguments: [
            (1, "773885a613489e24ce2cf76199d6a423f042e4bbf12d7eecee912ef276c65701"),
            (3, "94fbd0dd836f50301692e6d0eade728ee19ec52bfff1606ed807c8575d5aaa19"),
            (256, "da6596d95369f5fef322ab8e4e0da3b0b50236aa9c8a3b1d246f7411c9e2e32e"),
            (300, "ca393d0296bec5e0b8dcab983bd1fb7d1461f512e7267cb89631ad26fd66d848"),
            (65_537, "b99c570aaf13b96e026383e8e252e69c7142b3ad7e6e0264f3dc10dfd884d8c5"),
        ])
    func peers(size: Int, root: String) { #expect(ExampleLog.head(size).root.hex == root) }

    @Test("every root of the vectors", .enabled(if: LogVectors.present))
    func vectors() throws {
        let trees = try #require(LogVectors.all).rfc6962
        #expect(MerkleTree.emptyRoot.hex == trees.emptyRoot)
        #expect(MerkleTree.leaf([]).hex == trees.leafOfEmptyString)
        #expect(ExampleLog.leaves[0].hex == trees.leafEntry0)
        let largest = try #require(trees.roots.keys.compactMap(Int.init).max())
        var frontier = Frontier()
        var seen = 0
        for size in 0...largest {
            if let root = trees.roots[String(size)] {
                #expect(frontier.root.hex == root, "size \(size)")
                seen += 1
            }
            if size < largest { frontier.append(ExampleLog.leaves[size]) }
        }
        #expect(seen == trees.roots.count)
    }
}
