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

/// The challenges that one state of a transcript gives, by their index: `hashToScalar(state || u64(index))`.
struct Challenges: Sendable {
    private let state: Digest

    init(_ state: Digest) {
        self.state = state
    }

    /// Those of a range, with one digest object and one buffer for all.
    func scalars(_ range: Range<Int>) -> [Scalar] {
        var hash = SHA256()
        let tag = Array(scalarTag.utf8) + [UInt8(scalarTag.utf8.count)]
        let head = [UInt8](repeating: 0, count: 64) + state.bytes
        var first = head + UInt64(0).bigEndianBytes + [0, 48, 0] + tag
        var block = [UInt8](repeating: 0, count: Digest.count + 1) + tag
        return range.map { index in
            first.replaceSubrange(head.count..<head.count + 8, with: UInt64(index).bigEndianBytes)
            let seed = hash.restarted(with: first)
            func next(_ digest: Digest, _ number: UInt8) -> Digest {
                block.withUnsafeMutableBytes {
                    $0.storeBytes(of: digest.storage, as: SIMD32<UInt8>.self)
                    $0[Digest.count] = number
                }
                return hash.restarted(with: block)
            }
            let one = next(seed, 1)
            let two = next(Digest(seed.storage ^ one.storage), 2)
            return withUnsafeBytes(of: (one.storage, two.storage)) {
                Scalar(reducing: UnsafeRawBufferPointer(rebasing: $0[..<48]))
            }
        }
    }
}

extension SecretScalar {
    /// `hashToScalar` of a secret message, which the caller wipes.
    init(hashing message: some Sequence<UInt8>) {
        var wide = expandMessage(message, tag: scalarTag, count: 48)
        defer { wide.wipe() }
        self.init(reducing: wide)
    }
}
