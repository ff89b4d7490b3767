/// One equation of a proof, in the one form that all of them have: a linear combination that must be the identity.
///
/// All terms are public, so that many equations can be folded into one by random weights.
struct Equation: Sendable {
    /// As spec/cryptography.md names it: `E3`.
    let name: String
    /// The row that it is about, from 1, where each row has its own.
    let row: Int?
    let terms: [(Scalar, Point)]
    /// The coefficient of G.
    let generator: Scalar

    init(_ name: String, row: Int? = nil, _ terms: [(Scalar, Point)], generator: Scalar = .zero) {
        self.name = name
        self.row = row
        self.terms = terms
        self.generator = generator
    }

    var holds: Bool { longCombination(terms, generator: generator) == nil }

    /// Throws `CryptoError` with the equation's name unless it holds.
    func require() throws(CryptoError) {
        guard holds else { throw CryptoError(row.map { "\(name) at \($0)" } ?? name) }
    }
}

extension [Equation] {
    /// Throws `CryptoError` naming the first equation that does not hold; all cores share the work.
    func require() throws(CryptoError) {
        _ = try parallelMap(count: count, chunk: 32) { (index) throws(CryptoError) in try self[index].require() }
    }
}

/// `linearCombination` of many terms, on all cores. Neighbours with the same coefficient are added first and cost one
/// product together.
func longCombination(_ terms: [(Scalar, Point)], generator: Scalar = .zero) -> Point? {
    let chunk = 128
    let sums = parallelMap(count: (terms.count + chunk - 1) / chunk, chunk: 1) { part in
        let range = part * chunk..<Swift.min(terms.count, (part + 1) * chunk)
        var grouped: [(Scalar, Point)] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let coefficient = terms[start].0
            let end = terms[start..<range.upperBound].firstIndex { $0.0 != coefficient } ?? range.upperBound
            if let point = end - start == 1 ? terms[start].1 : sum(terms[start..<end].map(\.1)) {
                grouped.append((coefficient, point))
            }
            start = end
        }
        return linearCombination(grouped)
    }
    return linearCombination(sums.compactMap { sum in sum.map { (Scalar.one, $0) } }, generator: generator)
}
