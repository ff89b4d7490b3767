import COpenSSL

/// RFC 9380's suite P256_XMD:SHA-256_SSWU_RO_ for public messages.
package func hashToCurve(_ message: [UInt8], tag: String) throws(CryptoError) -> Point {
    let uniform = expandMessage(message, tag: tag, count: 96)
    guard let point = SSWU.map(uniform[..<48]) + SSWU.map(uniform[48...]) else {
        throw CryptoError("expected a message that does not hash to the identity")
    }
    return point
}

/// The simplified Shallue-van de Woestijne-Ulas map of RFC 9380 section 6.6.2, with Z = -10.
private enum SSWU {
    nonisolated(unsafe) private static let p: OpaquePointer = {
        let p = OpenSSL.require(BN_new())
        OpenSSL.require(EC_GROUP_get_curve(OpenSSL.group, p, nil, nil, nil))
        return p
    }()
    private static let a = curve(.a)
    private static let b = curve(.b)
    private static let z: Number = {
        let z = Number([10])
        OpenSSL.require(BN_sub(z.pointer, p, z.pointer))
        return z
    }()

    /// The point for 48 uniform bytes.
    static func map(_ bytes: ArraySlice<UInt8>) -> Point {
        let u = Number(bytes)
        let x = Number()
        let first = Number()
        return OpenSSL.withContext { context in
            OpenSSL.require(BN_nnmod(u.pointer, u.pointer, p, context))
            // zu2 = Z u^2; t = Z^2 u^4 + Z u^2
            let zu2 = Number()
            let t = Number()
            OpenSSL.require(BN_mod_sqr(zu2.pointer, u.pointer, p, context))
            OpenSSL.require(BN_mod_mul(zu2.pointer, z.pointer, zu2.pointer, p, context))
            OpenSSL.require(BN_mod_sqr(t.pointer, zu2.pointer, p, context))
            OpenSSL.require(BN_mod_add(t.pointer, t.pointer, zu2.pointer, p, context))
            // x1 = (-B / A) (1 + 1 / t), or B / (Z A) where t = 0
            let ratio = Number()
            if BN_is_zero(t.pointer) == 1 {
                OpenSSL.require(BN_mod_mul(ratio.pointer, z.pointer, a.pointer, p, context))
                _ = BN_mod_inverse(ratio.pointer, ratio.pointer, p, context)
                OpenSSL.require(BN_mod_mul(first.pointer, b.pointer, ratio.pointer, p, context))
            } else {
                _ = BN_mod_inverse(t.pointer, t.pointer, p, context)
                OpenSSL.require(BN_add_word(t.pointer, 1))
                _ = BN_mod_inverse(ratio.pointer, a.pointer, p, context)
                OpenSSL.require(BN_mod_mul(ratio.pointer, b.pointer, ratio.pointer, p, context))
                OpenSSL.require(BN_sub(ratio.pointer, p, ratio.pointer))
                OpenSSL.require(BN_mod_mul(first.pointer, ratio.pointer, t.pointer, p, context))
            }
            // The sign of y is that of u; x2 = Z u^2 x1 where x1 is on no point.
            let sign = BN_is_odd(u.pointer)
            let point = CurvePoint()
            let isFirst = OpenSSL.succeeds {
                EC_POINT_set_compressed_coordinates(OpenSSL.group, point.pointer, first.pointer, sign, context)
            }
            if !isFirst {
                OpenSSL.require(BN_mod_mul(x.pointer, zu2.pointer, first.pointer, p, context))
                OpenSSL.require(
                    EC_POINT_set_compressed_coordinates(OpenSSL.group, point.pointer, x.pointer, sign, context))
            }
            guard let mapped = Point(point) else { preconditionFailure("the map reaches no identity") }
            return mapped
        }
    }

    private enum Coefficient { case a, b }

    private static func curve(_ coefficient: Coefficient) -> Number {
        let number = Number()
        switch coefficient {
        case .a: OpenSSL.require(EC_GROUP_get_curve(OpenSSL.group, nil, number.pointer, nil, nil))
        case .b: OpenSSL.require(EC_GROUP_get_curve(OpenSSL.group, nil, nil, number.pointer, nil))
        }
        return number
    }
}
