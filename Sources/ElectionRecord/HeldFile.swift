import BallotCrypto
import Synchronization

/// A file that is read again and again, each time held against what the first read found: whoever can write to it
/// meanwhile can't show one thing to one check and another to the next (spec/verification.md, "Read once").
final class HeldFile: ByteSource {
    let count: Int
    private let path: String
    private let file: any ByteSource
    private let first: FirstRead

    /// Throws `RecordError` when it has another size than when it was first opened.
    init(_ file: any ByteSource, at path: String, _ first: FirstRead = FirstRead()) throws(RecordError) {
        self.path = path
        self.file = file
        self.first = first
        count = file.count
        guard first.hold(count: count) else { throw RecordError("\(change)") }
    }

    private var change: CryptoError { CryptoError("\(path): changed while it was read") }

    func bytes(_ range: Range<Int>) throws(CryptoError) -> [UInt8] {
        guard range.upperBound <= count else {
            throw CryptoError("\(path): expected \(range.upperBound) bytes, found \(count)")
        }
        guard !range.isEmpty else { return [] }
        let size = FirstRead.piece
        let pieces = range.lowerBound / size...(range.upperBound - 1) / size
        let start = pieces.lowerBound * size
        let end = min((pieces.upperBound + 1) * size, count)
        let bytes = try file.bytes(start..<end)
        guard bytes.count == end - start else { throw change }
        let digests = pieces.map { piece in
            SHA256.hash(bytes[piece * size - start..<min((piece + 1) * size, end) - start])
        }
        guard first.hold(digests, from: pieces.lowerBound) else { throw change }
        if start == range.lowerBound, end == range.upperBound { return bytes }
        return Array(bytes[range.lowerBound - start..<range.upperBound - start])
    }
}

/// What the first read of each piece of a file found.
final class FirstRead: Sendable {
    /// Bytes that are hashed together: few enough that a proof's column, read in rows, is not hashed twice over.
    static let piece = 1 << 14

    private struct Found {
        var count: Int?
        var digests: [Int: Digest] = [:]
        var isChanged = false
    }

    private let found = Mutex(Found())

    /// Whether a later read found something else.
    var isChanged: Bool { found.withLock(\.isChanged) }

    /// Whether the file has as many bytes as the first time.
    func hold(count: Int) -> Bool {
        found.withLock { found in
            let known = found.count ?? count
            found.count = known
            if known != count { found.isChanged = true }
            return known == count
        }
    }

    /// Whether the pieces are those that were read first.
    func hold(_ digests: [Digest], from first: Int) -> Bool {
        found.withLock { found in
            for (piece, digest) in zip(first..., digests) {
                let known = found.digests[piece] ?? digest
                found.digests[piece] = known
                if known != digest { found.isChanged = true }
            }
            return !found.isChanged
        }
    }
}
