import TransparencyLog

/// Which tiles a published folder holds: those of the newest size, and the partial ones that readers of an earlier
/// checkpoint ask for while no full tile is there (spec/log.md, "The published tiles").
public enum LogLayout {
    /// Hash tiles, in order of level and index. `checkpoints` are the sizes of the kept checkpoints.
    public static func tiles(size: Int, checkpoints: [Int]) -> [TileCoordinate] {
        var tiles = Set(TileCoordinate.tiles(for: size))
        let full = tiles.filter(\.isFull)
        for earlier in checkpoints where earlier <= size {
            for tile in TileCoordinate.partialTiles(for: earlier) where !full.contains(tile.full) { tiles.insert(tile) }
        }
        return tiles.sorted { ($0.level, $0.index, $0.width) < ($1.level, $1.index, $1.width) }
    }

    /// The widths in which bundle `index` is published: 256 alone once it is full.
    public static func bundleWidths(index: Int, size: Int, checkpoints: [Int]) -> [Int] {
        let held = size - 256 * index
        if held >= 256 { return [256] }
        let earlier = checkpoints.map { $0 - 256 * index }.filter { $0 > 0 && $0 < held }
        return Set(earlier + [held]).sorted()
    }
}
