import ArgumentParser
import BallotCrypto
import ElectionRecord
import Foundation
import TransparencyLog

@main
struct WitnessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stembus-witness",
        abstract: "Cosign a published log's newest checkpoint, if it extends all that was cosigned before.",
        discussion: """
            stembus-witness site --key library.key --state state --log 'stem.example/noord-2027+9f3c…+AX…' > cosignature

            What was seen is kept in the state folder, and is on the disk before the cosignature leaves.
            Exit codes: 0 cosigned, 1 refused (a fork, a rollback, a bad signature), 2 could not look, 64 usage.
            """)

    @Argument(help: "The published folder.") var site: String
    @Option(help: "The witness's private cosignature key.") var key: String
    @Option(help: "The folder with what this witness has seen.") var state: String
    @Option(help: "The log's public key, from elsewhere than the folder.") var log: String

    func run() throws {
        do {
            let seen = try SeenCheckpoint(folder: state)
            defer { seen.unlock() }
            let log = try VerificationKey(parsing: log)
            let folder = RecordFolder(site)
            let known = try seen.read()
            let request = try Self.request(folder, from: try known.map { try Checkpoint(of: $0, by: log).head })
            let head = try known.map { try Checkpoint(of: $0, by: log).head }
            switch WitnessAnswer(to: request, log: log, known: head) {
            case .cosign:
                try seen.write(request.checkpoint)
                let text = String(decoding: Array(try Data(contentsOf: URL(filePath: key))), as: UTF8.self)
                let signer = try SigningKey(parsing: text.trimmingCharacters(in: .newlines))
                let time = Int(Date().timeIntervalSince1970)
                let line = Cosignature.sign(request.checkpoint.text, time: time, with: signer)
                print(line.line, terminator: "")
            case .conflict(let size):
                try refuse("expected a log from size \(size)", request, seen)
            case .refuse(let code, let reason) where code == 400 || code == 403 || code == 404:
                throw Refusal("the checkpoint is not the log's: \(reason)")
            case .refuse(_, let reason):
                try refuse(reason, request, seen)
            }
        } catch let error as ExitCode {
            throw error
        } catch let error as Refusal {
            try? FileHandle.standardError.write(contentsOf: Data("stembus-witness: refused: \(error)\n".utf8))
            throw ExitCode(1)
        } catch {
            try? FileHandle.standardError.write(contentsOf: Data("stembus-witness: \(error)\n".utf8))
            throw ExitCode(2)
        }
    }

    /// What a log would ask of this witness: its checkpoint, with the proof made from the folder's own tiles.
    private static func request(_ folder: RecordFolder, from known: TreeHead?) throws -> WitnessRequest {
        let note = try folder.checkpoint()
        let head = try Checkpoint(parsing: note.text).head
        let old = known?.size ?? 0
        let hashes =
            old <= head.size && old > 0
            ? try ConsistencyProof(old: old, new: head.size, from: FolderTiles(folder: folder, size: head.size)) : nil
        return WitnessRequest(oldSize: old, proof: hashes ?? ConsistencyProof(hashes: []), checkpoint: note)
    }

    /// Keeps the refused checkpoint as evidence beside the one that was cosigned.
    private func refuse(_ reason: String, _ request: WitnessRequest, _ seen: SeenCheckpoint) throws -> Never {
        try seen.keepEvidence(request.checkpoint)
        try? FileHandle.standardError.write(
            contentsOf: Data("stembus-witness: refused: \(reason); both checkpoints are in \(state)\n".utf8))
        throw ExitCode(1)
    }
}

/// A checkpoint that is no evidence of anything, as the log did not sign it.
private struct Refusal: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// The last checkpoint that this witness cosigned.
private struct SeenCheckpoint {
    let folder: String
    private let lock: Int32

    private var path: String { "\(folder)/checkpoint" }

    /// One witness at a time reads, decides and writes. Throws `LogError` when another does.
    init(folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        lock = unsafe open("\(folder)/lock", O_RDWR | O_CREAT, 0o644)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw LogError("\(folder): another witness is at work here")
        }
    }

    func unlock() { close(lock) }

    func read() throws -> SignedNote? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try SignedNote(parsing: Array(Data(contentsOf: URL(filePath: path))))
    }

    func write(_ note: SignedNote) throws {
        let draft = "\(path).draft"
        try Data(note.bytes).write(to: URL(filePath: draft))
        let handle = try FileHandle(forWritingTo: URL(filePath: draft))
        try handle.synchronize()
        try handle.close()
        guard unsafe rename(draft, path) == 0 else { throw LogError("\(path): can't be written") }
        let directory = unsafe open(folder, O_RDONLY)
        defer { close(directory) }
        guard directory >= 0, fsync(directory) == 0 else { throw LogError("\(folder): can't be written") }
    }

    func keepEvidence(_ note: SignedNote) throws {
        let name = MerkleTree.leaf(note.bytes).hex.prefix(16)
        try Data(note.bytes).write(to: URL(filePath: "\(folder)/refused-\(name)"), options: .atomic)
    }
}

/// The nodes of a published tree, from its hash tiles.
private struct FolderTiles: NodeSource {
    let folder: RecordFolder
    let size: Int

    func node(level: Int, index: Int) throws -> Digest {
        let tileLevel = level / 8
        let span = 1 << (level % 8)
        let first = index * span
        let held = size >> (8 * tileLevel)
        let tile = TileCoordinate(level: tileLevel, index: first / 256, width: min(256, held - first / 256 * 256))
        let bytes = try folder.bytes(at: tile.path)
        let hashes = stride(from: 0, to: bytes.count - bytes.count % 32, by: 32).compactMap {
            Digest(bytes[$0..<$0 + 32])
        }
        let start = first % 256
        guard hashes.count == tile.width, start + span <= hashes.count else {
            throw LogError("\(tile.path): expected \(tile.width) hashes, found \(hashes.count)")
        }
        return MerkleTree.root(of: hashes[start..<start + span])
    }
}
