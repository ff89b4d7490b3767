import BallotCrypto
import Wire

/// A credential as the roll names it: the public keys of all issuers, compressed, one after the other.
public struct CredentialKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let bytes: [UInt8]

    public init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// The first eight bytes as a number: almost always enough to compare two.
    var prefix: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

    public static func < (left: CredentialKey, right: CredentialKey) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// The first bytes, enough for a message.
    public var description: String { Hex.encode(bytes.prefix(6)) + "…" }

    /// Cuts `bytes` into credentials of `issuers` keys each, in strictly ascending order.
    ///
    /// Throws `RecordError` on a broken length, a key that is no point, a repeated key or another order.
    public static func list(_ bytes: [UInt8], issuers: Int) throws(RecordError) -> [CredentialKey] {
        let length = Point.compressedCount * issuers
        guard !bytes.isEmpty, bytes.count.isMultiple(of: length) else {
            throw RecordError("expected credentials of \(length) bytes each, found \(bytes.count) bytes")
        }
        var list: [CredentialKey] = []
        list.reserveCapacity(bytes.count / length)
        for start in stride(from: 0, to: bytes.count, by: length) {
            let key = CredentialKey(bytes[start..<start + length])
            if let last = list.last, last >= key {
                throw RecordError("expected credentials in ascending order, found \(key) after \(last)")
            }
            list.append(key)
        }
        return list
    }

    /// The public key of each issuer's half. Throws `RecordError` unless all have 33 bytes.
    var points: [CompressedPoint] {
        get throws(RecordError) { try parts { (part) throws(CryptoError) in try CompressedPoint(part) } }
    }

    /// Throws `RecordError` unless every public key is a point of the curve.
    func requirePoints() throws(RecordError) {
        _ = try parts { (part) throws(CryptoError) in try Point(compressed: part) }
    }

    private func parts<Value>(
        _ body: (ArraySlice<UInt8>) throws(CryptoError) -> Value
    ) throws(RecordError) -> [Value] {
        var values: [Value] = []
        for start in stride(from: 0, to: bytes.count, by: Point.compressedCount) {
            do { values.append(try body(bytes[start..<min(start + Point.compressedCount, bytes.count)])) } catch {
                throw RecordError("credential \(self): \(error)")
            }
        }
        return values
    }
}
