import BallotCrypto
import Wire

/// Who may sign a note, as `name+id+base64(type || key)` (C2SP signed-note).
public struct VerificationKey: Hashable, Sendable, CustomStringConvertible {
    public enum Kind: UInt8, Hashable, Sendable {
        /// An Ed25519 signature of the note's text.
        case note = 1
        /// An Ed25519 cosignature with a time (C2SP tlog-cosignature).
        case cosignature = 4
    }

    public var name: String { named.text }
    public let kind: Kind
    public let publicKey: Ed25519.PublicKey
    /// The first 4 bytes of `SHA-256(name || LF || type || key)`.
    public let id: UInt32
    private let named: Verbatim

    /// Throws `LogError` unless the name is one or more characters other than white space and plus.
    public init(name: String, kind: Kind, publicKey: Ed25519.PublicKey) throws(LogError) {
        guard Self.isName(name), name.utf8.count <= 255 else {
            throw LogError("expected a key's name without spaces and plus signs, found \"\(name)\"")
        }
        named = Verbatim(name)
        self.kind = kind
        self.publicKey = publicKey
        let hash = SHA256.hash(Array(name.utf8) + [0x0A, kind.rawValue] + publicKey.bytes)
        id = hash.bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Throws `LogError` unless `text` is a key in its one form, its id included.
    public init(parsing text: some StringProtocol) throws(LogError) {
        switch try AnyVerificationKey(parsing: String(text)) {
        case .known(let key): self = key
        case .other(let name, let type, _):
            throw LogError("key \(name): expected an Ed25519 key or cosignature key, found type \(type)")
        }
    }

    /// Whether `text` can be a key's name: one or more characters other than white space and plus.
    static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value > 0x20 }
    }

    /// Whether the signature claims to be this key's.
    public func matches(_ signature: SignedNote.Signature) -> Bool {
        id == signature.id && name.isSame(as: signature.name)
    }

    public var description: String {
        "\(name)+\(Hex.encode(id.bigEndianBytes))+\(Base64.encode([kind.rawValue] + publicKey.bytes))"
    }
}

/// A private key that signs notes, with one owner.
public struct SigningKey: ~Copyable, Sendable {
    public let verificationKey: VerificationKey
    private let key: Ed25519.PrivateKey

    /// Throws `LogError` for a name that keys can't have.
    public init(name: String, kind: VerificationKey.Kind = .note, key: consuming Ed25519.PrivateKey) throws(LogError) {
        verificationKey = try Self.verificationKey(name, kind, key)
        self.key = key
    }

    private static func verificationKey(
        _ name: String, _ kind: VerificationKey.Kind, _ key: borrowing Ed25519.PrivateKey
    ) throws(LogError) -> VerificationKey {
        let publicKey: Ed25519.PublicKey
        do { publicKey = try key.publicKey } catch { throw LogError("key \(name): \(error)") }
        return try VerificationKey(name: name, kind: kind, publicKey: publicKey)
    }

    /// A fresh key.
    public static func generate(name: String, kind: VerificationKey.Kind = .note) throws -> SigningKey {
        try SigningKey(name: name, kind: kind, key: Ed25519.PrivateKey.generate())
    }

    /// Reads `PRIVATE+KEY+name+id+base64(type || seed)`, as Go's sumdb/note writes it. Throws `LogError`; the message
    /// holds nothing of the key.
    public init(parsing text: String) throws(LogError) {
        let parts = text.pieces(at: "+", most: 5)
        guard parts.count == 5, parts[0].isSame(as: "PRIVATE"), parts[1].isSame(as: "KEY"),
            var bytes = try? Base64.decode(parts[4]), let type = bytes.first,
            let kind = VerificationKey.Kind(rawValue: type)
        else { throw LogError("expected a private key PRIVATE+KEY+name+id+base64") }
        defer { bytes.wipe() }
        let name = parts[2]
        let verificationKey = try Self.verificationKey(name, kind, Self.privateKey(Array(bytes.dropFirst())))
        guard parts[3].isSame(as: Hex.encode(verificationKey.id.bigEndianBytes)) else {
            throw LogError("private key \(name): its id does not fit")
        }
        key = try Self.privateKey(Array(bytes.dropFirst()))
        self.verificationKey = verificationKey
    }

    private static func privateKey(_ seed: [UInt8]) throws(LogError) -> Ed25519.PrivateKey {
        do { return try Ed25519.PrivateKey(seed: seed) } catch { throw LogError("\(error)") }
    }

    /// The text that `init(parsing:)` reads, for a private file.
    public consuming func revealed() -> String {
        let id = Hex.encode(verificationKey.id.bigEndianBytes)
        let name = verificationKey.name
        let type = verificationKey.kind.rawValue
        return "PRIVATE+KEY+\(name)+\(id)+\(Base64.encode([type] + key.revealedSeed()))"
    }

    func sign(_ message: [UInt8]) -> [UInt8] { key.sign(message) }
}
