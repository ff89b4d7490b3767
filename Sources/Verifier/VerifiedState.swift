import BallotCrypto
import ElectionRecord
import TransparencyLog
import Wire

/// How far an earlier verification came in which nothing failed: what the log held then need not be proven again, once it
/// is seen to stand there unchanged (spec/verification.md, "Going on from an earlier verification").
public struct VerifiedState: Hashable, Sendable {
    /// Bytes that a reader takes.
    public static let largest = 1 << 16

    /// The log's key, as in a trust policy.
    public let log: String
    public let head: TreeHead

    init(log: String, head: TreeHead) {
        self.log = log
        self.head = head
    }

    /// Throws `RecordError` unless `bytes` are a state that was written by `bytes`.
    public init(parsing bytes: [UInt8]) throws(RecordError) {
        do {
            var members = try Members(JSON(canonical: bytes), of: "state")
            guard try members.integer("version") == 1 else { throw WireError("expected a state of version 1") }
            log = try members.string("log")
            let size = try members.integer("size", in: 0...JSON.largestInteger)
            guard let root = Digest(try members.hex("root", count: Digest.count)) else {
                throw WireError("expected a root of 32 bytes")
            }
            head = TreeHead(size: size, root: root)
            try members.finish()
        } catch {
            throw RecordError("\(error)")
        }
    }

    public var bytes: [UInt8] {
        let state: JSON = [
            "version": 1, "log": .string(log), "size": .integer(head.size), "root": .string(head.root.hex),
        ]
        return state.canonical
    }
}
