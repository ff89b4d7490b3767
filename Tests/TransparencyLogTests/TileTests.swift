import BallotCrypto
import Testing
import TransparencyLog
import Wire

@Suite struct TileTests {
    @Test(
        "a tile's path",
        arguments: [
            (TileCoordinate(level: 0, index: 0, width: 256), "tile/0/000"),
            (TileCoordinate(level: 0, index: 1, width: 44), "tile/0/001.p/44"),
            (TileCoordinate(level: 1, index: 0, width: 1), "tile/1/000.p/1"),
            (TileCoordinate(level: 0, index: 1000, width: 256), "tile/0/x001/000"),
            (TileCoordinate(level: 2, index: 1_234_067, width: 255), "tile/2/x001/x234/067.p/255"),
            (TileCoordinate(level: 63, index: 999_999, width: 256), "tile/63/x999/999"),
        ])
    func path(tile: TileCoordinate, path: String) { #expect(tile.path == path) }

    @Test("the paths of the vectors", .enabled(if: LogVectors.present))
    func vectorPaths() throws {
        let paths = try #require(LogVectors.all).tileIndexPaths
        for (index, path) in paths {
            let index = try #require(Int(index))
            #expect(TileCoordinate(level: 3, index: index, width: 256).path == "tile/3/" + path)
            #expect(EntryBundle.path(index: index, width: 256) == "tile/entries/" + path)
            #expect(EntryBundle.path(index: index, width: 44) == "tile/entries/\(path).p/44")
        }
        #expect(!paths.isEmpty)
    }

    @Test(
        "the tiles at the borders of a tile and of a level",
        arguments: [
            (0, []), (1, ["tile/0/000.p/1"]), (255, ["tile/0/000.p/255"]),
            (256, ["tile/0/000", "tile/1/000.p/1"]),
            (257, ["tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1"]),
            (300, ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"]),
            (512, ["tile/0/000", "tile/0/001", "tile/1/000.p/2"]),
        ] as [(Int, [String])])
    func borders(size: Int, paths: [String]) { #expect(TileCoordinate.tiles(for: size).map(\.path) == paths) }

    @Test("the tiles of the vectors' sizes", .enabled(if: LogVectors.present))
    func vectorSizes() throws {
        for (size, rows) in try #require(LogVectors.all).tilesForSize {
            let tiles = TileCoordinate.tiles(for: try #require(Int(size)))
            for row in rows {
                let level = tiles.filter { $0.level == row.level }
                #expect(level.filter(\.isFull).map(\.index) == Array(0..<row.full))
                let partial = level.filter { !$0.isFull }
                #expect(partial.map(\.width) == (row.partialWidth == 0 ? [] : [row.partialWidth]))
                #expect(partial.allSatisfy { $0.index == row.full && $0.full.isFull })
            }
            #expect(tiles.map(\.level).max() == rows.map(\.level).max())
        }
    }

    @Test("each hash of a tile is the root over its entries", arguments: [255, 256, 257, 600, 65_535, 65_536, 65_537])
    func contents(size: Int) throws {
        let hashes = TileHashes(ExampleLog.leaves.prefix(size))
        #expect(hashes.size == size)
        for tile in TileCoordinate.tiles(for: size) where tile.level > 0 || tile.index < 2 || !tile.isFull {
            let bytes = try hashes.bytes(of: tile)
            #expect(bytes.count == 32 * tile.width)
            let span = tile.level == 0 ? 1 : tile.level == 1 ? 256 : 65_536
            for place in [0, tile.width / 2, tile.width - 1] {
                let first = (tile.index * 256 + place) * span
                let root = MerkleTree.root(of: ExampleLog.leaves[first..<first + span])
                #expect(Array(bytes[32 * place..<32 * place + 32]) == root.bytes, "\(tile.path), hash \(place)")
            }
        }
    }

    @Test("a partial tile is never hashed into the level above")
    func unfinished() {
        let hashes = TileHashes(ExampleLog.leaves.prefix(511))
        #expect(throws: Never.self) { try hashes.bytes(of: TileCoordinate(level: 1, index: 0, width: 1)) }
        for tile in [(1, 0, 2), (0, 1, 256), (0, 2, 1), (2, 0, 1)] {
            let tile = TileCoordinate(level: tile.0, index: tile.1, width: tile.2)
            #expect(refusal { try hashes.bytes(of: tile) } == "\(tile.path): the log is too small")
        }
    }

    @Test("proofs over the borders of tiles verify", arguments: [255, 256, 257, 65_535, 65_536, 65_537, 70_000])
    func proofs(size: Int) throws {
        let hashes = TileHashes(ExampleLog.leaves.prefix(size))
        let head = ExampleLog.head(size)
        for index in Set([0, 1, 254, 255, 256, 511, 512, 65_279, 65_535, 65_536, size - 1]) where index < size {
            try InclusionProof(index: index, size: size, from: hashes).verify(leaf: ExampleLog.leaves[index], in: head)
        }
        for old in [1, 2, 255, 256, 257, 300, 65_280, 65_535, 65_536, 65_537] where old <= size {
            try ConsistencyProof(old: old, new: size, from: hashes).verify(from: ExampleLog.head(old), to: head)
        }
    }
}

@Suite struct EntryBundleTests {
    @Test("a bundle is its entries, each after its length")
    func bytes() throws {
        let entries = (0..<3).map(ExampleLog.entry)
        let bytes = try EntryBundle.encode(entries)
        #expect(Hex.encode(bytes) == "0007656e74727920300007656e74727920310007656e7472792032")
        #expect(try EntryBundle.decode(bytes, count: 3) == entries)
    }

    @Test("an empty entry and one of 65,535 bytes come back")
    func extremes() throws {
        let entries = [[], [UInt8](repeating: 7, count: 65_535), [], [1]]
        #expect(try EntryBundle.decode(try EntryBundle.encode(entries), count: 4) == entries)
        #expect(try EntryBundle.decode([], count: 0) == [])
    }

    @Test("an entry of 65,536 bytes is refused")
    func tooLarge() {
        #expect(
            refusal { try EntryBundle.encode([[UInt8](repeating: 0, count: 65_536)]) }
                == "expected an entry of at most 65535 bytes, found 65536")
    }

    @Test("every cut of a bundle is refused")
    func cut() throws {
        let bytes = try EntryBundle.encode((0..<3).map(ExampleLog.entry))
        for length in bytes.indices {
            #expect(throws: LogError.self) { try EntryBundle.decode(Array(bytes[..<length]), count: 3) }
        }
    }

    @Test("a bundle has as many entries as it must, and nothing behind them")
    func counted() throws {
        let bytes = try EntryBundle.encode((0..<3).map(ExampleLog.entry))
        #expect(
            refusal { try EntryBundle.decode(bytes, count: 2) }
                == "expected 2 entries in the bundle, found 9 bytes more")
        #expect(
            refusal { try EntryBundle.decode(bytes, count: 4) } == "expected 4 entries in the bundle, found 3")
        #expect(refusal { try EntryBundle.decode(bytes + [0], count: 3) }.contains("found 1 bytes more"))
    }
}
