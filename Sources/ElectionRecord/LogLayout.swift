import TransparencyLog
import Wire

/// Which checkpoints and tiles a published folder holds: the tiles of the newest size, and the partial ones that readers of
/// an earlier checkpoint ask for while no full tile is there (spec/log.md, "The published tiles").
public enum LogLayout {
    /// Of the sizes at which checkpoints were signed, ascending and the newest last, those whose checkpoints are kept: some
    /// thousands at most, whatever their number. Each since the last full bundle; of older ones the last before each further
    /// multiple of a step, which is 1 below 512 entries, doubles with the log's size, and ends at 256. The last, as of
    /// those of a busy hour that is the one which a witness saw.
    public static func kept(_ sizes: [Int]) -> [Int] {
        guard let newest = sizes.last else { return [] }
        return zip(sizes, sizes.dropFirst() + [.max]).filter { size, next in
            let step = min(256, max(1, (1 << (Int.bitWidth - 1 - max(1, size).leadingZeroBitCount)) / 256))
            return size / 256 == newest / 256 || next / step > size / step
        }
        .map(\.0)
    }

    /// Every file of the log, sorted: tiles, bundles and checkpoints. `checkpoints` are the sizes of the kept ones.
    public static func paths(size: Int, checkpoints: [Int]) -> [String] {
        let bundles = bundles(size: size, checkpoints: checkpoints).map { EntryBundle.path(index: $0, width: $1) }
        let tiles = tiles(size: size, checkpoints: checkpoints).map(\.path)
        let notes = checkpoints.map { RecordFolder.checkpointPath(size: $0) } + [RecordFolder.checkpointPath]
        return (bundles + tiles + notes).sorted { Verbatim($0) < Verbatim($1) }
    }

    /// Entry bundles, in order of index and width.
    public static func bundles(size: Int, checkpoints: [Int]) -> [(index: Int, width: Int)] {
        (0..<(size + 255) / 256).flatMap { index in
            bundleWidths(index: index, size: size, checkpoints: checkpoints).map { (index, $0) }
        }
    }

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
