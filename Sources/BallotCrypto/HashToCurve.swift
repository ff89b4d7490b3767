/// RFC 9380's suite P256_XMD:SHA-256_SSWU_RO_ for a public message.
package func hashToCurve(_ message: [UInt8], tag: String) throws(CryptoError) -> Point {
    try hashToCurve([message], tag: tag)[0]
}

/// As `hashToCurve(_:tag:)` for each message, with two inversions for all.
func hashToCurve(_ messages: [[UInt8]], tag: String) throws(CryptoError) -> [Point] {
    var mapped: [SSWU] = []
    for message in messages {
        expandMessage(message, tag: tag, count: 96).withUnsafeBytes { uniform in
            mapped.append(SSWU(FieldElement(reducing: UnsafeRawBufferPointer(rebasing: uniform[..<48]))))
            mapped.append(SSWU(FieldElement(reducing: UnsafeRawBufferPointer(rebasing: uniform[48...]))))
        }
    }
    let divisors = FieldElement.inverses(mapped.map(\.divisor))
    let points = zip(mapped, divisors).map { AffinePoint(x: $0.numerator * $1, y: $0.y) }
    let sums = messages.indices.map { JacobianPoint(points[2 * $0]) + points[2 * $0 + 1] }
    guard sums.allSatisfy({ !$0.isIdentity }) else {
        throw CryptoError("expected a message that does not hash to the identity")
    }
    return zip(sums, FieldElement.inverses(sums.map(\.z))).map { sum, inverse in
        let square = inverse.squared
        return Point(AffinePoint(x: sum.x * square, y: sum.y * square * inverse))
    }
}

/// The simplified Shallue-van de Woestijne-Ulas map of RFC 9380, appendix F.2, with Z = -10: y, and x as a fraction.
private struct SSWU {
    let numerator: FieldElement
    /// Never 0.
    let divisor: FieldElement
    let y: FieldElement

    private static let a = -FieldElement(3)
    private static let z = -FieldElement(10)
    /// The square root of -Z.
    private static let root: FieldElement = {
        guard let root = FieldElement(10).squareRoot else { preconditionFailure("10 is a square modulo p") }
        return root
    }()

    init(_ u: FieldElement) {
        let zu2 = Self.z * u.squared
        let t = zu2.squared + zu2
        let first = AffinePoint.b * (t + .one)
        divisor = Self.a * (t.isZero ? Self.z : -t)
        // x³ + a·x + b at x = first / divisor, as a fraction over divisor³.
        let square = divisor.squared
        let cube = square * divisor
        let value = (first.squared + Self.a * square) * first + AffinePoint.b * cube
        // Its square root, or that of Z times it (appendix F.2.1.2).
        let product = value * cube
        let power = (cube.squared * product).quarterPower * product
        let isSquare = power.squared * cube == value
        numerator = isSquare ? first : zu2 * first
        let root = isSquare ? power : zu2 * u * (power * Self.root)
        y = root.isOdd == u.isOdd ? root : -root
    }
}
