import COpenSSL

/// Keys from secrets, by libcrypto.
package enum KeyDerivation {
    /// PBKDF2 with HMAC-SHA256 (RFC 8018). The caller wipes the result.
    package static func pbkdf2(_ password: [UInt8], salt: [UInt8], iterations: Int, count: Int) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: count)
        password.withUnsafeBytes { buffer in
            OpenSSL.require(
                PKCS5_PBKDF2_HMAC(
                    buffer.bindMemory(to: CChar.self).baseAddress, Int32(password.count), salt, Int32(salt.count),
                    Int32(iterations), OpenSSL.sha256, Int32(count), &key))
        }
        return key
    }

    /// HKDF with SHA-256 (RFC 5869), extract and expand. The caller wipes the result.
    package static func hkdf(_ secret: [UInt8], salt: [UInt8], info: [UInt8], count: Int) -> [UInt8] {
        let context = OpenSSL.require(EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nil))
        defer { EVP_PKEY_CTX_free(context) }
        var key = [UInt8](repeating: 0, count: count)
        var length = count
        OpenSSL.require(EVP_PKEY_derive_init(context))
        OpenSSL.require(EVP_PKEY_CTX_set_hkdf_md(context, OpenSSL.sha256))
        OpenSSL.require(EVP_PKEY_CTX_set1_hkdf_salt(context, salt, Int32(salt.count)))
        OpenSSL.require(EVP_PKEY_CTX_set1_hkdf_key(context, secret, Int32(secret.count)))
        OpenSSL.require(EVP_PKEY_CTX_add1_hkdf_info(context, info, Int32(info.count)))
        OpenSSL.require(EVP_PKEY_derive(context, &key, &length))
        return key
    }
}
