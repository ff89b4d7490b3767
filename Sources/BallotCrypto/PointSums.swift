import COpenSSL

extension Point {
    /// The sum; nil for the identity.
    public static func + (left: Point, right: Point) -> Point? {
        let sum = left.curvePoint
        OpenSSL.require(EC_POINT_add(OpenSSL.group, sum.pointer, sum.pointer, right.curvePoint.pointer, nil))
        return Point(sum)
    }

    public static prefix func - (point: Point) -> Point {
        let negated = point.curvePoint
        OpenSSL.require(EC_POINT_invert(OpenSSL.group, negated.pointer, nil))
        guard let result = Point(negated) else { preconditionFailure("the negative of a point is a point") }
        return result
    }

    /// The sum; nil for the identity.
    public static func - (left: Point, right: Point) -> Point? { left + -right }
}

/// `generator * G + sum of scalar * point`; nil for the identity. For public values alone: its time depends on them.
public func linearCombination(_ terms: some Sequence<(Scalar, Point)>, generator: Scalar = .zero) -> Point? {
    OpenSSL.withContext { context in
        let sum = CurvePoint()
        let product = CurvePoint()
        OpenSSL.require(EC_POINT_set_to_infinity(OpenSSL.group, sum.pointer))
        var base: Number? = generator.isZero ? nil : generator.number
        for (scalar, point) in terms where !scalar.isZero {
            let operand = point.curvePoint
            if scalar == .one && base == nil {
                OpenSSL.require(EC_POINT_add(OpenSSL.group, sum.pointer, sum.pointer, operand.pointer, context))
                continue
            }
            OpenSSL.require(
                EC_POINT_mul(
                    OpenSSL.group, product.pointer, base?.pointer, operand.pointer, scalar.number.pointer, context))
            OpenSSL.require(EC_POINT_add(OpenSSL.group, sum.pointer, sum.pointer, product.pointer, context))
            base = nil
        }
        if let base {
            OpenSSL.require(EC_POINT_mul(OpenSSL.group, product.pointer, base.pointer, nil, nil, context))
            OpenSSL.require(EC_POINT_add(OpenSSL.group, sum.pointer, sum.pointer, product.pointer, context))
        }
        return Point(sum)
    }
}

/// The sum of the points, nil ones being the identity; nil for the identity.
func sum(_ points: some Sequence<Point?>) -> Point? {
    linearCombination(points.lazy.compactMap(\.self).map { (Scalar.one, $0) })
}
