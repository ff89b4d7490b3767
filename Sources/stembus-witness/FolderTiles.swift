import BallotCrypto
import ElectionRecord
import TransparencyLog

/// The nodes of a published tree, from its hash tiles.
struct FolderTiles: NodeSource {
    let folder: HeldRecord
    let size: Int

    func node(level: Int, index: Int) throws -> Digest {
        let tileLevel = level / 8
        let span = 1 << (level % 8)
        let first = index * span
        let held = size >> (8 * tileLevel)
        let tile = TileCoordinate(level: tileLevel, index: first / 256, width: min(256, held - first / 256 * 256))
        let bytes = try folder.bytes(at: tile.path, atMost: tile.byteCount)
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
