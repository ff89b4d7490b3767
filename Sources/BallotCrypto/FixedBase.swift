import COpenSSL

/// A point that many secrets are multiplied with: libcrypto keeps a table of its multiples, which it reads in constant
/// time, as it does for G.
final class FixedBase: @unchecked Sendable {
    private let point: Point
    /// The curve with the point as its generator, never changed once it is made; nil for so few products that the table
    /// would take longer.
    private let group: OpaquePointer?

    /// A table takes as long as so many products save.
    private static let fewest = 600

    /// `products` is how many are expected.
    init(_ point: Point, products: Int) {
        self.point = point
        guard products >= Self.fewest else {
            group = nil
            return
        }
        let group = OpenSSL.require(EC_GROUP_dup(OpenSSL.group))
        self.group = group
        let context = OpenSSL.require(BN_CTX_new())
        defer { BN_CTX_free(context) }
        point.curvePoint.with { base in
            OpenSSL.require(EC_GROUP_set_generator(group, base, OpenSSL.order, BN_value_one()))
        }
        OpenSSL.require(stembus_EC_GROUP_precompute_mult(group, context))
    }

    /// The secret times the point.
    func times(_ secret: borrowing SecretScalar) -> CurvePoint {
        guard let group else { return secret.multiple(of: point) }
        let product = CurvePoint()
        product.set(secret.number, timesGeneratorOf: group)
        return product
    }

    deinit {
        if let group { EC_GROUP_free(group) }
    }
}
