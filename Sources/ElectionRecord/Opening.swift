import BallotCrypto

/// The artifact with a contest's opened points, in the last mix's order: 64 bytes each, 64 zero bytes the identity.
public struct Opening: Sendable {
    /// Row by row; nil is the identity.
    public let points: [Point?]
    public let width: Int

    public init(points: [Point?], width: Int) {
        self.points = points
        self.width = width
    }

    /// Throws `RecordError` unless `bytes` are `count` rows of `width` points, exactly.
    public init(artifact bytes: [UInt8], count: Int, width: Int) throws(RecordError) {
        guard bytes.count == Self.size(count: count, width: width) else {
            throw RecordError("expected \(Self.size(count: count, width: width)) bytes, found \(bytes.count)")
        }
        self.width = width
        self.points = try parallelMap(count: count * width, chunk: 256) { (place) throws(RecordError) in
            let point = bytes[place * Point.affineCount..<(place + 1) * Point.affineCount]
            if point.allSatisfy({ $0 == 0 }) { return nil }
            do { return try Point(affine: point) } catch { throw RecordError("opened point \(place): \(error)") }
        }
    }

    public var artifact: [UInt8] {
        points.flatMap { $0?.affine ?? [UInt8](repeating: 0, count: Point.affineCount) }
    }

    /// Bytes of the artifact of `count` rows of `width` points.
    public static func size(count: Int, width: Int) -> Int { count * width * Point.affineCount }

    /// Each row's selection, or why it has none (spec/cryptography.md, "Embedding").
    public func decoded(selectionLength: Int, projects: Int) -> [Result<Selection, InvalidRow>] {
        parallelMap(count: points.count / max(width, 1)) { row in
            Result { () throws(InvalidRow) in
                var bytes: [UInt8] = []
                for column in 0..<width {
                    let length = min(30, selectionLength - 30 * column)
                    do throws(EmbeddingFault) {
                        bytes += try Embedding.decode(points[row * width + column], length: length)
                    } catch { throw InvalidRow(error) }
                }
                do { return try Selection(bytes: bytes, of: projects) } catch { throw .unusedBits }
            }
        }
    }
}
