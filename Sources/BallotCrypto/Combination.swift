/// The points M_i = b_i - sum of lambda_j D_{j,i} over the `threshold` lowest trustees that delivered; nil is the
/// identity. Throws `CryptoError` when there are fewer, or the shares are not of this list.
public func combine(
    _ shares: [Int: DecryptionShares], of list: CiphertextList, threshold: Int
) throws(CryptoError) -> [Point?] {
    let chosen = shares.keys.sorted().prefix(threshold)
    guard chosen.count == threshold else {
        throw CryptoError("expected the shares of \(threshold) trustees, found \(chosen.count)")
    }
    guard chosen.allSatisfy({ $0 > 0 }) else { throw CryptoError("expected trustees counted from 1") }
    var weighted: [(lambda: Scalar, points: [Point])] = []
    for trustee in chosen {
        guard let points = shares[trustee]?.points, points.count == list.ciphertexts.count else {
            throw CryptoError("trustee \(trustee): expected \(list.ciphertexts.count) shares")
        }
        weighted.append((-(try lagrange(trustee, among: Array(chosen))), points))
    }
    let terms = weighted
    return try parallelMap(count: list.ciphertexts.count) { (index) throws(CryptoError) in
        linearCombination([(Scalar.one, list.ciphertexts[index].b)] + terms.map { ($0.lambda, $0.points[index]) })
    }
}

/// The product over l other than j of l / (l - j), modulo n. Throws `CryptoError` when an index is repeated.
package func lagrange(_ j: Int, among indices: [Int]) throws(CryptoError) -> Scalar {
    var product = Scalar.one
    for l in indices where l != j {
        let difference = Scalar(UInt64(l)) - Scalar(UInt64(j))
        product = product * Scalar(UInt64(l)) * (try difference.inverse())
    }
    return product
}
