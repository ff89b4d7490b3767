import ElectionFixture
import ElectionRecord
import Foundation
import Testing
import TransparencyLog

@testable import Publisher

/// Elections that are held once for all tests of the publisher.
enum Held {
    /// A log of more than one full tile, the vote open.
    static let voted = Result {
        var election = try FixtureElection.opened(notices: 280)
        try election.vote()
        return election
    }
    static let done = Result {
        var election = try voted.get()
        try election.close()
        try election.mix()
        try election.decrypt()
        try election.conclude()
        return election
    }
}

/// A folder to publish to, removed when the test is done; in memory where the machine has a disk there, as every
/// publication waits for its disk.
final class SiteFolder {
    let path = "\(SiteFolder.place)/stembus-\(UUID().uuidString)"

    private static let place =
        FileManager.default.isWritableFile(atPath: "/dev/shm")
        ? "/dev/shm" : FileManager.default.temporaryDirectory.path()

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Every file with its bytes.
    var files: [String: [UInt8]] {
        get throws {
            guard FileManager.default.fileExists(atPath: path) else { return [:] }
            let folder = RecordFolder(path)
            return try Dictionary(
                uniqueKeysWithValues: folder.paths().map { ($0, try folder.bytes(at: $0, atMost: 1 << 24)) })
        }
    }

    @discardableResult
    func publish(
        _ log: some LogSource, listing list: String? = nil, beforeStep: @escaping (String) throws -> Void = { _ in }
    ) throws -> PublicationReport {
        var publication = Publication(of: log, to: path)
        publication.beforeStep = beforeStep
        return try publication.publish(listing: list)
    }

    func check(_ log: some LogSource) throws -> [String] { try Publication(of: log, to: path).check() }

    /// Writes the file as it is, without the publisher; nil removes it.
    func put(_ bytes: [UInt8]?, at file: String) throws {
        let target = URL(filePath: "\(path)/\(file)")
        guard let bytes else { return try FileManager.default.removeItem(at: target) }
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: target)
    }

    /// The size of the folder's checkpoint, once it is seen that every bundle, tile and artifact that a reader of this
    /// checkpoint asks for is there and right; nil while there is no checkpoint.
    func coveredSize() throws -> Int? {
        let folder = RecordFolder(path)
        guard let note = try? folder.checkpoint() else { return nil }
        let head = try Checkpoint(parsing: note.text).head
        var entries: [[UInt8]] = []
        for index in 0..<(head.size + 255) / 256 { entries += try folder.entries(bundle: index, size: head.size) }
        let hashes = TileHashes(entries.map { MerkleTree.leaf($0) })
        #expect(MerkleTree.root(of: entries.map { MerkleTree.leaf($0) }) == head.root)
        for tile in TileCoordinate.tiles(for: head.size) {
            #expect(try folder.bytes(at: tile.path, atMost: 8192) == hashes.bytes(of: tile), "\(tile.path)")
        }
        for entry in entries where entry.first != 0x01 {
            for reference in try SignedAct(parsing: entry).act.references { _ = try folder.artifact(reference) }
        }
        #expect(try folder.checkpoint(at: RecordFolder.checkpointPath(size: head.size)).text == note.text)
        return head.size
    }
}
