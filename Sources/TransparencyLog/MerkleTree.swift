import BallotCrypto

/// The hashes of RFC 6962 section 2.1 (RFC 9162 section 2.1.1).
public enum MerkleTree {
    /// The root of no entries: `SHA-256("")`.
    public static let emptyRoot = SHA256.hash([])

    /// The hash of an entry: `SHA-256(0x00 || entry)`.
    public static func leaf(_ entry: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(0)
        hash.update(entry)
        return hash.finish()
    }

    /// The hash of an interior node: `SHA-256(0x01 || left || right)`.
    public static func node(_ left: Digest, _ right: Digest) -> Digest {
        var hash = SHA256()
        hash.update(1)
        hash.update(left)
        hash.update(right)
        return hash.finish()
    }

    /// The root over leaf hashes: split at the largest power of two below their number.
    public static func root(of leaves: some Sequence<Digest>) -> Digest {
        var frontier = Frontier()
        for leaf in leaves { frontier.append(leaf) }
        return frontier.root
    }
}

/// A tree as of some size.
public struct TreeHead: Hashable, Sendable {
    /// The number of entries.
    public let size: Int
    public let root: Digest

    public init(size: Int, root: Digest) {
        self.size = size
        self.root = root
    }
}

/// The right edge of a growing tree: its root at any size, in logarithmic memory.
public struct Frontier: Sendable {
    /// The roots of the perfect subtrees, the largest first.
    private var peaks: [Digest] = []
    public private(set) var size = 0

    public init() {}

    public mutating func append(_ leaf: Digest) {
        var hash = leaf
        var merged = size
        while merged & 1 == 1, let left = peaks.popLast() {
            hash = MerkleTree.node(left, hash)
            merged >>= 1
        }
        peaks.append(hash)
        size += 1
    }

    public var root: Digest {
        guard let last = peaks.last else { return MerkleTree.emptyRoot }
        return peaks.dropLast().reversed().reduce(last) { MerkleTree.node($1, $0) }
    }

    public var head: TreeHead { TreeHead(size: size, root: root) }
}
