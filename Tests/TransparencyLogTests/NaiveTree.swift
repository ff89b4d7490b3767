import BallotCrypto
import TransparencyLog

/// RFC 6962 section 2.1, word for word: slow, and without anything of `Frontier`.
enum NaiveTree {
    static func root(_ leaves: ArraySlice<Digest>) -> Digest {
        guard leaves.count > 1 else { return leaves.first ?? SHA256.hash([]) }
        let (left, right) = halves(leaves)
        return MerkleTree.node(root(left), root(right))
    }

    /// PATH(m, D[n])
    static func path(_ index: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
        guard leaves.count > 1 else { return [] }
        let (left, right) = halves(leaves)
        return index < left.count
            ? path(index, left) + [root(right)] : path(index - left.count, right) + [root(left)]
    }

    /// PROOF(m, D[n])
    static func proof(_ old: Int, _ leaves: ArraySlice<Digest>) -> [Digest] { subproof(old, leaves, true) }

    private static func subproof(_ old: Int, _ leaves: ArraySlice<Digest>, _ isWhole: Bool) -> [Digest] {
        if old == leaves.count { return isWhole ? [] : [root(leaves)] }
        let (left, right) = halves(leaves)
        return old <= left.count
            ? subproof(old, left, isWhole) + [root(right)]
            : subproof(old - left.count, right, false) + [root(left)]
    }

    /// Split at the largest power of two below the number of leaves.
    private static func halves(_ leaves: ArraySlice<Digest>) -> (ArraySlice<Digest>, ArraySlice<Digest>) {
        var left = 1
        while left * 2 < leaves.count { left *= 2 }
        return (leaves.prefix(left), leaves.dropFirst(left))
    }
}
