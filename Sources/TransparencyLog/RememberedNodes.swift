import BallotCrypto

/// The nodes between two tiles' levels, each computed once: for many proofs from one part of a tree.
///
/// A perfect subtree never changes while the tree grows, so what is remembered stays true for one log.
public final class RememberedNodes {
    private struct Place: Hashable {
        let level: Int
        let index: Int
    }

    private var known: [Place: Digest] = [:]
    /// More than the nodes of a batch of 256 proofs.
    private static let most = 4096

    public init() {}

    /// The proof that `InclusionProof(index:size:from:)` makes. Throws as that.
    public func proof(index: Int, size: Int, from hashes: some NodeSource) throws -> InclusionProof {
        if known.count > Self.most { known = [:] }
        return try InclusionProof(index: index, size: size, from: Source(hashes: hashes, memory: self))
    }

    private struct Source<Hashes: NodeSource>: NodeSource {
        let hashes: Hashes
        let memory: RememberedNodes

        func node(level: Int, index: Int) throws -> Digest {
            if level.isMultiple(of: 8) { return try hashes.node(level: level, index: index) }
            let place = Place(level: level, index: index)
            if let digest = memory.known[place] { return digest }
            let digest = MerkleTree.node(
                try node(level: level - 1, index: 2 * index), try node(level: level - 1, index: 2 * index + 1))
            memory.known[place] = digest
            return digest
        }
    }
}
