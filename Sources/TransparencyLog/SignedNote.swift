import BallotCrypto
import Wire

/// Text with signatures under it (C2SP signed-note).
public struct SignedNote: Hashable, Sendable {
    public struct Signature: Hashable, Sendable {
        public var name: String { named.text }
        public let id: UInt32
        /// What follows the id: a signature, or a time and a signature.
        public let bytes: [UInt8]
        private let named: Verbatim

        public init(name: String, id: UInt32, bytes: [UInt8]) {
            named = Verbatim(name)
            self.id = id
            self.bytes = bytes
        }

        func isBySameKey(as other: Signature) -> Bool { id == other.id && named == other.named }

        /// The line, with its line feed.
        public var line: String { "\u{2014} \(name) \(Base64.encode(id.bigEndianBytes + bytes))\n" }
    }

    /// Ends with a line feed.
    public var text: String { said.text }
    private let said: Verbatim
    public private(set) var signatures: [Signature]

    public static let mostSignatures = 64
    public static let largest = 1 << 20

    public init(text: String, signatures: [Signature]) {
        said = Verbatim(text)
        self.signatures = signatures
    }

    /// Throws `LogError` unless `bytes` are a note: UTF-8 without control characters, text, one empty line, and 1 to 64
    /// signature lines in their one form, each of another key.
    public init(parsing bytes: [UInt8]) throws(LogError) {
        guard bytes.count <= Self.largest else { throw LogError("expected a note of at most 1 MiB") }
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }), String(validating: bytes, as: UTF8.self) != nil else {
            throw LogError("expected a note in UTF-8 without control characters")
        }
        guard bytes.last == 0x0A else { throw LogError("expected a note that ends with a line feed") }
        guard let blank = bytes.indices.dropLast().last(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }) else {
            throw LogError("expected an empty line before the signatures")
        }
        said = Verbatim(String(decoding: bytes[...blank], as: UTF8.self))
        let lines = bytes[(blank + 2)...].dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
        guard blank + 2 < bytes.count, lines.count <= Self.mostSignatures else {
            throw LogError(
                "expected 1 to \(Self.mostSignatures) signatures, found \(blank + 2 < bytes.count ? lines.count : 0)")
        }
        signatures = []
        for line in lines {
            let signature = try Self.signature(String(decoding: line, as: UTF8.self))
            guard !signatures.contains(where: signature.isBySameKey) else {
                throw LogError("expected one signature of each key, found two of \(signature.name)")
            }
            signatures.append(signature)
        }
    }

    /// Reads one signature line, without its line feed. Throws `LogError`.
    public static func signature(_ line: String) throws(LogError) -> Signature {
        let parts = line.pieces(at: " ")
        guard parts.count == 3, parts[0].isSame(as: "\u{2014}"), VerificationKey.isName(parts[1]),
            let payload = try? Base64.decode(parts[2]), payload.count > 4
        else { throw LogError("expected a signature line \"\u{2014} name base64\", found \"\(line.beginning(80))\"") }
        return Signature(
            name: parts[1], id: payload[..<4].reduce(0) { $0 << 8 | UInt32($1) }, bytes: Array(payload[4...]))
    }

    public var bytes: [UInt8] { Array(text.utf8) + [0x0A] + signatures.flatMap { Array($0.line.utf8) } }

    /// The text under the key's own line alone: lines of others can be added by anybody.
    public func signed(only key: VerificationKey) -> SignedNote {
        SignedNote(text: text, signatures: signatures.filter(key.matches))
    }

    /// The keys of `known` that signed, in the order of the lines. Lines of unknown keys are passed over.
    ///
    /// Throws `LogError` when a known key's signature is invalid, and when no known key signed.
    public func verified(by known: [VerificationKey]) throws(LogError) -> [VerificationKey] {
        var signers: [VerificationKey] = []
        for signature in signatures {
            guard let key = known.first(where: { $0.matches(signature) }) else { continue }
            guard isValid(signature, by: key) else { throw LogError("the signature of \(key.name) does not verify") }
            signers.append(key)
        }
        guard !signers.isEmpty else { throw LogError("expected a signature of a known key, found none") }
        return signers
    }

    private func isValid(_ signature: Signature, by key: VerificationKey) -> Bool {
        switch key.kind {
        case .note: key.publicKey.isValid(signature.bytes, for: Array(text.utf8))
        case .cosignature: Cosignature.time(of: signature, on: text, by: key) != nil
        }
    }

    /// Adds the key's signature, unless it stands already.
    public mutating func sign(with key: borrowing SigningKey) {
        add(
            Signature(
                name: key.verificationKey.name, id: key.verificationKey.id, bytes: key.sign(Array(text.utf8))))
    }

    /// Adds a signature line unless one of that name and id stands already.
    public mutating func add(_ signature: Signature) {
        guard !signatures.contains(where: signature.isBySameKey) else { return }
        signatures.append(signature)
    }
}
