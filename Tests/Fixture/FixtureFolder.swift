import ElectionRecord
import Foundation
import Publisher
import TransparencyLog

/// A published folder in memory: what the box, or whoever has its key, puts on the web.
public struct FixtureFolder: Sendable {
    public var files: [String: [UInt8]]

    /// Writes it to a fresh folder, hands its path to `body`, and removes it.
    public func onDisk<Value>(_ body: (String) throws -> Value) throws -> Value {
        let root = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for (path, bytes) in files {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        return try body(root.path())
    }
}

extension FixtureElection {
    /// Publishes the log with every file that follows from it as an honest reader sees it, or from another `recount`.
    public func published(recount: Recount? = nil) throws -> FixtureFolder {
        var files: [String: [UInt8]] = [:]
        let size = entries.count
        let hashes = TileHashes(entries.map { MerkleTree.leaf($0) })
        for tile in LogLayout.tiles(size: size, checkpoints: kept) { files[tile.path] = try hashes.bytes(of: tile) }
        for (index, width) in LogLayout.bundles(size: size, checkpoints: kept) {
            files[EntryBundle.path(index: index, width: width)] = try EntryBundle.encode(
                Array(entries[256 * index..<256 * index + width]))
        }
        for size in Set(kept + [size]) {
            files[RecordFolder.checkpointPath(size: size)] = try note(size: size).bytes
        }
        files[RecordFolder.checkpointPath] = try note(size: size).bytes
        for entry in entries {
            for reference in (try? SignedAct(parsing: entry).act.references) ?? [] {
                files[reference.path] = try? shelf.artifact(reference)
            }
        }
        let recount = recount ?? (try? Record.recount(replay, artifacts: shelf))
        let cosigned = try CosignedSize.all(sizes: Set(kept + [size]).sorted(), replay) { try note(size: $0) }
        for file in try Site.files(replay, recount: recount, cosigned: cosigned) { files[file.path] = file.bytes }
        return FixtureFolder(files: files)
    }

    /// The checkpoint of the first `size` entries, signed by the log and cosigned by the witnesses.
    public func note(size: Int, cosigned: Bool = true) throws -> SignedNote {
        let root = MerkleTree.root(of: entries.prefix(size).map { MerkleTree.leaf($0) })
        let text = Checkpoint(origin: Self.origin, head: TreeHead(size: size, root: root)).text
        var note = SignedNote(text: text, signatures: [])
        note.sign(with: try keys.signing(Self.origin))
        for witness in FixtureKeys.witnesses where cosigned {
            guard let time = seen[size].map({ $0[witness] }) ?? time else { continue }
            note.add(Cosignature.sign(text, time: time, with: try keys.signing(witness)))
        }
        return note
    }

    /// The receipt of entry `index` under the checkpoint of `size` entries.
    public func receipt(_ index: Int, size: Int) throws -> Receipt {
        let hashes = TileHashes(entries.prefix(size).map { MerkleTree.leaf($0) })
        return Receipt(
            proof: try InclusionProof(index: index, size: size, from: hashes), checkpoint: try note(size: size))
    }
}
