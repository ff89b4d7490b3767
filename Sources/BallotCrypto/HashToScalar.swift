import Wire

/// RFC 9380 section 5.3.1 with SHA-256: `count` bytes, 1 to 8,160; the tag is at most 255 bytes.
package func expandMessage(_ message: some Sequence<UInt8>, tag: String, count: Int) -> [UInt8] {
    let suffix = Array(tag.utf8) + [UInt8(tag.utf8.count)]
    var hash = SHA256()
    hash.update([UInt8](repeating: 0, count: 64))
    hash.update(message)
    hash.update(UInt16(count).bigEndianBytes + [0] + suffix)
    let first = hash.finish()
    var block = Digest(.zero)
    // Filled in place, and nothing of it on the heap elsewhere, as it may be a secret.
    return [UInt8](unsafeUninitializedCapacity: count) { output, initialized in
        for start in stride(from: 0, to: count, by: Digest.count) {
            var hash = SHA256()
            hash.update(Digest(first.storage ^ block.storage))
            hash.update(CollectionOfOne(UInt8(start / Digest.count + 1)))
            hash.update(suffix)
            block = hash.finish()
            for index in start..<min(start + Digest.count, count) {
                output.initializeElement(at: index, to: block.storage[index - start])
            }
        }
        initialized = count
    }
}

private let scalarTag = "stembus-v1-P256_XMD:SHA-256_scalar"

/// RFC 9380's hash_to_field with the group's order as modulus, one element of 48 bytes (spec/cryptography.md).
public func hashToScalar(_ message: some Sequence<UInt8>) -> Scalar {
    SecretScalar(hashing: message).published()
}

extension SecretScalar {
    /// `hashToScalar` of a secret message, which the caller wipes.
    init(hashing message: some Sequence<UInt8>) {
        var wide = expandMessage(message, tag: scalarTag, count: 48)
        defer { wide.wipe() }
        self.init(reducing: wide)
    }
}
