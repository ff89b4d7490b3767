import BallotCrypto
import ElectionRecord
import TransparencyLog

/// Record in, static folder out: the log's tiles and checkpoints, the artifacts, and every file that follows from them.
///
/// The checkpoint is written last, so that the folder never promises what it does not hold. Publishing again adds what
/// is new; an interrupted run is finished by the next one.
public struct Publication {
    private let log: any LogSource
    private let folder: FolderWriter

    public init(of log: any LogSource, to path: String) {
        self.log = log
        folder = FolderWriter(path: path)
    }

    /// Publishes the log as of its newest checkpoint; `progress` is told what is being written.
    /// Throws `PublicationError` or the log's own error; `Violation` when the log is not an election's.
    public func publish(progress: (String) -> Void = { _ in }) throws {
        let note = try log.newestCheckpoint()
        let checkpoint = try Checkpoint(parsing: note.text)
        progress("replaying \(checkpoint.head.size) entries")
        let replay = try Record.replay(log.entries(0..<checkpoint.head.size), artifacts: log)
        guard replay.head == checkpoint.head else {
            throw PublicationError(
                "expected the checkpoint's root \(checkpoint.head.root.hex), found \(replay.head.root.hex)")
        }
        progress("writing tiles, checkpoints and artifacts")
        let kept = try writeLog(checkpoint.head.size)
        let artifacts = try writeArtifacts(replay)
        progress("writing the results and pages")
        let derived = try Site.files(replay, recount: Record.recount(replay, artifacts: log))
        for file in derived { try folder.write(file.bytes, to: file.path) }
        try removeOthers(kept.union(artifacts).union(derived.map(\.path)))
        try folder.write(note.bytes, to: RecordFolder.checkpointPath)
    }

    /// The tiles, bundles and kept checkpoints. Returns their paths.
    private func writeLog(_ size: Int) throws -> Set<String> {
        var paths: Set<String> = []
        let sizes = try log.checkpointSizes()
        var hashes = TileHashes()
        for start in stride(from: 0, to: size, by: 256) {
            let entries = try log.entries(start..<min(start + 256, size))
            for width in LogLayout.bundleWidths(index: start / 256, size: size, checkpoints: sizes) {
                let path = EntryBundle.path(index: start / 256, width: width)
                try folder.write(
                    try EntryBundle.encode(Array(entries.prefix(width))), to: path, immutable: true)
                paths.insert(path)
            }
            for entry in entries { hashes.append(MerkleTree.leaf(entry)) }
        }
        for tile in LogLayout.tiles(size: size, checkpoints: sizes) {
            try folder.write(try hashes.bytes(of: tile), to: tile.path, immutable: true)
            paths.insert(tile.path)
        }
        for size in sizes {
            let path = RecordFolder.checkpointPath(size: size)
            try folder.write(try log.checkpoint(size: size).bytes, to: path)
            paths.insert(path)
        }
        return paths
    }

    /// The artifacts that acts commit to. Returns their paths.
    private func writeArtifacts(_ replay: Replay) throws -> Set<String> {
        var paths: Set<String> = []
        for reference in replay.references {
            paths.insert(reference.path)
            if !folder.exists(reference.path) {
                try folder.write(try log.artifact(reference), to: reference.path, immutable: true)
            }
        }
        return paths
    }

    /// Removes what an earlier run published and this one no longer needs: partial tiles of tiles that are full now.
    private func removeOthers(_ kept: Set<String>) throws {
        for path in try RecordFolder(folder.path).paths()
        where path.hasPrefix("tile/") && path.contains(".p/") && !kept.contains(path) {
            try folder.remove(path)
        }
    }
}
