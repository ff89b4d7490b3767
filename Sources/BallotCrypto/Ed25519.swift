import COpenSSL

/// Signatures on acts and checkpoints (RFC 8032), by libcrypto.
public enum Ed25519 {
    public static let keyCount = 32
    public static let signatureCount = 64

    public struct PublicKey: Hashable, Sendable {
        public let bytes: [UInt8]

        /// Throws `CryptoError` unless there are 32 bytes with a y below 2^255 - 19 that is not of small order: with such
        /// a key one signature would hold for many messages. Bytes of no point pass here, and verify no signature.
        public init(_ bytes: some Collection<UInt8>) throws(CryptoError) {
            guard bytes.count == keyCount else {
                throw CryptoError("expected an Ed25519 key of 32 bytes, found \(bytes.count)")
            }
            self.bytes = Array(bytes)
            guard SmallOrder.isCanonical(self.bytes) else {
                throw CryptoError("expected an Ed25519 key whose y is below 2^255 - 19")
            }
            guard !SmallOrder.contains(self.bytes) else {
                throw CryptoError("expected an Ed25519 key that is not of small order")
            }
        }

        /// Whether `signature` is this key's on exactly `message`.
        public func isValid(_ signature: some Collection<UInt8>, for message: [UInt8]) -> Bool {
            guard signature.count == signatureCount,
                let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
            else {
                ERR_clear_error()
                return false
            }
            defer { EVP_PKEY_free(key) }
            let context = OpenSSL.require(EVP_MD_CTX_new())
            defer { EVP_MD_CTX_free(context) }
            let copy = Array(signature)
            return OpenSSL.succeeds { EVP_DigestVerifyInit(context, nil, nil, nil, key) }
                && OpenSSL.succeeds { EVP_DigestVerify(context, copy, copy.count, message, message.count) }
        }
    }

    /// A private key with one owner.
    public struct PrivateKey: ~Copyable, Sendable {
        private let key: Handle

        /// Throws `CryptoError` unless the seed has 32 bytes.
        public init(seed: [UInt8]) throws(CryptoError) {
            guard seed.count == keyCount else {
                throw CryptoError("expected an Ed25519 seed of 32 bytes, found \(seed.count)")
            }
            key = Handle(OpenSSL.require(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)))
        }

        /// A new key from the operating system's randomness.
        public static func generate() throws(CryptoError) -> PrivateKey {
            var seed = SystemRandom.bytes(keyCount)
            defer { seed.wipe() }
            return try PrivateKey(seed: seed)
        }

        /// Throws `CryptoError` when the key is of small order, which no generated key is.
        public var publicKey: PublicKey {
            get throws(CryptoError) {
                var bytes = [UInt8](repeating: 0, count: keyCount)
                var count = bytes.count
                OpenSSL.require(EVP_PKEY_get_raw_public_key(key.pointer, &bytes, &count))
                return try PublicKey(bytes)
            }
        }

        public func sign(_ message: [UInt8]) -> [UInt8] {
            let context = OpenSSL.require(EVP_MD_CTX_new())
            defer { EVP_MD_CTX_free(context) }
            var signature = [UInt8](repeating: 0, count: signatureCount)
            var count = signature.count
            OpenSSL.require(EVP_DigestSignInit(context, nil, nil, nil, key.pointer))
            OpenSSL.require(EVP_DigestSign(context, &signature, &count, message, message.count))
            return signature
        }

        /// The seed, for a private key file.
        public consuming func revealedSeed() -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: keyCount)
            var count = bytes.count
            OpenSSL.require(EVP_PKEY_get_raw_private_key(key.pointer, &bytes, &count))
            return bytes
        }
    }

    private final class Handle: @unchecked Sendable {
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer) {
            self.pointer = pointer
        }

        deinit { EVP_PKEY_free(pointer) }
    }
}

/// The encodings of edwards25519 that no honest key has.
private enum SmallOrder {
    /// y below 2^255 - 19; the highest bit is the sign of x.
    static func isCanonical(_ key: [UInt8]) -> Bool {
        let isLargest = key[31] & 0x7F == 0x7F && key[1..<31].allSatisfy { $0 == 0xFF }
        return !(isLargest && key[0] >= 0xED)
    }

    /// The y of the points of order 1, 2, 4 and 8, little-endian; either sign of x.
    static func contains(_ key: [UInt8]) -> Bool {
        var y = key
        y[31] &= 0x7F
        return ys.contains(y)
    }

    private static let ys: Set<[UInt8]> = [
        [UInt8](repeating: 0, count: 32),
        [1] + [UInt8](repeating: 0, count: 31),
        [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
        [
            0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0, 0xD5, 0xDF,
            0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
        ],
        [
            0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F, 0x2A, 0x20,
            0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
        ],
    ]
}
