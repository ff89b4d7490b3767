import BallotCrypto

/// A tile of a C2SP tlog-tiles log of height 8: up to 256 hashes of one level.
public struct TileCoordinate: Hashable, Sendable {
    public let level: Int
    public let index: Int
    /// 1 to 256 hashes; 256 is full.
    public let width: Int

    public init(level: Int, index: Int, width: Int) {
        self.level = level
        self.index = index
        self.width = width
    }

    public var isFull: Bool { width == 256 }

    /// Bytes of its file.
    public var byteCount: Int { width * Digest.count }

    /// The tile that this one becomes.
    public var full: TileCoordinate { TileCoordinate(level: level, index: index, width: 256) }

    /// `tile/0/x001/067`, `tile/1/000.p/17`.
    public var path: String { "tile/\(level)/" + Self.suffix(index, width) }

    /// Every tile of a tree of `size` entries, full ones first in each level.
    public static func tiles(for size: Int) -> [TileCoordinate] {
        var tiles: [TileCoordinate] = []
        var level = 0
        var hashes = size
        while hashes > 0 {
            for index in 0..<hashes / 256 { tiles.append(TileCoordinate(level: level, index: index, width: 256)) }
            if hashes % 256 > 0 {
                tiles.append(TileCoordinate(level: level, index: hashes / 256, width: hashes % 256))
            }
            level += 1
            hashes /= 256
        }
        return tiles
    }

    /// The tiles of a tree of `size` entries that are not full: one a level at most.
    public static func partialTiles(for size: Int) -> [TileCoordinate] {
        var tiles: [TileCoordinate] = []
        var (level, hashes) = (0, size)
        while hashes > 0 {
            if hashes % 256 > 0 {
                tiles.append(TileCoordinate(level: level, index: hashes / 256, width: hashes % 256))
            }
            (level, hashes) = (level + 1, hashes / 256)
        }
        return tiles
    }

    /// The tiles that change when a tree of `old` entries grows to `new`, as they are then.
    public static func tiles(from old: Int, to new: Int) -> [TileCoordinate] {
        var tiles: [TileCoordinate] = []
        var (level, old, new) = (0, old, new)
        while new > old {
            for index in old / 256...(new - 1) / 256 {
                tiles.append(TileCoordinate(level: level, index: index, width: min(256, new - index * 256)))
            }
            (level, old, new) = (level + 1, old / 256, new / 256)
        }
        return tiles
    }

    /// The index in groups of three digits, all but the last with an x in front; a partial width behind.
    static func suffix(_ index: Int, _ width: Int) -> String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            groups.append((groups.isEmpty ? "" : "x") + String(repeating: "0", count: 3 - digits.count) + digits)
            rest /= 1000
        } while rest > 0
        return groups.reversed().joined(separator: "/") + (width == 256 ? "" : ".p/\(width)")
    }
}

/// The entries beside a tile of level 0: `u16(length) || entry`, one after the other.
public enum EntryBundle {
    public static let largestEntry = 65_535

    /// Bytes that a bundle of `width` entries has at most.
    public static func largest(width: Int) -> Int { width * (2 + largestEntry) }

    public static func path(index: Int, width: Int) -> String {
        "tile/entries/" + TileCoordinate.suffix(index, width)
    }

    /// Throws `LogError` for an entry of more than 65,535 bytes.
    public static func encode(_ entries: [[UInt8]]) throws(LogError) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            guard entry.count <= largestEntry else {
                throw LogError("expected an entry of at most \(largestEntry) bytes, found \(entry.count)")
            }
            bytes.append(UInt8(entry.count >> 8))
            bytes.append(UInt8(entry.count & 255))
            bytes += entry
        }
        return bytes
    }

    /// Throws `LogError` unless `bytes` are exactly `count` entries.
    public static func decode(_ bytes: [UInt8], count: Int) throws(LogError) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        entries.reserveCapacity(count)
        var place = 0
        for index in 0..<count {
            guard place + 2 <= bytes.count else {
                throw LogError("expected \(count) entries in the bundle, found \(index)")
            }
            let end = place + 2 + Int(bytes[place]) << 8 + Int(bytes[place + 1])
            guard end <= bytes.count else { throw LogError("expected entry \(index) of the bundle to be whole") }
            entries.append(Array(bytes[place + 2..<end]))
            place = end
        }
        guard place == bytes.count else {
            throw LogError("expected \(count) entries in the bundle, found \(bytes.count - place) bytes more")
        }
        return entries
    }
}

/// Every tile's hashes, from the leaves: what a publisher writes and a verifier compares with.
public struct TileHashes: NodeSource, Sendable {
    /// By level: hashes of 256^level entries each.
    private var levels: [[Digest]] = [[]]

    public init() {}

    public init(_ leaves: some Sequence<Digest>) {
        for leaf in leaves { append(leaf) }
    }

    /// The number of leaves.
    public var size: Int { levels[0].count }

    public mutating func append(_ leaf: Digest) {
        var hash = leaf
        var level = 0
        while true {
            if level == levels.count { levels.append([]) }
            levels[level].append(hash)
            guard levels[level].count.isMultiple(of: 256) else { return }
            hash = MerkleTree.root(of: levels[level].suffix(256))
            level += 1
        }
    }

    /// The hash of an entry; nil when the log has no such entry.
    public func leaf(_ index: Int) -> Digest? { levels[0].indices.contains(index) ? levels[0][index] : nil }

    /// The tile's bytes. Throws `LogError` when the log has no such tile yet.
    public func bytes(of tile: TileCoordinate) throws(LogError) -> [UInt8] {
        let range = tile.index * 256..<tile.index * 256 + tile.width
        guard tile.level < levels.count, range.upperBound <= levels[tile.level].count else {
            throw LogError("\(tile.path): the log is too small")
        }
        return levels[tile.level][range].flatMap(\.bytes)
    }

    public func node(level: Int, index: Int) throws -> Digest {
        let tileLevel = level / 8
        let span = 1 << (level % 8)
        guard tileLevel < levels.count, index >= 0, (index + 1) * span <= levels[tileLevel].count else {
            throw LogError("the log is too small for node \(index) of level \(level)")
        }
        return MerkleTree.root(of: levels[tileLevel][index * span..<(index + 1) * span])
    }
}
