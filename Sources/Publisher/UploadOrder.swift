import ElectionRecord

/// Where a file stands in the order of writing and uploading: none before what it speaks of, the checkpoint last.
struct UploadOrder: Comparable {
    private enum Stage: Int {
        case artifact, bundle, tile, keptCheckpoint, data, page, checkpoint
    }

    let path: String
    private let stage: Stage

    init(_ path: String) {
        self.path = path
        let stages: [(String, Stage)] = [
            ("artifacts/", .artifact), ("tile/entries/", .bundle), ("tile/", .tile), ("checkpoints/", .keptCheckpoint),
        ]
        stage =
            stages.first { path.hasPrefix($0.0) }?.1
            ?? (path == RecordFolder.checkpointPath ? .checkpoint : path.hasSuffix(".html") ? .page : .data)
    }

    static func < (left: UploadOrder, right: UploadOrder) -> Bool {
        (left.stage.rawValue, left.path) < (right.stage.rawValue, right.path)
    }
}
