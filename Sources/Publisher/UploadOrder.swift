import ElectionRecord

/// Where a file stands in the order of writing and uploading: none before what it speaks of, the checkpoint last.
struct UploadOrder: Comparable {
    private enum Stage: Int {
        case artifact, bundle, tile, keptCheckpoint, data, page, entrance, checkpoint
    }

    let path: String
    private let stage: Stage

    init(_ path: String) {
        self.path = path
        let stages: [(String, Stage)] = [
            ("artifacts/", .artifact), ("tile/entries/", .bundle), ("tile/", .tile), ("checkpoints/", .keptCheckpoint),
        ]
        let rest: Stage =
            switch path {
            case RecordFolder.checkpointPath: .checkpoint
            case _ where path.hasSuffix("index.html"): .entrance
            case _ where path.hasSuffix(".html"): .page
            default: .data
            }
        stage = stages.first { path.hasPrefix($0.0) }?.1 ?? rest
    }

    static func < (left: UploadOrder, right: UploadOrder) -> Bool {
        (left.stage.rawValue, left.path) < (right.stage.rawValue, right.path)
    }
}
