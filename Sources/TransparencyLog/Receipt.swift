import BallotCrypto
import Wire

/// What a voter takes home: that an entry stands in the log under a signed checkpoint (C2SP tlog-proof).
public struct Receipt: Hashable, Sendable {
    public let proof: InclusionProof
    public let checkpoint: SignedNote

    /// Bytes that a reader takes: a note, and as much again for what stands before it.
    public static let largest = 2 * SignedNote.largest

    private static let header = "c2sp.org/tlog-proof@v1"

    public init(proof: InclusionProof, checkpoint: SignedNote) {
        self.proof = proof
        self.checkpoint = checkpoint
    }

    /// Throws `LogError` unless `bytes` are a tlog-proof in its one form; an `extra` line is passed over.
    public init(parsing bytes: [UInt8]) throws(LogError) {
        guard String(validating: bytes, as: UTF8.self) != nil, let (head, note) = Self.halves(bytes) else {
            throw LogError("expected a receipt: proof lines, an empty line, a checkpoint")
        }
        var lines = head.pieces(at: "\n")[...]
        guard lines.popFirst()?.isSame(as: Self.header) == true else {
            throw LogError("expected a receipt to begin with \(Self.header)")
        }
        if let line = lines.first, line.begins(with: "extra ") {
            do { _ = try Base64.decode(line.dropping(bytes: 6)) } catch { throw LogError("the extra line: \(error)") }
            lines = lines.dropFirst()
        }
        guard let line = lines.popFirst(), line.begins(with: "index "), let index = Int(line.dropping(bytes: 6)),
            index >= 0,
            line.isSame(as: "index \(index)")
        else { throw LogError("expected a line \"index\" and a number") }
        guard lines.count <= 63 else { throw LogError("expected at most 63 hashes, found \(lines.count)") }
        var hashes: [Digest] = []
        for line in lines {
            guard let bytes = try? Base64.decode(line), let hash = Digest(bytes) else {
                throw LogError("expected a hash in base64, found \"\(line.beginning(64))\"")
            }
            hashes.append(hash)
        }
        proof = InclusionProof(index: index, hashes: hashes)
        checkpoint = try SignedNote(parsing: note)
    }

    /// What stands before and after the first empty line.
    static func halves(_ bytes: [UInt8]) -> (head: String, note: [UInt8])? {
        guard let blank = bytes.indices.dropLast().first(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }) else {
            return nil
        }
        return (String(decoding: bytes[..<blank], as: UTF8.self), Array(bytes[(blank + 2)...]))
    }

    public var bytes: [UInt8] {
        let hashes = proof.hashes.map { Base64.encode($0.bytes) + "\n" }.joined()
        return Array("\(Self.header)\nindex \(proof.index)\n\(hashes)\n".utf8) + checkpoint.bytes
    }

    /// The tree that the entry with this leaf hash stands in. Throws `LogError` unless the log signed it.
    public func verify(leaf: Digest, log: VerificationKey) throws(LogError) -> TreeHead {
        let head = try Checkpoint(of: checkpoint, by: log).head
        try proof.verify(leaf: leaf, in: head)
        return head
    }
}

/// What a person copies by hand to find a ballot: the first 80 bits of its leaf hash, `XXXX-XXXX-XXXX-XXXX`.
public struct TrackingCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt16

    public init(_ leaf: Digest) {
        self.init(bits: leaf.bytes[..<10].reduce(0) { $0 << 8 | UInt128($1) })
    }

    private init(bits: UInt128) {
        high = UInt64(truncatingIfNeeded: bits >> 16)
        low = UInt16(truncatingIfNeeded: bits)
    }

    /// Reads what a person typed: any case, spaces and dashes, O for 0, I and L for 1. Throws `LogError`.
    public init(parsing text: String) throws(LogError) {
        var bits: UInt128 = 0
        var count = 0
        for symbol in text.utf8 where !" -".utf8.contains(symbol) {
            guard let value = Crockford.value(symbol), count < 16 else {
                throw LogError("expected a tracking code of 16 letters and digits")
            }
            bits = bits << 5 | UInt128(value)
            count += 1
        }
        guard count == 16 else { throw LogError("expected a tracking code of 16 letters and digits, found \(count)") }
        self.init(bits: bits)
    }

    /// The 10 bytes.
    public var bytes: [UInt8] { high.bigEndianBytes + low.bigEndianBytes }

    /// The 16 symbols without dashes.
    public var symbols: String { Crockford.encode(bytes) }

    /// The bits of its first `count` symbols, 12 at most, as a number.
    package func beginning(_ count: Int) -> UInt64 { count == 0 ? 0 : high >> (64 - 5 * UInt64(count)) }

    public var description: String { Crockford.grouped(symbols) }

    /// By the bytes, the first decides.
    public static func < (left: TrackingCode, right: TrackingCode) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
