import BallotCrypto
import Foundation
import Testing
import TransparencyLog

/// Hashes as a reader finds them: from the tiles of a published folder and nothing else.
private struct FolderTiles: NodeSource {
    let folder: URL
    let size: Int

    func node(level: Int, index: Int) throws -> Digest {
        let tileLevel = level / 8
        let span = 1 << (level % 8)
        let first = index * span
        let held = size >> (8 * tileLevel)
        let tile = TileCoordinate(
            level: tileLevel, index: first / 256, width: min(256, held - first / 256 * 256))
        let bytes = Array(try Data(contentsOf: folder.appending(path: tile.path)))
        try #require(bytes.count == 32 * tile.width)
        let hashes = stride(from: 0, to: bytes.count, by: 32).compactMap { Digest(bytes[$0..<$0 + 32]) }
        return MerkleTree.root(of: hashes[first % 256..<first % 256 + span])
    }
}

/// A folder is written as a publisher does, and read as a verifier does. `STEMBUS_KEEP_LOGS` names a folder in which the
/// logs stay, to be checked by other programs.
@Suite struct PublishedLogTests {
    static func write(_ size: Int, to folder: URL) throws {
        func put(_ bytes: [UInt8], _ path: String) throws {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        var hashes = TileHashes()
        for start in stride(from: 0, to: size, by: 256) {
            let entries = (start..<min(start + 256, size)).map(ExampleLog.entry)
            try put(try EntryBundle.encode(entries), EntryBundle.path(index: start / 256, width: entries.count))
            for entry in entries { hashes.append(MerkleTree.leaf(entry)) }
        }
        for tile in TileCoordinate.tiles(for: size) { try put(try hashes.bytes(of: tile), tile.path) }
        try put(try ExampleLog.note(size, witnesses: [1, 2]).bytes, "checkpoint")
    }

    @Test(
        "a log's folder gives back its entries, and proofs from tiles alone", arguments: [1, 256, 300, 65_537, 70_000])
    func folder(size: Int) throws {
        let kept = ProcessInfo.processInfo.environment["STEMBUS_KEEP_LOGS"]
        let parent = kept.map { URL(filePath: $0) } ?? FileManager.default.temporaryDirectory
        let folder = parent.appending(path: kept == nil ? "log-\(size)-\(UUID().uuidString)" : "log-\(size)")
        defer { if kept == nil { try? FileManager.default.removeItem(at: folder) } }
        try Self.write(size, to: folder)

        let note = try SignedNote(parsing: Array(Data(contentsOf: folder.appending(path: "checkpoint"))))
        let head = try Checkpoint(of: note, by: ExampleLog.log()).head
        #expect(head == ExampleLog.head(size))
        var frontier = Frontier()
        for start in stride(from: 0, to: size, by: 256) {
            let path = EntryBundle.path(index: start / 256, width: min(256, size - start))
            let bytes = Array(try Data(contentsOf: folder.appending(path: path)))
            for entry in try EntryBundle.decode(bytes, count: min(256, size - start)) {
                frontier.append(MerkleTree.leaf(entry))
            }
        }
        #expect(frontier.head == head)

        let tiles = FolderTiles(folder: folder, size: size)
        for index in Set([0, size / 3, size / 2, size - 1]) {
            try InclusionProof(index: index, size: size, from: tiles).verify(leaf: ExampleLog.leaves[index], in: head)
            try ConsistencyProof(old: index, new: size, from: tiles).verify(from: ExampleLog.head(index), to: head)
        }
    }

    @Test("a proof from a folder with a damaged tile does not verify")
    func damaged() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try Self.write(300, to: folder)
        let tile = folder.appending(path: "tile/0/000")
        var bytes = Array(try Data(contentsOf: tile))
        bytes[16 * 32] ^= 1
        try Data(bytes).write(to: tile)
        let proof = try InclusionProof(index: 17, size: 300, from: FolderTiles(folder: folder, size: 300))
        #expect(throws: LogError.self) { try proof.verify(leaf: ExampleLog.leaves[17], in: ExampleLog.head(300)) }
    }
}
