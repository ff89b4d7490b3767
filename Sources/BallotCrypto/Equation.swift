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
    /// Throws `CryptoError` naming the first equation that does not hold.
    ///
    /// All are folded into one by random weights of 128 bits, and halves of them where that one doesn't hold. A set with
    /// an equation that doesn't hold passes with a probability below 2^-127 (Bellare, Garay and Rabin 1998).
    package func require() throws(CryptoError) {
        guard let fault = fault(in: indices) else { return }
        throw CryptoError(self[fault].row.map { "\(self[fault].name) at \($0)" } ?? self[fault].name)
    }

    /// Whether the sum of all, with random weights, is the identity.
    var foldHolds: Bool { Fold(self).holds }

    /// As `require`, each equation on its own.
    package func requireEach() throws(CryptoError) {
        for equation in self { try equation.require() }
    }

    /// The first equation of the range that does not hold.
    private func fault(in range: Range<Int>) -> Int? {
        if range.count < 2 { return range.first { !self[$0].holds } }
        guard !Fold(self[range]).holds else { return nil }
        let middle = range.lowerBound + range.count / 2
        return fault(in: range.lowerBound..<middle) ?? fault(in: middle..<range.upperBound)
    }
}

/// Equations added up, each with a random weight: one combination that is the identity if all of theirs are.
private struct Fold {
    private var coefficients: [Point: Scalar] = [:]

    init(_ equations: some Collection<Equation>) {
        coefficients.reserveCapacity(equations.reduce(1) { $0 + $1.terms.count })
        let count = 16
        let random = SystemRandom.bytes(count * equations.count)
        var generator = Scalar.zero
        for (place, equation) in equations.enumerated() {
            let weight = Scalar(weight: Array(random[place * count..<(place + 1) * count]))
            generator = generator + weight * equation.generator
            for (coefficient, point) in equation.terms {
                let weighted = coefficient == .one ? weight : weight * coefficient
                coefficients[point, default: .zero] = coefficients[point, default: .zero] + weighted
            }
        }
        coefficients[.generator, default: .zero] = coefficients[.generator, default: .zero] + generator
    }

    var holds: Bool { longCombination(coefficients.map { ($0.value, $0.key) }) == nil }
}

/// `linearCombination` of any number of terms, all public; of a few, libcrypto's products are the faster ones.
func longCombination(_ terms: [(Scalar, Point)], generator: Scalar = .zero) -> Point? {
    guard terms.count >= MultiScalar.fewest else { return linearCombination(terms, generator: generator) }
    let all = generator.isZero ? terms : terms + [(generator, .generator)]
    return MultiScalar(all.map { $0.1.affinePoint }, all.map(\.0)).sum.affine.map(Point.init)
}
