import Wire

/// A file of a C2SP tlog-tiles log, by its path under the log's prefix.
public enum LogPath: Hashable, Sendable {
    case checkpoint
    case tile(TileCoordinate)
    /// The entries beside a tile of level 0, of that index and width.
    case entries(index: Int, width: Int)

    /// Nil unless `path` is one of the layout's, in its one form: `checkpoint`, `tile/0/x001/067`, `tile/entries/000.p/17`.
    public init?(_ path: some StringProtocol) {
        if path.isSame(as: "checkpoint") {
            self = .checkpoint
            return
        }
        let parts = String(path).pieces(at: "/")
        guard parts.count >= 3, parts[0].isSame(as: "tile"), let (index, width) = Self.place(parts[2...]) else {
            return nil
        }
        if parts[1].isSame(as: "entries") {
            self = .entries(index: index, width: width)
        } else if let level = Int(parts[1]), (0...7).contains(level) {
            self = .tile(TileCoordinate(level: level, index: index, width: width))
        } else {
            return nil
        }
        guard self.path.isSame(as: path) else { return nil }
    }

    public var path: String {
        switch self {
        case .checkpoint: "checkpoint"
        case .tile(let tile): tile.path
        case .entries(let index, let width): EntryBundle.path(index: index, width: width)
        }
    }

    /// Whether a log of `size` entries, one at least, has this file.
    public func isHeld(by size: Int) -> Bool {
        switch self {
        case .checkpoint: size > 0
        case .tile(let tile): tile.index * 256 + tile.width <= size >> (8 * tile.level)
        case .entries(let index, let width): index * 256 + width <= size
        }
    }

    /// The index and width that the groups of digits say; at most twelve digits.
    private static func place(_ parts: ArraySlice<String>) -> (index: Int, width: Int)? {
        var groups = Array(parts)
        var width = 256
        if groups.count >= 2, groups[groups.count - 2].ends(with: ".p"), let last = groups.popLast() {
            guard let partial = Int(last), (1...255).contains(partial) else { return nil }
            width = partial
            groups[groups.count - 1] = groups[groups.count - 1].dropping(last: 2)
        }
        guard groups.count <= 4 else { return nil }
        let digits: String = groups.map { group -> String in group.begins(with: "x") ? group.dropping(bytes: 1) : group
        }
        .joined()
        guard digits.utf8.count <= 12, let index = Int(digits), index < 1 << 36 else { return nil }
        return (index, width)
    }
}
