import COpenSSL

/// A running SHA-256 (FIPS 180-4) that can be read at any moment.
public struct SHA256: ~Copyable {
    private let context: OpaquePointer

    public init() {
        context = OpenSSL.require(EVP_MD_CTX_new())
        OpenSSL.require(EVP_DigestInit_ex2(context, OpenSSL.sha256, nil))
    }

    public mutating func update(_ bytes: some Sequence<UInt8>) {
        let done: Void? = bytes.withContiguousStorageIfAvailable { buffer in
            OpenSSL.require(EVP_DigestUpdate(context, buffer.baseAddress, buffer.count))
        }
        if done == nil {
            let copy = Array(bytes)
            OpenSSL.require(EVP_DigestUpdate(context, copy, copy.count))
        }
    }

    public mutating func update(_ byte: UInt8) {
        withUnsafeBytes(of: byte) { buffer in
            OpenSSL.require(EVP_DigestUpdate(context, buffer.baseAddress, 1))
        }
    }

    public mutating func update(_ digest: Digest) {
        withUnsafeBytes(of: digest.storage) { buffer in
            OpenSSL.require(EVP_DigestUpdate(context, buffer.baseAddress, buffer.count))
        }
    }

    /// The hash of what was put in so far; more may follow.
    public func digest() -> Digest {
        let copy = OpenSSL.require(EVP_MD_CTX_new())
        defer { EVP_MD_CTX_free(copy) }
        OpenSSL.require(EVP_MD_CTX_copy_ex(copy, context))
        return Self.finish(copy)
    }

    /// The hash of what was put in; nothing may follow.
    public consuming func finish() -> Digest { Self.finish(context) }

    /// The hash of `bytes` alone; what was put in before is forgotten.
    mutating func restarted(with bytes: [UInt8]) -> Digest {
        OpenSSL.require(EVP_DigestInit_ex2(context, OpenSSL.sha256, nil))
        OpenSSL.require(EVP_DigestUpdate(context, bytes, bytes.count))
        return Self.finish(context)
    }

    /// The hash of `bytes`.
    public static func hash(_ bytes: some Sequence<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    private static func finish(_ context: OpaquePointer) -> Digest {
        var storage = SIMD32<UInt8>()
        withUnsafeMutableBytes(of: &storage) { buffer in
            OpenSSL.require(EVP_DigestFinal_ex(context, buffer.bindMemory(to: UInt8.self).baseAddress, nil))
        }
        return Digest(storage)
    }

    deinit { EVP_MD_CTX_free(context) }
}
