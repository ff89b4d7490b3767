import ElectionFixture
import ElectionRecord
import TransparencyLog

/// Whoever keeps the web server sends those who look for their ballot astray.
enum TamperTracking {
    private static let path = RecordFolder.trackingPath(prefix: "")

    static let cheats: [Cheat] = [
        .folder("a tracking code leads to another ballot", .files, "different from byte 13") { files, _ in
            files[path] = files[path]?.flipped(at: 13)
        },
        .folder("a tracking code is changed", .files, "different from byte 0") { files, _ in
            files[path] = files[path]?.flipped(at: 0)
        },
        .folder("two ballots change places in the tracking codes", .files, "different from byte 0") { files, _ in
            files[path] = files[path].map { Array($0[14..<28] + $0[..<14] + $0[28...]) }
        },
        .folder("a ballot is missing from the tracking codes", .files, "bytes that the log gives") { files, _ in
            files[path]?.removeLast(14)
        },
        .folder("the tracking codes are missing", .files, "tracking/all: can't be read") { files, _ in
            files[path] = nil
        },
        .folder("tracking codes lie there under a beginning", .files, "no part of the record") { files, _ in
            files[RecordFolder.trackingPath(prefix: "0")] = files[path]
        },
        Cheat("a refused ballot stands among the tracking codes", .files, "bytes that the log gives") {
            var election = try Held.opened.get()
            for choice in 0..<2 { try election.cast(["oost": [choice]], 0, 0) }
            election.checkpoint()
            var folder = try election.published()
            let ballots = election.entries.indices.suffix(2).map { entry in
                (TrackingCode(MerkleTree.leaf(election.entries[entry])), UInt32(entry))
            }
            for file in TrackingIndex(codes: ballots).files { folder.files[file.path] = file.bytes }
            return Cheat.Scene(folder: folder)
        },
    ]
}
