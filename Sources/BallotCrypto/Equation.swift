/// One equation of a proof, in the one form that all of them have: a linear combination that must be the identity.
///
/// All terms are public, so that many equations can be folded into one by random weights.
struct Equation {
    /// As spec/cryptography.md names it: `E3`, `E5 at 17`.
    let name: String
    let terms: [(Scalar, Point)]
    /// The coefficient of G.
    let generator: Scalar

    init(_ name: String, _ terms: [(Scalar, Point)], generator: Scalar = .zero) {
        self.name = name
        self.terms = terms
        self.generator = generator
    }

    var holds: Bool { linearCombination(terms, generator: generator) == nil }

    /// Throws `CryptoError` naming the equation unless it holds.
    func require() throws(CryptoError) {
        guard holds else { throw CryptoError(name) }
    }
}

extension Equation {
    /// Terms that are summed on all cores, and become one.
    static func folded(
        _ name: String, count: Int, generator: Scalar = .zero, and others: [(Scalar, Point)] = [],
        _ term: @Sendable (Int) -> [(Scalar, Point)]
    ) throws(CryptoError) -> Equation {
        let chunk = 128
        let sums = try parallelMap(count: (count + chunk - 1) / chunk, chunk: 1) { (part) throws(CryptoError) in
            linearCombination((part * chunk..<min(count, (part + 1) * chunk)).flatMap(term))
        }
        return Equation(name, others + sums.compactMap { $0.map { (.one, $0) } }, generator: generator)
    }
}
