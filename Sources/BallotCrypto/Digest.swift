import Wire

/// The 32 bytes of a SHA-256 hash, held inline.
public struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
    public static let count = 32

    var storage: SIMD32<UInt8>

    /// Nil unless there are 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.count else { return nil }
        storage = SIMD32(loading: bytes)
    }

    init(_ storage: SIMD32<UInt8>) {
        self.storage = storage
    }

    public var bytes: [UInt8] { withUnsafeBytes(of: storage) { Array($0) } }

    /// Lower-case hexadecimal.
    public var hex: String { Hex.encode(bytes) }

    public var description: String { hex }

    /// By the bytes, the first decides.
    public static func < (left: Digest, right: Digest) -> Bool {
        for index in 0..<count where left.storage[index] != right.storage[index] {
            return left.storage[index] < right.storage[index]
        }
        return false
    }
}

extension Digest {
    /// 32 fresh bytes from the operating system: a nonce.
    public static func random() -> Digest { Digest(SIMD32(SystemRandom.bytes(count))) }
}

extension SIMD32<UInt8> {
    /// The 32 bytes, all at once where they lie together.
    init(loading bytes: some Collection<UInt8>) {
        precondition(bytes.count == 32, "32 bytes are loaded")
        self =
            bytes.withContiguousStorageIfAvailable { UnsafeRawBufferPointer($0).loadUnaligned(as: Self.self) }
            ?? Self(Array(bytes))
    }
}
