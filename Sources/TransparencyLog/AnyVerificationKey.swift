import BallotCrypto
import Wire

/// A key as it stands in text: one that signatures can be held against, or one of a type that is not known here.
enum AnyVerificationKey {
    case known(VerificationKey)
    /// `bytes` are what follows the type.
    case other(name: String, type: UInt8, bytes: [UInt8])

    /// Throws `LogError` unless `text` is `name+id+base64(type || key)`. The id of a known type is the one that follows from
    /// the rest; that of another type is its own affair (C2SP signed-note), and is 8 hexadecimal digits.
    init(parsing text: String) throws(LogError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 3 else { throw LogError("expected a key name+id+base64, found \"\(text)\"") }
        let (name, id) = (parts[0], parts[1])
        let bytes: [UInt8]
        do { bytes = try Base64.decode(parts[2]) } catch { throw LogError("key \(name): \(error)") }
        guard let type = bytes.first, bytes.count > 1 else {
            throw LogError("key \(name): expected an Ed25519 key or cosignature key, found none")
        }
        guard let kind = VerificationKey.Kind(rawValue: type) else {
            guard VerificationKey.isName(name), name.utf8.count <= 255, (try? Hex.decode(id))?.count == 4 else {
                throw LogError("expected a key name+id+base64, found \"\(text)\"")
            }
            self = .other(name: name, type: type, bytes: Array(bytes.dropFirst()))
            return
        }
        let publicKey: Ed25519.PublicKey
        do { publicKey = try Ed25519.PublicKey(bytes.dropFirst()) } catch { throw LogError("key \(name): \(error)") }
        let key = try VerificationKey(name: name, kind: kind, publicKey: publicKey)
        guard id.utf8.elementsEqual(Hex.encode(key.id.bigEndianBytes).utf8) else {
            throw LogError("key \(name): expected the id \(Hex.encode(key.id.bigEndianBytes)), found \(id)")
        }
        self = .known(key)
    }

    var name: String {
        switch self {
        case .known(let key): key.name
        case .other(let name, _, _): name
        }
    }

    /// The public key alone: two keys are the same when it is, whatever their names and types.
    var material: [UInt8] {
        switch self {
        case .known(let key): key.publicKey.bytes
        case .other(_, _, let bytes): bytes
        }
    }
}
