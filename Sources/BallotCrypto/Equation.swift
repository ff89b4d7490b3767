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
        guard holds else { throw failure }
    }

    fileprivate var failure: CryptoError { CryptoError(row.map { "\(name) at \($0)" } ?? name) }
}

/// How the equations of proofs are verified: the verdict and what it names are the same.
public enum EquationCheck: Sendable {
    /// Many at once, with random weights, by public arithmetic of our own.
    case folded
    /// Each on its own, by libcrypto's products alone: some ten times slower.
    case each
}

extension [Equation] {
    /// Throws `CryptoError` naming the first equation that does not hold.
    func require(_ check: EquationCheck) throws(CryptoError) {
        switch check {
        case .folded: try require()
        case .each: try requireEach()
        }
    }

    /// Throws `CryptoError` naming the first equation that does not hold.
    ///
    /// All are folded into one by random weights of 128 bits, and halves of them where that one doesn't hold. A set with
    /// an equation that doesn't hold passes with a probability below 2^-127 (Bellare, Garay and Rabin 1998).
    package func require() throws(CryptoError) {
        guard let fault = fault(in: indices) else { return }
        throw self[fault].failure
    }

    /// Whether the sum of all, with random weights, is the identity.
    var foldHolds: Bool { WeightedTerms(self).isZero }

    /// As `require`, each equation on its own, by libcrypto's products.
    package func requireEach() throws(CryptoError) {
        for equation in self {
            guard linearCombination(equation.terms, generator: equation.generator) == nil else {
                throw equation.failure
            }
        }
    }

    /// The first equation of the range that does not hold.
    private func fault(in range: Range<Int>) -> Int? {
        if range.count < 2 { return range.first { !self[$0].holds } }
        guard !WeightedTerms(self[range]).isZero else { return nil }
        let middle = range.lowerBound + range.count / 2
        return fault(in: range.lowerBound..<middle) ?? fault(in: middle..<range.upperBound)
    }
}
