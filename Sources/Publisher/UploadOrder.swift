import ElectionRecord
import Wire

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
            if path.isSame(as: RecordFolder.checkpointPath) {
                .checkpoint
            } else if path.ends(with: "index.html") {
                .entrance
            } else {
                path.ends(with: ".html") ? .page : .data
            }
        stage = stages.first { path.begins(with: $0.0) }?.1 ?? rest
    }

    static func < (left: UploadOrder, right: UploadOrder) -> Bool {
        (left.stage.rawValue, Verbatim(left.path)) < (right.stage.rawValue, Verbatim(right.path))
    }

    static func == (left: UploadOrder, right: UploadOrder) -> Bool { left.path.isSame(as: right.path) }
}
