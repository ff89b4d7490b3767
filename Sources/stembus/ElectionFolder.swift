import BallotBox
import BallotBoxSQLite
import Ceremony
import ElectionRecord
import Foundation
import TransparencyLog

/// The officials' working folder of one election.
struct ElectionFolder {
    let path: String

    var definitionPath: String { "\(path)/definition.toml" }

    func publicKeyPath(_ party: String) -> String { "\(path)/keys/\(party).vkey" }

    func privateKeyPath(_ party: String) -> String { "\(path)/private/\(party).key" }

    func codesPath(_ district: String) -> String { "\(path)/codes/\(district).csv" }

    func definition() throws -> Definition {
        guard Files.exists(definitionPath) else {
            throw Complaint("\(path): expected definition.toml; make it with stembus init")
        }
        return try Definition(path: definitionPath)
    }

    func publicKey(_ party: String) throws -> VerificationKey {
        let text = String(decoding: try Files.read(publicKeyPath(party)), as: UTF8.self)
        do { return try VerificationKey(parsing: text.trimmingCharacters(in: .newlines)) } catch {
            throw Complaint("\(publicKeyPath(party)): \(error)")
        }
    }

    /// Opens the log for writing. Throws `Complaint` when there is none.
    func box(at moment: Timestamp? = nil) throws -> BallotBox {
        let store = try SQLiteStore.open(path)
        return try BallotBox(
            store: store, key: Keys.read(privateKeyPath("log")), clock: { moment ?? .now })
    }

    /// The officials' private keys at hand: those named, or as many as the threshold asks for.
    func officialKeys(_ named: [String], threshold: Int) -> [String] {
        guard named.isEmpty else { return named }
        return (1...max(threshold, 1)).map { privateKeyPath("official-\($0)") }
    }
}

/// Private key files.
enum Keys {
    static func read(_ path: String) throws -> SigningKey {
        let text = String(decoding: try PrivateFile.read(path), as: UTF8.self)
        do { return try SigningKey(parsing: text.trimmingCharacters(in: .newlines)) } catch {
            throw Complaint("\(path): \(error)")
        }
    }

    /// Makes a key pair; the private half is never overwritten.
    static func make(name: String, kind: VerificationKey.Kind, privatePath: String, publicPath: String) throws {
        let key = try SigningKey.generate(name: name, kind: kind)
        let vkey = key.verificationKey.description
        try PrivateFile.create(privatePath, Array((key.revealed() + "\n").utf8))
        try Files.write(Array((vkey + "\n").utf8), to: publicPath)
    }
}
