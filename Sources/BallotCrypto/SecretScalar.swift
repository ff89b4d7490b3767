import COpenSSL

/// A secret number modulo n that must not be copied: one owner, wiped when that owner lets go.
///
/// All arithmetic is libcrypto's; multiples of points are single-scalar products, which it computes in constant time.
public struct SecretScalar: ~Copyable, Sendable {
    private let number: Number

    private init(_ number: Number) {
        BN_set_flags(number.pointer, BN_FLG_CONSTTIME)
        self.number = number
    }

    /// Throws `CryptoError` unless there are 32 big-endian bytes of a number from 1 to n - 1.
    public init(secretBytes bytes: some Collection<UInt8>) throws(CryptoError) {
        let number = Number(bytes)
        guard bytes.count == Scalar.count, BN_cmp(number.pointer, OpenSSL.order) < 0, BN_is_zero(number.pointer) == 0
        else { throw CryptoError("expected a secret scalar of 32 bytes, from 1 to the group's order less 1") }
        self.init(number)
    }

    /// The big-endian bytes, twice as long as needed or nearly so, modulo n.
    init(reducing wide: some Collection<UInt8>) {
        let result = Number()
        let value = Number(wide)
        OpenSSL.withContext { OpenSSL.require(BN_nnmod(result.pointer, value.pointer, OpenSSL.order, $0)) }
        self.init(result)
    }

    package var isZero: Bool { BN_is_zero(number.pointer) == 1 }

    package func copy() -> SecretScalar {
        let result = Number()
        OpenSSL.withContext { _ in _ = OpenSSL.require(BN_copy(result.pointer, number.pointer)) }
        return SecretScalar(result)
    }

    /// The secret times G. Throws `CryptoError` for zero.
    package func timesGenerator() throws(CryptoError) -> Point {
        try product { result, context in
            EC_POINT_mul(OpenSSL.group, result, number.pointer, nil, nil, context)
        }
    }

    /// The secret times `point`. Throws `CryptoError` for zero.
    package func times(_ point: Point) throws(CryptoError) -> Point {
        let operand = point.curvePoint
        return try product { result, context in
            EC_POINT_mul(OpenSSL.group, result, nil, operand.pointer, number.pointer, context)
        }
    }

    package func plus(_ other: borrowing SecretScalar) -> SecretScalar {
        let term = other.number
        return computed { BN_mod_add($0, number.pointer, term.pointer, OpenSSL.order, $1) }
    }

    package func times(_ other: borrowing SecretScalar) -> SecretScalar {
        let factor = other.number
        return computed { BN_mod_mul($0, number.pointer, factor.pointer, OpenSSL.order, $1) }
    }

    package func times(_ factor: Scalar) -> SecretScalar {
        let factor = factor.number
        return computed { BN_mod_mul($0, number.pointer, factor.pointer, OpenSSL.order, $1) }
    }

    /// A proof's response, `self + challenge * secret`: the nonce hides the secret, so the sum is public.
    package func response(_ challenge: Scalar, _ secret: borrowing SecretScalar) -> Scalar {
        plus(secret.times(challenge)).published()
    }

    /// The number itself, for a value that the protocol publishes.
    package consuming func published() -> Scalar { Scalar(number) }

    /// The bytes, for a private key file: the one way out of a secret that stays secret.
    public consuming func revealed() -> [UInt8] { number.bytes(Scalar.count) }

    private func computed(_ body: (OpaquePointer, OpaquePointer) -> Int32) -> SecretScalar {
        let result = Number()
        OpenSSL.withContext { OpenSSL.require(body(result.pointer, $0)) }
        return SecretScalar(result)
    }

    private func product(_ body: (OpaquePointer, OpaquePointer) -> Int32) throws(CryptoError) -> Point {
        let result = CurvePoint()
        OpenSSL.withContext { OpenSSL.require(body(result.pointer, $0)) }
        guard let point = Point(result) else { throw CryptoError("expected a secret other than 0") }
        return point
    }
}
