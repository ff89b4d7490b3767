extension Point {
    /// The sum; nil for the identity.
    public static func + (left: Point, right: Point) -> Point? {
        let sum = left.curvePoint
        sum.add(right.curvePoint)
        return Point(sum)
    }

    public static prefix func - (point: Point) -> Point {
        let negated = point.curvePoint
        negated.negate()
        guard let result = Point(negated) else { preconditionFailure("the negative of a point is a point") }
        return result
    }

    /// The sum; nil for the identity.
    public static func - (left: Point, right: Point) -> Point? { left + -right }
}

/// `generator * G + sum of scalar * point`; nil for the identity. For public values alone: its time depends on them.
public func linearCombination(_ terms: some Sequence<(Scalar, Point)>, generator: Scalar = .zero) -> Point? {
    let sum = CurvePoint()
    if !generator.isZero { sum.setMultipleOfGenerator(generator.number) }
    for (scalar, point) in terms where !scalar.isZero {
        let product = point.curvePoint
        if scalar != .one { product.multiply(by: scalar.number) }
        sum.add(product)
    }
    return Point(sum)
}

extension [Point] {
    /// What `body` gives for 0 ..< count, on all cores, with one inversion for many.
    /// Throws `CryptoError` when one is the identity, and what `body` throws.
    init(
        count: Int, _ body: @Sendable (Int) throws(CryptoError) -> CurvePoint
    ) throws(CryptoError) {
        let chunk = 64
        self = try parallelMap(count: (count + chunk - 1) / chunk, chunk: 1) { (number) throws(CryptoError) in
            var sums: [CurvePoint] = []
            for index in number * chunk..<Swift.min(count, (number + 1) * chunk) { sums.append(try body(index)) }
            return try [Point](normalizing: sums)
        }.flatMap(\.self)
    }

    /// The coordinates of all, with one inversion. Throws `CryptoError` when one is the identity.
    init(normalizing sums: [CurvePoint]) throws(CryptoError) {
        CurvePoint.normalize(sums)
        self = []
        for sum in sums {
            guard let point = Point(sum) else { throw CryptoError("a drawn point is the identity") }
            append(point)
        }
    }
}

/// The sum of the points, nil ones being the identity; nil for the identity.
func sum(_ points: some Sequence<Point?>) -> Point? {
    linearCombination(points.lazy.compactMap(\.self).map { (Scalar.one, $0) })
}
