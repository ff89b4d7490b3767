import BallotCrypto
import ElectionRecord
import TransparencyLog
import Wire

/// One file that the folder must hold: where it lies, and what its bytes come from.
struct FolderFile {
    enum Origin {
        case artifact(ArtifactReference)
        case bundle(index: Int, width: Int)
        case tile(TileCoordinate)
        case checkpoint(SignedNote)
        case derived([UInt8])
    }

    let path: String
    let origin: Origin
    /// Bytes of a file that never changes and that the folder's earlier checkpoint covers: if it has as many, it is passed
    /// over unread. Nil for all others, which are compared.
    var settledSize: Int?
}

/// Everything that the folder must hold at a checkpoint, in the order in which it is written and uploaded: what is read
/// first by nobody, then what is read because of it; the checkpoint last.
struct FolderContents {
    let files: [FolderFile]
    private let log: any LogSource
    private let reading: LogReading

    /// `note` is the checkpoint's, `kept` are the kept ones by size, `derived` follow from the log. What `earlier` covers
    /// is settled.
    init(
        _ log: any LogSource, _ reading: LogReading, note: SignedNote, kept: [Int: SignedNote],
        derived: [PublishedFile], earlier: TreeHead?
    ) {
        self.log = log
        self.reading = reading
        let size = reading.hashes.size
        let covered = earlier?.size ?? 0
        let sizes = kept.keys.sorted()
        var files = reading.replay.references.map { reference in
            FolderFile(
                path: reference.path, origin: .artifact(reference),
                settledSize: reading.earlierArtifacts.contains(reference) ? reference.size : nil)
        }
        for (index, width) in LogLayout.bundles(size: size, checkpoints: sizes) {
            let isSettled = 256 * (index + 1) <= covered
            files.append(
                FolderFile(
                    path: EntryBundle.path(index: index, width: width), origin: .bundle(index: index, width: width),
                    settledSize: isSettled ? reading.bundleSizes[index] : nil))
        }
        for tile in LogLayout.tiles(size: size, checkpoints: sizes) {
            let isSettled = tile.isFull && (tile.index + 1) << (8 * (tile.level + 1)) <= covered
            files.append(
                FolderFile(
                    path: tile.path, origin: .tile(tile), settledSize: isSettled ? 256 * Digest.count : nil))
        }
        // Only the newest is cosigned, so that what was older at the last publication stays as it was.
        files += kept.map { kept, note in
            FolderFile(
                path: RecordFolder.checkpointPath(size: kept), origin: .checkpoint(note),
                settledSize: kept < covered ? note.bytes.count : nil)
        }
        files += derived.map { FolderFile(path: $0.path, origin: .derived($0.bytes)) }
        files.append(FolderFile(path: RecordFolder.checkpointPath, origin: .checkpoint(note)))
        var seen: Set<Verbatim> = []
        self.files = files.filter { seen.insert(Verbatim($0.path)).inserted }.sorted {
            UploadOrder($0.path) < UploadOrder($1.path)
        }
    }

    /// What the folder's earlier checkpoint does not vouch for, but for the checkpoint.
    var unsettled: [String] {
        files.filter { $0.settledSize == nil && !$0.path.isSame(as: RecordFolder.checkpointPath) }.map(\.path)
    }

    /// The file's bytes. Throws `RecordError` for an artifact that is missing or differs from its hash, `PublicationError`
    /// when the log changed, the log's own error.
    func bytes(of file: FolderFile) throws -> any ByteSource {
        switch file.origin {
        case .artifact(let reference): try log.pieces(of: reference)
        case .bundle(let index, let width):
            try EntryBundle.encode(try reading.entries(256 * index..<256 * index + width, of: log))
        case .tile(let tile): try reading.hashes.bytes(of: tile)
        case .checkpoint(let note): note.bytes
        case .derived(let bytes): bytes
        }
    }
}
