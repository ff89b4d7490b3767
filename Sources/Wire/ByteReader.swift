/// Reads bytes from front to back; every read that would run past the end throws.
///
///     var reader = ByteReader(bytes)
///     let district = try reader.u32()
///     try reader.finish()
public struct ByteReader {
    private var rest: ArraySlice<UInt8>

    public init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    public init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// The number of bytes that are still to be read.
    public var remaining: Int { rest.count }

    /// The next `count` bytes. Throws `WireError` when fewer remain.
    public mutating func bytes(_ count: Int) throws(WireError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= rest.count else {
            throw WireError("expected \(count) more bytes, found \(rest.count)")
        }
        let taken = rest.prefix(count)
        rest = rest.dropFirst(count)
        return taken
    }

    public mutating func u8() throws(WireError) -> UInt8 {
        try UInt8(integer(1))
    }

    /// A big-endian 16-bit integer.
    public mutating func u16() throws(WireError) -> UInt16 {
        try UInt16(integer(2))
    }

    /// A big-endian 32-bit integer.
    public mutating func u32() throws(WireError) -> UInt32 {
        try UInt32(integer(4))
    }

    /// A big-endian 64-bit integer.
    public mutating func u64() throws(WireError) -> UInt64 {
        try integer(8)
    }

    /// Everything that is left.
    public mutating func remainder() -> ArraySlice<UInt8> {
        defer { rest = rest.suffix(0) }
        return rest
    }

    /// Throws `WireError` unless every byte has been read.
    public func finish() throws(WireError) {
        guard rest.isEmpty else { throw WireError("expected the end, found \(rest.count) more bytes") }
    }

    private mutating func integer(_ count: Int) throws(WireError) -> UInt64 {
        try bytes(count).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
