import BallotCrypto
import Wire

/// What a log signs: its origin, size and root (C2SP tlog-checkpoint), without extension lines.
public struct Checkpoint: Hashable, Sendable {
    public var origin: String { named.text }
    public let head: TreeHead
    private let named: Verbatim

    /// A larger one is no checkpoint's.
    public static let largestSize = (1 << 53) - 1

    public init(origin: String, head: TreeHead) {
        named = Verbatim(origin)
        self.head = head
    }

    /// Throws `LogError` unless `text` is three lines: origin, size and root in their one form.
    public init(parsing text: String) throws(LogError) {
        let lines = text.pieces(at: "\n")
        guard lines.count == 4, lines[3].isEmpty, !lines[0].isEmpty else {
            throw LogError("expected a checkpoint of three lines, found \(lines.count - 1)")
        }
        guard let size = Int(lines[1]), 0...Self.largestSize ~= size, lines[1].isSame(as: String(size)) else {
            throw LogError("expected a checkpoint's size, found \"\(lines[1].beginning(32))\"")
        }
        guard let bytes = try? Base64.decode(lines[2]), let root = Digest(bytes) else {
            throw LogError("expected a checkpoint's root in base64, found \"\(lines[2].beginning(64))\"")
        }
        named = Verbatim(lines[0])
        head = TreeHead(size: size, root: root)
    }

    public var text: String { "\(origin)\n\(head.size)\n\(Base64.encode(head.root.bytes))\n" }

    /// The checkpoint of a note that `log` signed. Throws `LogError` on another origin, an invalid signature or a root of
    /// no entries that is not the empty one.
    public init(of note: SignedNote, by log: VerificationKey) throws(LogError) {
        _ = try note.verified(by: [log])
        try self.init(parsing: note.text)
        guard origin.isSame(as: log.name) else {
            throw LogError("expected the origin \(log.name), found \(origin)")
        }
        guard head.size > 0 || head.root == MerkleTree.emptyRoot else {
            throw LogError("expected the empty root at size 0, found \(head.root.hex)")
        }
    }
}

/// A witness's signature of a checkpoint at a time (C2SP tlog-cosignature, cosignature/v1).
public enum Cosignature {
    /// The line that says: at `time`, seconds since 1970, this was the largest consistent tree that the witness had seen.
    public static func sign(_ text: String, time: Int, with key: borrowing SigningKey) -> SignedNote.Signature {
        precondition(time >= 0, "a time since 1970")
        return SignedNote.Signature(
            name: key.verificationKey.name, id: key.verificationKey.id,
            bytes: time.bigEndianBytes + key.sign(message(text, time)))
    }

    /// The time of the key's valid cosignature; nil for an invalid one, or another key's.
    public static func time(of signature: SignedNote.Signature, on text: String, by key: VerificationKey) -> Int? {
        guard key.kind == .cosignature, key.matches(signature),
            signature.bytes.count == 8 + Ed25519.signatureCount,
            let time = Int(exactly: signature.bytes[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }),
            key.publicKey.isValid(signature.bytes[8...], for: message(text, time))
        else { return nil }
        return time
    }

    private static func message(_ text: String, _ time: Int) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
    }
}
