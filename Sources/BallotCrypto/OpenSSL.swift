import COpenSSL

/// What libcrypto is asked for once: the curve, its order, and the fetched algorithms (each fetch takes a lock).
///
/// The pointers are never freed and their objects never change, so that all threads may read them.
enum OpenSSL {
    nonisolated(unsafe) static let group: OpaquePointer = require(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1))
    nonisolated(unsafe) static let order: OpaquePointer = require(EC_GROUP_get0_order(group))
    nonisolated(unsafe) static let sha256: OpaquePointer = require(EVP_MD_fetch(nil, "SHA256", nil))
    nonisolated(unsafe) static let aes256GCM: OpaquePointer = require(EVP_CIPHER_fetch(nil, "AES-256-GCM", nil))

    /// An object that libcrypto makes unless memory has run out.
    static func require(_ pointer: OpaquePointer?) -> OpaquePointer {
        guard let pointer else { preconditionFailure("libcrypto has no memory left") }
        return pointer
    }

    /// A call that succeeds unless memory has run out or this module misuses libcrypto; no input decides it.
    static func require(_ status: Int32) {
        precondition(status == 1, "libcrypto refused a call that no input can make fail")
    }

    /// A scratch context for one operation.
    static func withContext<Value>(_ body: (OpaquePointer) throws -> Value) rethrows -> Value {
        let context = require(BN_CTX_new())
        defer { BN_CTX_free(context) }
        return try body(context)
    }

    /// Runs a call that input can make fail; leaves the thread's error queue empty. Whether it succeeded.
    static func succeeds(_ call: () -> Int32) -> Bool {
        if call() == 1 { return true }
        ERR_clear_error()
        return false
    }
}

/// A number with one owner; `BN_clear_free` wipes it when that owner lets go.
final class Number: @unchecked Sendable {
    let pointer: OpaquePointer

    init() {
        pointer = OpenSSL.require(BN_new())
    }

    /// Big-endian.
    convenience init(_ bytes: some Collection<UInt8>) {
        self.init()
        var copy = Array(bytes)
        copy.withUnsafeMutableBytes { buffer in
            _ = BN_bin2bn(buffer.bindMemory(to: UInt8.self).baseAddress, Int32(buffer.count), pointer)
            if let base = buffer.baseAddress { OPENSSL_cleanse(base, buffer.count) }
        }
    }

    /// Big-endian, left-padded to `count` bytes.
    func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            let written = BN_bn2binpad(pointer, buffer.baseAddress, Int32(count))
            precondition(written == Int32(count), "a number is longer than its encoding")
            initialized = count
        }
    }

    deinit { BN_clear_free(pointer) }
}

/// A point of libcrypto's with one owner.
final class CurvePoint {
    let pointer: OpaquePointer

    init() {
        pointer = OpenSSL.require(EC_POINT_new(OpenSSL.group))
    }

    deinit { EC_POINT_clear_free(pointer) }
}
