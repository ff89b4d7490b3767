import BallotCrypto

/// The hashes beside the way from one entry to the root (RFC 9162 section 2.1.3), the leaf's sibling first.
public struct InclusionProof: Hashable, Sendable {
    public let index: Int
    public let hashes: [Digest]

    public init(index: Int, hashes: [Digest]) {
        self.index = index
        self.hashes = hashes
    }

    /// The proof for entry `index` in the tree of the first `size` entries.
    /// Throws `LogError` unless `index` is below `size` and `hashes` has the nodes.
    public init(index: Int, size: Int, from hashes: some NodeSource) throws {
        guard index >= 0, index < size else { throw LogError("expected an entry below \(size), found \(index)") }
        self.index = index
        self.hashes = try Subtrees.path(index, 0..<size, hashes)
    }

    /// Throws `LogError` unless the entry with this leaf hash stands at `index` in the tree.
    public func verify(leaf: Digest, in head: TreeHead) throws(LogError) {
        guard index >= 0, index < head.size else {
            throw LogError("expected an entry below \(head.size), found \(index)")
        }
        var node = index
        var last = head.size - 1
        var root = leaf
        for hash in hashes {
            guard last > 0 else { throw LogError("expected a shorter inclusion proof, found \(hashes.count) hashes") }
            if node & 1 == 1 || node == last {
                root = MerkleTree.node(hash, root)
                while node & 1 == 0 && node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                root = MerkleTree.node(root, hash)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw LogError("expected a longer inclusion proof, found \(hashes.count) hashes") }
        guard root == head.root else { throw LogError("the inclusion proof leads to another root, \(root.hex)") }
    }
}

/// The hashes that show a tree to be the beginning of a larger one (RFC 9162 section 2.1.4).
public struct ConsistencyProof: Hashable, Sendable {
    public let hashes: [Digest]

    public init(hashes: [Digest]) {
        self.hashes = hashes
    }

    /// The proof that the first `old` entries of a tree of `new` entries are a tree of their own.
    public init(old: Int, new: Int, from hashes: some NodeSource) throws {
        guard old >= 0, old <= new else { throw LogError("expected a size of at most \(new), found \(old)") }
        self.hashes = old == 0 || old == new ? [] : try Subtrees.consistency(old, 0..<new, true, hashes)
    }

    /// Throws `LogError` unless `new` extends `old`. The empty tree is extended by every other.
    public func verify(from old: TreeHead, to new: TreeHead) throws(LogError) {
        guard old.size <= new.size else { throw LogError("expected a tree from size \(old.size), found \(new.size)") }
        if old.size == new.size || old.size == 0 {
            guard hashes.isEmpty else { throw LogError("expected no hashes, found \(hashes.count)") }
            guard old.size > 0 || old.root == MerkleTree.emptyRoot else {
                throw LogError("expected the empty root at size 0, found \(old.root.hex)")
            }
            guard old.size != new.size || old.root == new.root else {
                throw LogError("two roots at size \(old.size): \(old.root.hex) and \(new.root.hex)")
            }
            return
        }
        var rest = hashes[...]
        var node = old.size - 1
        var last = new.size - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var first = old.root
        if node > 0 {
            guard let hash = rest.popFirst() else { throw LogError("expected a longer consistency proof, found none") }
            first = hash
        }
        var oldRoot = first
        var newRoot = first
        for hash in rest {
            guard last > 0 else { throw LogError("expected a shorter consistency proof, found \(hashes.count) hashes") }
            if node & 1 == 1 || node == last {
                oldRoot = MerkleTree.node(hash, oldRoot)
                newRoot = MerkleTree.node(hash, newRoot)
                while node & 1 == 0 && node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                newRoot = MerkleTree.node(newRoot, hash)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw LogError("expected a longer consistency proof, found \(hashes.count) hashes") }
        guard oldRoot == old.root, newRoot == new.root else {
            throw LogError("the consistency proof does not lead to both roots")
        }
    }
}

/// Where the hashes of perfect subtrees come from: tiles, or leaves in memory.
public protocol NodeSource {
    /// The root over the entries `index * 2^level ..< (index + 1) * 2^level`.
    func node(level: Int, index: Int) throws -> Digest
}

private enum Subtrees {
    static func path(_ index: Int, _ range: Range<Int>, _ source: some NodeSource) throws -> [Digest] {
        guard range.count > 1 else { return [] }
        let middle = split(range)
        return index < middle
            ? try path(index, range.lowerBound..<middle, source) + [root(middle..<range.upperBound, source)]
            : try path(index, middle..<range.upperBound, source) + [root(range.lowerBound..<middle, source)]
    }

    /// SUBPROOF of RFC 6962 section 2.1.2; `isWhole` while the old tree is the whole of what lies left.
    static func consistency(
        _ old: Int, _ range: Range<Int>, _ isWhole: Bool, _ source: some NodeSource
    ) throws -> [Digest] {
        if old == range.upperBound { return isWhole ? [] : [try root(range, source)] }
        let middle = split(range)
        return old <= middle
            ? try consistency(old, range.lowerBound..<middle, isWhole, source)
                + [root(middle..<range.upperBound, source)]
            : try consistency(old, middle..<range.upperBound, false, source)
                + [root(range.lowerBound..<middle, source)]
    }

    static func root(_ range: Range<Int>, _ source: some NodeSource) throws -> Digest {
        if range.count & (range.count - 1) == 0 {
            let level = range.count.trailingZeroBitCount
            return try source.node(level: level, index: range.lowerBound >> level)
        }
        let middle = split(range)
        return MerkleTree.node(
            try root(range.lowerBound..<middle, source), try root(middle..<range.upperBound, source))
    }

    private static func split(_ range: Range<Int>) -> Int {
        range.lowerBound + 1 << (Int.bitWidth - 1 - (range.count - 1).leadingZeroBitCount)
    }
}
