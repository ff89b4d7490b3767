import Wire

/// RFC 9380 section 5.3.1 with SHA-256: `count` bytes, at most 8,160; the tag is at most 255 bytes.
package func expandMessage(_ message: some Sequence<UInt8>, tag: String, count: Int) -> [UInt8] {
    let suffix = Array(tag.utf8) + [UInt8(tag.utf8.count)]
    var hash = SHA256()
    hash.update([UInt8](repeating: 0, count: 64))
    hash.update(message)
    hash.update(UInt16(count).bigEndianBytes + [0] + suffix)
    let first = hash.digest().bytes
    var block = [UInt8](repeating: 0, count: Digest.count)
    var output: [UInt8] = []
    for index in 1...UInt8((count + Digest.count - 1) / Digest.count) {
        block = SHA256.hash(zip(first, block).map { $0 ^ $1 } + [index] + suffix).bytes
        output += block
    }
    return Array(output.prefix(count))
}

private let scalarTag = "stembus-v1-P256_XMD:SHA-256_scalar"

/// RFC 9380's hash_to_field with the group's order as modulus, one element of 48 bytes (spec/cryptography.md).
public func hashToScalar(_ message: some Sequence<UInt8>) -> Scalar {
    SecretScalar(reducing: expandMessage(message, tag: scalarTag, count: 48)).published()
}
