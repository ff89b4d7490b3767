/// Messages of at most 30 bytes as points, one point for each message and one message for each point
/// (spec/cryptography.md, "Embedding").
public enum Embedding {
    public static let largest = 30

    /// x = u8(k) || m || zeros || u8(counter) with the smallest counter that gives a point, and the even y.
    /// Throws `CryptoError` for more than 30 bytes.
    public static func encode(_ message: [UInt8]) throws(CryptoError) -> Point {
        guard message.count <= largest else {
            throw CryptoError("expected a message of at most \(largest) bytes, found \(message.count)")
        }
        let head = [UInt8(message.count)] + message + [UInt8](repeating: 0, count: largest - message.count)
        for counter in 0...UInt8.max {
            // A secret: libcrypto looks for its point.
            if let point = CurvePoint(x: Number(head + [counter]), isOdd: false).flatMap(Point.init) { return point }
        }
        throw CryptoError("expected a message that has a point")
    }

    /// The message of `length` bytes. Throws the first fault of a point that `encode` never makes.
    public static func decode(_ point: Point?, length: Int) throws(EmbeddingFault) -> [UInt8] {
        guard let point else { throw .identity }
        guard point.hasEvenY else { throw .oddY }
        let x = point.xBytes
        guard Int(x[0]) == length, length <= largest else { throw .length }
        guard x[(1 + length)..<31].allSatisfy({ $0 == 0 }) else { throw .padding }
        for counter in 0..<x[31] where Self.point(Array(x[..<31]) + [counter]) != nil { throw .counter }
        return Array(x[1..<1 + length])
    }

    private static func point(_ x: [UInt8]) -> Point? { try? Point(compressed: [2] + x) }
}

/// Why a point holds no message (spec/cryptography.md, "Embedding").
public enum EmbeddingFault: Error {
    case identity
    case oddY
    /// The first byte names another length.
    case length
    case padding
    /// A smaller counter gives a point too.
    case counter
}
