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
        let text = String(decoding: try Files.read(publicKeyPath(party), atMost: 1 << 16), as: UTF8.self)
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

    /// Appends acts, all or none: to the log here, or to the ballot box that serves it. Returns the log's size after.
    func append(_ acts: [[UInt8]], artifacts: [[UInt8]], to address: String?) throws -> Int {
        if let address { return try ServingBox(address).append(acts, artifacts: artifacts) }
        let box = try box()
        try box.append(acts, artifacts: artifacts)
        return box.replay.head.size
    }

    /// Makes the log with its first acts, or takes up the empty one of an interrupted run.
    /// Throws `Complaint` when it has its manifest, `Violation` when the acts can't stand there; then nothing is made.
    func begin(_ acts: [[UInt8]], artifacts: [[UInt8]]) throws -> BallotBox {
        let key = try Keys.read(privateKeyPath("log"))
        var trial = Replay(artifacts: Shelf(artifacts))
        for bytes in acts {
            let act = try SignedAct(parsing: bytes)
            try trial.requireTimely(act.act.kind, said: act.time, at: .now)
            try trial.admit(act)
        }
        let store = hasLog ? try SQLiteStore.open(path) : try SQLiteStore.create(in: path)
        let box = try BallotBox(store: store, key: key)
        guard box.replay.phase == .empty else { throw Complaint("\(path): the log has its manifest already") }
        try box.append(acts, artifacts: artifacts)
        return box
    }

    /// Whether there is a log.
    var hasLog: Bool { SQLiteStore.exists(in: path) }

    /// The log's state, read beside whoever writes. Throws `Complaint` when there is no log yet.
    func replay() throws -> Replay {
        let store = try SQLiteStore.open(path, isWriter: false)
        guard let note = try store.newestCheckpoint() else { throw Complaint("\(path): there is no manifest yet") }
        let size = try Checkpoint(parsing: note.text).head.size
        return try Record.replay(store.entries(0..<size), artifacts: store)
    }

    /// Beside whoever writes; nil while there is none.
    func newestCheckpoint() throws -> SignedNote? {
        try SQLiteStore.open(path, isWriter: false).newestCheckpoint()
    }

    /// The officials' private keys: those named, or those in the folder, as many as the threshold asks for.
    /// Throws `Complaint` when `isAlone`, as nobody else adds a signature, and there are too few.
    func officialKeys(_ named: [String], of officials: Int, threshold: Int, isAlone: Bool) throws -> [String] {
        let held = (1...max(officials, 1)).map { privateKeyPath("official-\($0)") }.filter(Files.exists)
        let paths = named.isEmpty ? Array(held.prefix(threshold)) : named
        guard paths.count >= (isAlone ? threshold : 1) else {
            throw Complaint(
                "expected the private keys of \(threshold) officials, found \(paths.count): "
                    + "hand the act out with --out for the others to sign (stembus sign)")
        }
        return paths
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
    static func make(
        name: String, kind: VerificationKey.Kind, privatePath: String, publicPath: String
    ) throws -> VerificationKey {
        let key = try SigningKey.generate(name: name, kind: kind)
        let vkey = key.verificationKey
        try PrivateFile.create(privatePath, Array((key.revealed() + "\n").utf8))
        try publish(vkey, to: publicPath)
        return vkey
    }

    static func publish(_ key: VerificationKey, to path: String) throws {
        try Files.write(Array("\(key)\n".utf8), to: path)
    }
}
