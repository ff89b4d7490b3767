import BallotCrypto
import Wire

/// A credential as the roll names it: the public keys of all issuers, compressed, one after the other.
public struct CredentialKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let bytes: [UInt8]

    public init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

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

    /// The public key of each issuer's half.
    public var parts: [[UInt8]] {
        stride(from: 0, to: bytes.count, by: Point.compressedCount).map {
            Array(bytes[$0..<min($0 + Point.compressedCount, bytes.count)])
        }
    }

    /// Throws `RecordError` unless every public key is a point of the curve.
    public func requirePoints() throws(RecordError) {
        for part in parts {
            do { _ = try Point(compressed: part) } catch { throw RecordError("credential \(self): \(error)") }
        }
    }
}
