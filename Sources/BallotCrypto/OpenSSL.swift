import COpenSSL

/// What libcrypto is asked for once: the curve, its order, and the fetched algorithms (each fetch takes a lock).
///
/// The pointers are never freed and their objects never change, so that all threads may read them.
enum OpenSSL {
    nonisolated(unsafe) static let group: OpaquePointer = require(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1))
    nonisolated(unsafe) static let order: OpaquePointer = require(EC_GROUP_get0_order(group))
    nonisolated(unsafe) static let sha256: OpaquePointer = require(EVP_MD_fetch(nil, "SHA256", nil))
    nonisolated(unsafe) static let aes256GCM: OpaquePointer = require(EVP_CIPHER_fetch(nil, "AES-256-GCM", nil))

    /// Whether products of several points at once are constant-time: in the curve's own implementation, which has a table
    /// for G built in, but not in the general one.
    static let hasConstantTimeSums = stembus_EC_GROUP_have_precompute_mult(group) == 1

    /// An object that libcrypto makes unless memory has run out.
    static func require(_ pointer: OpaquePointer?) -> OpaquePointer {
        guard let pointer else { preconditionFailure("libcrypto has no memory left") }
        return pointer
    }

    /// A call that succeeds unless memory has run out or this module misuses libcrypto; no input decides it.
    static func require(_ status: Int32) {
        precondition(status == 1, "libcrypto refused a call that no input can make fail")
    }

    /// Runs a call that input can make fail; leaves the thread's error queue empty. Whether it succeeded.
    static func succeeds(_ call: () -> Int32) -> Bool {
        if call() == 1 { return true }
        ERR_clear_error()
        return false
    }
}
