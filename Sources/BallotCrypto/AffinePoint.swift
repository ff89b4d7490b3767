/// A point of P-256 other than the identity, for public arithmetic alone.
struct AffinePoint: Sendable {
    var x: FieldElement
    var y: FieldElement

    init(x: FieldElement, y: FieldElement) {
        self.x = x
        self.y = y
    }

    /// The curve's b.
    static let b: FieldElement = {
        let bytes: [UInt8] = [
            0x5a, 0xc6, 0x35, 0xd8, 0xaa, 0x3a, 0x93, 0xe7, 0xb3, 0xeb, 0xbd, 0x55, 0x76, 0x98, 0x86, 0xbc,
            0x65, 0x1d, 0x06, 0xb0, 0xcc, 0x53, 0xb0, 0xf6, 0x3b, 0xce, 0x3c, 0x3e, 0x27, 0xd2, 0x60, 0x4b,
        ]
        guard let b = FieldElement(SIMD32(bytes)) else { preconditionFailure("the curve's b is below p") }
        return b
    }()

    /// y² of the point with this x: x³ - 3x + b.
    private static func square(at x: FieldElement) -> FieldElement {
        (x.squared - (FieldElement.one + FieldElement.one + FieldElement.one)) * x + b
    }

    /// Nil unless both are below p and lie on the curve.
    init?(x: SIMD32<UInt8>, y: SIMD32<UInt8>) {
        guard let x = FieldElement(x), let y = FieldElement(y), y.squared == Self.square(at: x) else { return nil }
        self.init(x: x, y: y)
    }

    /// Nil unless x is below p and has a point.
    init?(x: SIMD32<UInt8>, isOdd: Bool) {
        guard let x = FieldElement(x), let root = Self.square(at: x).squareRoot else { return nil }
        // P-256 has no point with y = 0, as its order is prime.
        self.init(x: x, y: root.isOdd == isOdd ? root : -root)
    }

    static prefix func - (point: AffinePoint) -> AffinePoint { AffinePoint(x: point.x, y: -point.y) }
}

/// A point of P-256, the identity included, as X/Z² and Y/Z³; Z is 0 for the identity. For public arithmetic alone.
struct JacobianPoint: Sendable {
    var x: FieldElement
    var y: FieldElement
    var z: FieldElement

    static let identity = JacobianPoint(x: .one, y: .one, z: .zero)

    init(x: FieldElement, y: FieldElement, z: FieldElement) {
        self.x = x
        self.y = y
        self.z = z
    }

    init(_ point: AffinePoint) { self.init(x: point.x, y: point.y, z: .one) }

    var isIdentity: Bool { z.isZero }

    /// Nil for the identity.
    var affine: AffinePoint? {
        guard !isIdentity else { return nil }
        let inverse = z.inverse
        let square = inverse.squared
        return AffinePoint(x: x * square, y: y * square * inverse)
    }

    /// dbl-2001-b of the Explicit-Formulas Database, for a = -3.
    var doubled: JacobianPoint {
        let delta = z.squared
        let gamma = y.squared
        let beta = x * gamma
        let t = (x - delta) * (x + delta)
        let alpha = t + t + t
        let beta4 = (beta + beta) + (beta + beta)
        let x3 = alpha.squared - (beta4 + beta4)
        let z3 = (y + z).squared - gamma - delta
        let gamma2 = gamma + gamma
        let gamma8 = gamma2.squared + gamma2.squared
        return JacobianPoint(x: x3, y: alpha * (beta4 - x3) - gamma8, z: z3)
    }

    /// madd-2007-bl, complete: equal points are doubled, opposite ones give the identity.
    static func + (p: JacobianPoint, q: AffinePoint) -> JacobianPoint {
        guard !p.isIdentity else { return JacobianPoint(q) }
        let z1z1 = p.z.squared
        let h = q.x * z1z1 - p.x
        let difference = q.y * p.z * z1z1 - p.y
        guard !h.isZero else { return difference.isZero ? p.doubled : .identity }
        let hh = h.squared
        let hh2 = hh + hh
        let i = hh2 + hh2
        let j = h * i
        let r = difference + difference
        let v = p.x * i
        let x3 = r.squared - j - (v + v)
        let yj = p.y * j
        return JacobianPoint(x: x3, y: r * (v - x3) - (yj + yj), z: (p.z + h).squared - z1z1 - hh)
    }

    /// add-2007-bl, complete.
    static func + (p: JacobianPoint, q: JacobianPoint) -> JacobianPoint {
        guard !p.isIdentity else { return q }
        guard !q.isIdentity else { return p }
        let z1z1 = p.z.squared
        let z2z2 = q.z.squared
        let u1 = p.x * z2z2
        let s1 = p.y * q.z * z2z2
        let h = q.x * z1z1 - u1
        let difference = q.y * p.z * z1z1 - s1
        guard !h.isZero else { return difference.isZero ? p.doubled : .identity }
        let h2 = h + h
        let i = h2.squared
        let j = h * i
        let r = difference + difference
        let v = u1 * i
        let x3 = r.squared - j - (v + v)
        let sj = s1 * j
        return JacobianPoint(
            x: x3, y: r * (v - x3) - (sj + sj), z: ((p.z + q.z).squared - z1z1 - z2z2) * h)
    }
}
