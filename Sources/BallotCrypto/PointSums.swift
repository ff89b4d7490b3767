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

/// The sum of the points, nil ones being the identity; nil for the identity.
func sum(_ points: some Sequence<Point?>) -> Point? {
    linearCombination(points.lazy.compactMap(\.self).map { (Scalar.one, $0) })
}
