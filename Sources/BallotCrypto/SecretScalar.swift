/// A secret number modulo n that must not be copied: one owner, wiped when that owner lets go.
///
/// All arithmetic is libcrypto's; multiples of points are single-scalar products, which it computes in constant time.
public struct SecretScalar: ~Copyable, Sendable {
    let number: Number

    private init(_ number: Number) {
        number.markSecret()
        self.number = number
    }

    /// Throws `CryptoError` unless there are 32 big-endian bytes of a number from 1 to n - 1.
    public init(secretBytes bytes: some Collection<UInt8>) throws(CryptoError) {
        let number = Number(bytes)
        guard bytes.count == Scalar.count, number.isBelowOrder, !number.isZero
        else { throw CryptoError("expected a secret scalar of 32 bytes, from 1 to the group's order less 1") }
        self.init(number)
    }

    /// The big-endian bytes, twice as long as needed or nearly so, modulo n.
    package init(reducing wide: some Collection<UInt8>) {
        self.init(Number(wide).reduced())
    }

    package var isZero: Bool { number.isZero }

    package func copy() -> SecretScalar { SecretScalar(number.copy()) }

    /// The secret times G. Throws `CryptoError` for zero.
    package func timesGenerator() throws(CryptoError) -> Point { try Self.point(multipleOfGenerator()) }

    /// The secret times G, the identity included.
    func multipleOfGenerator() -> CurvePoint {
        let product = CurvePoint()
        product.setMultipleOfGenerator(number)
        return product
    }

    /// The secret times `point`. Throws `CryptoError` for zero.
    package func times(_ point: Point) throws(CryptoError) -> Point { try Self.point(multiple(of: point)) }

    /// The secret times `point`, the identity included.
    func multiple(of point: Point) -> CurvePoint {
        let product = point.curvePoint
        product.multiply(by: number)
        return product
    }

    package func plus(_ other: borrowing SecretScalar) -> SecretScalar { SecretScalar(number.plus(other.number)) }

    package func times(_ other: borrowing SecretScalar) -> SecretScalar { SecretScalar(number.times(other.number)) }

    package func times(_ factor: Scalar) -> SecretScalar { SecretScalar(number.times(factor.number)) }

    /// A proof's response, `self + challenge * secret`: the nonce hides the secret, so the sum is public.
    package func response(_ challenge: Scalar, _ secret: borrowing SecretScalar) -> Scalar {
        plus(secret.times(challenge)).published()
    }

    /// The number itself, for a value that the protocol publishes.
    package consuming func published() -> Scalar { Scalar(number) }

    /// The bytes, for a private key file: the one way out of a secret that stays secret.
    public consuming func revealed() -> [UInt8] { number.bytes(Scalar.count) }

    private static func point(_ product: CurvePoint) throws(CryptoError) -> Point {
        guard let point = Point(product) else { throw CryptoError("expected a secret other than 0") }
        return point
    }
}
