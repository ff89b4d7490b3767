import COpenSSL

/// A libcrypto number with one owner; wiped when that owner lets go.
///
/// Its pointer is used inside its own methods alone, whose callers keep it alive.
final class Number: @unchecked Sendable {
    private let pointer: OpaquePointer

    init() {
        pointer = OpenSSL.require(BN_new())
    }

    /// Big-endian.
    init(_ bytes: some Collection<UInt8>) {
        pointer = OpenSSL.require(BN_new())
        var copy = Array(bytes)
        _ = BN_bin2bn(copy, Int32(copy.count), pointer)
        copy.wipe()
    }

    /// Runs `body` on the pointer, which must not leave it.
    func with<Value>(_ body: (OpaquePointer) throws -> Value) rethrows -> Value { try body(pointer) }

    /// Big-endian, left-padded to `count` bytes.
    func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            let written = BN_bn2binpad(pointer, buffer.baseAddress, Int32(count))
            precondition(written == Int32(count), "a number is longer than its encoding")
            initialized = count
        }
    }

    var isZero: Bool { BN_is_zero(pointer) == 1 }

    var isOdd: Bool { BN_is_odd(pointer) == 1 }

    var isBelowOrder: Bool { BN_cmp(pointer, OpenSSL.order) < 0 }

    /// From here on libcrypto's constant-time paths are used with it.
    func markSecret() { BN_set_flags(pointer, BN_FLG_CONSTTIME) }

    func copy() -> Number {
        let copy = Number()
        _ = OpenSSL.require(BN_copy(copy.pointer, pointer))
        return copy
    }

    func reduced(modulo modulus: OpaquePointer = OpenSSL.order) -> Number {
        result { BN_nnmod($0, pointer, modulus, $1) }
    }

    func plus(_ other: Number, modulo modulus: OpaquePointer = OpenSSL.order) -> Number {
        result { BN_mod_add($0, pointer, other.pointer, modulus, $1) }
    }

    func minus(_ other: Number, modulo modulus: OpaquePointer = OpenSSL.order) -> Number {
        result { BN_mod_sub($0, pointer, other.pointer, modulus, $1) }
    }

    func times(_ other: Number, modulo modulus: OpaquePointer = OpenSSL.order) -> Number {
        result { BN_mod_mul($0, pointer, other.pointer, modulus, $1) }
    }

    /// The number is not zero.
    func inverse(modulo modulus: OpaquePointer = OpenSSL.order) -> Number {
        result { BN_mod_inverse($0, pointer, modulus, $1) == nil ? 0 : 1 }
    }

    private func result(_ body: (OpaquePointer, OpaquePointer) -> Int32) -> Number {
        let number = Number()
        let context = OpenSSL.require(BN_CTX_new())
        defer { BN_CTX_free(context) }
        OpenSSL.require(body(number.pointer, context))
        return number
    }

    deinit { BN_clear_free(pointer) }
}
