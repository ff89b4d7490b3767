/// Terms of a linear combination, all public, that must be the identity: equations folded into one by random weights.
///
/// A set with an equation that doesn't hold passes with a probability below 2^-127 (Bellare, Garay and Rabin 1998).
struct WeightedTerms: Sendable {
    private(set) var points: [AffinePoint] = []
    private(set) var scalars: [Scalar] = []
    /// The coefficient of G.
    var generator = Scalar.zero

    init(capacity: Int) {
        points.reserveCapacity(capacity)
        scalars.reserveCapacity(capacity)
    }

    /// Each equation with a weight of its own.
    init(_ equations: some Collection<Equation>) {
        self.init(capacity: equations.reduce(1) { $0 + $1.terms.count })
        for (equation, weight) in zip(equations, Scalar.weights(equations.count)) {
            generator = generator + weight * equation.generator
            for (coefficient, point) in equation.terms {
                add(coefficient == .one ? weight : weight * coefficient, point.affinePoint)
            }
        }
    }

    mutating func add(_ scalar: Scalar, _ point: AffinePoint) {
        scalars.append(scalar)
        points.append(point)
    }

    mutating func add(_ other: WeightedTerms) {
        points += other.points
        scalars += other.scalars
        generator = generator + other.generator
    }

    var sum: JacobianPoint {
        guard points.count >= MultiScalar.fewest else {
            let terms = zip(scalars, points).map { ($0, Point($1)) }
            return linearCombination(terms, generator: generator).map { JacobianPoint($0.affinePoint) } ?? .identity
        }
        guard !generator.isZero else { return MultiScalar(points, scalars).sum }
        return MultiScalar(points + [Point.generator.affinePoint], scalars + [generator]).sum
    }

    var isZero: Bool { sum.isIdentity }
}

extension Scalar {
    /// Random weights of 128 bits.
    static func weights(_ count: Int) -> [Scalar] {
        let size = 16
        let random = SystemRandom.bytes(size * count)
        return (0..<count).map { Scalar(weight: Array(random[$0 * size..<($0 + 1) * size])) }
    }
}

/// `linearCombination` of any number of terms, all public; of a few, libcrypto's products are the faster ones.
package func longCombination(_ terms: [(Scalar, Point)], generator: Scalar = .zero) -> Point? {
    var all = WeightedTerms(capacity: terms.count)
    for (scalar, point) in terms { all.add(scalar, point.affinePoint) }
    all.generator = generator
    return all.sum.affine.map(Point.init)
}
