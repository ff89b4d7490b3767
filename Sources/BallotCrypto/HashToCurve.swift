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
    nonisolated(unsafe) private static let p: OpaquePointer = OpenSSL.require(EC_GROUP_get0_field(OpenSSL.group))
    private static let a = Number([3]).negated(p)
    private static let b = Number(
        [
            0x5A, 0xC6, 0x35, 0xD8, 0xAA, 0x3A, 0x93, 0xE7, 0xB3, 0xEB, 0xBD, 0x55, 0x76, 0x98, 0x86, 0xBC, 0x65, 0x1D,
            0x06, 0xB0, 0xCC, 0x53, 0xB0, 0xF6, 0x3B, 0xCE, 0x3C, 0x3E, 0x27, 0xD2, 0x60, 0x4B,
        ])
    private static let z = Number([10]).negated(p)
    private static let one = Number([1])
    /// B / A, and its negative.
    private static let ratio = b.times(a.inverse(modulo: p), modulo: p)
    private static let negativeRatio = ratio.negated(p)

    /// The point for 48 uniform bytes.
    static func map(_ bytes: ArraySlice<UInt8>) -> Point {
        let u = Number(bytes).reduced(modulo: p)
        let zu2 = z.times(u.times(u, modulo: p), modulo: p)
        let t = zu2.times(zu2, modulo: p).plus(zu2, modulo: p)
        // x1 = (-B / A) (1 + 1 / t), or B / (Z A) where t = 0
        let x1 =
            t.isZero
            ? ratio.times(z.inverse(modulo: p), modulo: p)
            : negativeRatio.times(one.plus(t.inverse(modulo: p), modulo: p), modulo: p)
        // The sign of y is that of u; x2 = Z u^2 x1 where x1 is on no point.
        let mapped = CurvePoint(x: x1, isOdd: u.isOdd) ?? CurvePoint(x: zu2.times(x1, modulo: p), isOdd: u.isOdd)
        guard let point = mapped.flatMap({ Point($0) }) else { preconditionFailure("one of the two is on the curve") }
        return point
    }
}

extension Number {
    fileprivate func negated(_ modulus: OpaquePointer) -> Number { Number().minus(self, modulo: modulus) }
}
