import COpenSSL

/// A libcrypto point with one owner, the identity included; changed in place.
final class CurvePoint {
    private let pointer: OpaquePointer

    /// The identity.
    init() {
        pointer = OpenSSL.require(EC_POINT_new(OpenSSL.group))
    }

    /// A point in one of SEC 1's forms; nil when it is on no curve.
    init?(_ bytes: [UInt8]) {
        pointer = OpenSSL.require(EC_POINT_new(OpenSSL.group))
        guard OpenSSL.succeeds({ EC_POINT_oct2point(OpenSSL.group, pointer, bytes, bytes.count, nil) }) else {
            return nil
        }
    }

    /// The point with this x and this parity of y; nil when there is none.
    init?(x: Number, isOdd: Bool) {
        pointer = OpenSSL.require(EC_POINT_new(OpenSSL.group))
        let found = x.with { x in
            OpenSSL.succeeds {
                EC_POINT_set_compressed_coordinates(OpenSSL.group, pointer, x, isOdd ? 1 : 0, nil)
            }
        }
        guard found else { return nil }
    }

    /// 04, X and Y; nil for the identity.
    var uncompressed: [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 65)
        let count = EC_POINT_point2oct(OpenSSL.group, pointer, POINT_CONVERSION_UNCOMPRESSED, &bytes, 65, nil)
        return count == 65 ? bytes : nil
    }

    func add(_ other: CurvePoint) {
        OpenSSL.require(EC_POINT_add(OpenSSL.group, pointer, pointer, other.pointer, nil))
    }

    /// Itself, the other added to it.
    func adding(_ other: CurvePoint) -> CurvePoint {
        add(other)
        return self
    }

    func negate() {
        OpenSSL.require(EC_POINT_invert(OpenSSL.group, pointer, nil))
    }

    /// Becomes `scalar` times itself; one single-scalar product, constant-time for secrets.
    func multiply(by scalar: Number) {
        scalar.with { OpenSSL.require(EC_POINT_mul(OpenSSL.group, pointer, nil, pointer, $0, nil)) }
    }

    /// Runs `body` on the pointer, which must not leave it.
    func with<Value>(_ body: (OpaquePointer) throws -> Value) rethrows -> Value { try body(pointer) }

    /// Gives all of them Z = 1, with one inversion, so that their coordinates cost nothing more.
    static func normalize(_ points: [CurvePoint]) {
        var pointers: [OpaquePointer?] = points.map(\.pointer)
        withExtendedLifetime(points) {
            OpenSSL.require(stembus_EC_POINTs_make_affine(OpenSSL.group, pointers.count, &pointers, nil))
        }
    }

    /// Becomes `scalar` times the generator of a group of the same curve; constant-time for secrets.
    func set(_ scalar: Number, timesGeneratorOf group: OpaquePointer) {
        scalar.with { OpenSSL.require(EC_POINT_mul(group, pointer, $0, nil, nil, nil)) }
    }

    /// Becomes the sum of each scalar times the point beside it, in one product with shared doublings, constant-time for
    /// secrets. They are equally many.
    func set(sumOf scalars: [Number], times points: [CurvePoint]) {
        var bases: [OpaquePointer?] = points.map(\.pointer)
        var factors: [OpaquePointer?] = scalars.map { $0.with { $0 } }
        let context = OpenSSL.require(BN_CTX_new())
        defer { BN_CTX_free(context) }
        withExtendedLifetime((scalars, points)) {
            OpenSSL.require(
                stembus_EC_POINTs_mul(OpenSSL.group, pointer, bases.count, &bases, &factors, context))
        }
    }

    /// Becomes `scalar` times G; one single-scalar product, constant-time for secrets.
    func setMultipleOfGenerator(_ scalar: Number) {
        scalar.with { OpenSSL.require(EC_POINT_mul(OpenSSL.group, pointer, $0, nil, nil, nil)) }
    }

    deinit { EC_POINT_clear_free(pointer) }
}
