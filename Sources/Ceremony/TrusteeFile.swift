import BallotCrypto
import ElectionRecord
import Wire

/// What a trustee keeps to itself between its acts: a private file of four lines, which says what it belongs to, so that
/// the secrets of one ceremony are never used in another.
///
///     stembus/v1 trustee-share
///     manifest 9f3c…
///     trustee 2
///     b8a1…
public enum TrusteeFile {
    private enum Kind: String {
        case secrets = "trustee-secrets"
        case share = "trustee-share"
    }

    /// Writes the ceremony's secrets down. Throws `CeremonyError` when the file exists or can't be written.
    public static func create(_ path: String, _ secrets: borrowing TrusteeSecrets, cid: Digest) throws(CeremonyError) {
        try create(path, .secrets, cid, secrets.trustee, secrets.revealed())
    }

    /// Writes the share of the election key down. Throws `CeremonyError` when the file exists or can't be written.
    public static func create(_ path: String, _ share: borrowing KeyShare, cid: Digest) throws(CeremonyError) {
        try create(path, .share, cid, share.trustee, share.revealed())
    }

    /// Throws `CeremonyError` unless the file holds trustee `number`'s secrets of this ceremony.
    public static func secrets(
        _ path: String, trustee number: Int, _ parameters: CeremonyParameters
    ) throws(CeremonyError) -> TrusteeSecrets {
        var bytes = try read(path, .secrets, parameters.cid, number)
        defer { bytes.wipe() }
        do { return try TrusteeSecrets(trustee: number, parameters, secretBytes: bytes) } catch {
            throw CeremonyError("\(path): \(error)")
        }
    }

    /// Throws `CeremonyError` unless the file holds trustee `number`'s share of this election's key.
    public static func share(_ path: String, trustee number: Int, cid: Digest) throws(CeremonyError) -> KeyShare {
        var bytes = try read(path, .share, cid, number)
        defer { bytes.wipe() }
        do { return try KeyShare(trustee: number, secretBytes: bytes) } catch {
            throw CeremonyError("\(path): \(error)")
        }
    }

    private static func create(
        _ path: String, _ kind: Kind, _ cid: Digest, _ number: Int, _ secret: consuming [UInt8]
    ) throws(CeremonyError) {
        var text = Array((head(kind, cid, number) + Hex.encode(secret) + "\n").utf8)
        defer {
            text.wipe()
            secret.wipe()
        }
        try PrivateFile.create(path, text)
    }

    private static func head(_ kind: Kind, _ cid: Digest, _ number: Int) -> String {
        "stembus/v1 \(kind.rawValue)\nmanifest \(cid.hex)\ntrustee \(number)\n"
    }

    private static func read(
        _ path: String, _ kind: Kind, _ cid: Digest, _ number: Int
    ) throws(CeremonyError) -> [UInt8] {
        var bytes = try PrivateFile.read(path)
        defer { bytes.wipe() }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let expected = head(kind, cid, number).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        guard lines.count == 5, lines[4].isEmpty else { throw CeremonyError("\(path): expected a file of four lines") }
        for (found, expected) in zip(lines, expected) where found != expected {
            throw CeremonyError("\(path): expected \"\(expected)\", found \"\(found.prefix(80))\"")
        }
        do { return try Hex.decode(String(lines[3])) } catch {
            throw CeremonyError("\(path): expected hexadecimal digits in the last line")
        }
    }
}
