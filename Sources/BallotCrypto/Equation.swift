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

/// `linearCombination` of any number of terms: many are shared by all cores, and neighbours with the same coefficient
/// are added first and cost one product together.
func longCombination(_ terms: [(Scalar, Point)], generator: Scalar = .zero) -> Point? {
    let chunk = 128
    guard terms.count > chunk else { return linearCombination(merged(terms[...]), generator: generator) }
    let sums = parallelMap(count: (terms.count + chunk - 1) / chunk, chunk: 1) { part in
        linearCombination(merged(terms[part * chunk..<min(terms.count, (part + 1) * chunk)]))
    }
    return linearCombination(sums.compactMap { sum in sum.map { (Scalar.one, $0) } }, generator: generator)
}

/// The same sum with one term for each run of equal coefficients.
private func merged(_ terms: ArraySlice<(Scalar, Point)>) -> [(Scalar, Point)] {
    var merged: [(Scalar, Point)] = []
    var rest = terms
    while let (coefficient, point) = rest.first {
        let run = rest.prefix { $0.0 == coefficient }
        if let point = run.count == 1 ? point : sum(run.map(\.1)) { merged.append((coefficient, point)) }
        rest = rest.dropFirst(run.count)
    }
    return merged
}
