import COpenSSL

/// AES-256-GCM (NIST SP 800-38D): 32 bytes of key, 12 of nonce, 16 of tag after the ciphertext.
enum SealedBytes {
    static let tagCount = 16

    static func seal(_ plaintext: [UInt8], key: [UInt8], nonce: [UInt8], authenticating data: [UInt8]) -> [UInt8] {
        let context = OpenSSL.require(EVP_CIPHER_CTX_new())
        defer { EVP_CIPHER_CTX_free(context) }
        var output = [UInt8](repeating: 0, count: plaintext.count)
        var tag = [UInt8](repeating: 0, count: tagCount)
        var length: Int32 = 0
        OpenSSL.require(EVP_EncryptInit_ex2(context, OpenSSL.aes256GCM, key, nonce, nil))
        OpenSSL.require(EVP_EncryptUpdate(context, nil, &length, data, Int32(data.count)))
        OpenSSL.require(EVP_EncryptUpdate(context, &output, &length, plaintext, Int32(plaintext.count)))
        OpenSSL.require(EVP_EncryptFinal_ex(context, nil, &length))
        OpenSSL.require(EVP_CIPHER_CTX_ctrl(context, stembus_EVP_CTRL_AEAD_GET_TAG(), Int32(tagCount), &tag))
        return output + tag
    }

    /// Nil when the tag does not fit: another key, other data, or altered bytes.
    static func open(_ sealed: [UInt8], key: [UInt8], nonce: [UInt8], authenticating data: [UInt8]) -> [UInt8]? {
        guard sealed.count >= tagCount else { return nil }
        let ciphertext = Array(sealed.dropLast(tagCount))
        var tag = Array(sealed.suffix(tagCount))
        let context = OpenSSL.require(EVP_CIPHER_CTX_new())
        defer { EVP_CIPHER_CTX_free(context) }
        var output = [UInt8](repeating: 0, count: ciphertext.count)
        var length: Int32 = 0
        OpenSSL.require(EVP_DecryptInit_ex2(context, OpenSSL.aes256GCM, key, nonce, nil))
        OpenSSL.require(EVP_DecryptUpdate(context, nil, &length, data, Int32(data.count)))
        OpenSSL.require(EVP_DecryptUpdate(context, &output, &length, ciphertext, Int32(ciphertext.count)))
        OpenSSL.require(EVP_CIPHER_CTX_ctrl(context, stembus_EVP_CTRL_AEAD_SET_TAG(), Int32(tagCount), &tag))
        return OpenSSL.succeeds { EVP_DecryptFinal_ex(context, nil, &length) } ? output : nil
    }
}
