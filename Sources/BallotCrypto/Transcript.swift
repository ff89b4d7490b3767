import Wire

/// A running hash of everything that a proof says, from which its challenges come (spec/cryptography.md, "Transcript").
///
/// The statement, the context and every message of the prover are put in before the challenge that they influence.
public struct Transcript: ~Copyable {
    private var hash = SHA256()

    /// `context` is the tree head that binds the proof to one election and one moment of it.
    public init(_ proof: String, context: Digest) {
        put("protocol", "stembus-v1".utf8)
        put("proof", proof.utf8)
        put("ctx", context.bytes)
    }

    public mutating func put(_ label: String, _ data: some Collection<UInt8>) {
        hash.update([1, UInt8(label.utf8.count)])
        hash.update(label.utf8)
        hash.update(UInt64(data.count).bigEndianBytes)
        hash.update(data)
    }

    public mutating func put(_ label: String, _ value: UInt32) { put(label, value.bigEndianBytes) }

    public mutating func put(_ label: String, _ value: UInt64) { put(label, value.bigEndianBytes) }

    public mutating func put(_ label: String, _ point: Point) { put(label, point.compressed) }

    /// The points, compressed, one after the other.
    public mutating func put(_ label: String, _ points: some Collection<Point>) {
        put(label, [Point].compressed(points))
    }

    /// As points that are in memory.
    mutating func put(_ label: String, _ points: [PointColumn]) throws(CryptoError) {
        hash.update([1, UInt8(label.utf8.count)])
        hash.update(label.utf8)
        hash.update(UInt64(points.reduce(0) { $0 + $1.count } * Point.compressedCount).bigEndianBytes)
        for column in points { try column.put(into: &hash) }
    }

    /// `count` challenges; the request itself becomes part of the transcript.
    public mutating func scalars(_ label: String, _ count: Int) -> [Scalar] {
        let challenges = challenges(label, count)
        let chunk = 1024
        return parallelMap(count: (count + chunk - 1) / chunk, chunk: 1) {
            challenges.scalars($0 * chunk..<min(count, ($0 + 1) * chunk))
        }.flatMap(\.self)
    }

    /// As `scalars`, computed when they are asked for.
    mutating func challenges(_ label: String, _ count: Int) -> Challenges {
        hash.update([2, UInt8(label.utf8.count)])
        hash.update(label.utf8)
        hash.update(UInt64(count).bigEndianBytes)
        return Challenges(hash.digest())
    }

    public mutating func scalar(_ label: String) -> Scalar { scalars(label, 1)[0] }

    /// The challenge of a sigma protocol: its commitments go in before it comes out.
    mutating func challenge(_ commitments: [Point]) -> Scalar {
        put("T", commitments)
        return scalar("c")
    }

    /// The hash of all that was put in so far.
    package var state: Digest { hash.digest() }
}
