import ElectionRecord
import TransparencyLog
import Wire

/// In what a folder differs from what it must hold.
struct Comparison {
    /// Files that are missing or have other bytes, in the order of writing.
    let pending: [(file: FolderFile, difference: Difference)]
    /// What an earlier run wrote and the folder need not hold any more: partial tiles that are full now, checkpoints that
    /// later ones stand for, drafts.
    let stale: [String]
    /// What no publisher writes.
    let unknown: [String]

    /// Settled files are compared by their size alone, unless it is to be `isThorough`; then a checkpoint may lack
    /// cosignatures that came since. Throws when the folder or the log can't be read.
    init(_ folder: PublishedFolder, _ contents: FolderContents, isThorough: Bool = false) throws {
        var pending: [(file: FolderFile, difference: Difference)] = []
        for file in contents.files {
            if isThorough, case .checkpoint(let note) = file.origin, folder.holds(note, at: file.path) { continue }
            let difference =
                if let size = file.settledSize, !isThorough {
                    folder.difference(of: file.path, fromSize: size)
                } else {
                    try folder.difference(of: file.path) { try contents.bytes(of: file) }
                }
            if let difference { pending.append((file, difference)) }
        }
        self.pending = pending
        let expected = Set(contents.files.map { Verbatim($0.path) } + [Verbatim(Self.marker)])
        let others = try folder.paths().filter { !expected.contains(Verbatim($0)) }
        stale = others.filter(Self.isOwn)
        unknown = others.filter { !Self.isOwn($0) }
    }

    /// An empty file that tells some web hosts to serve the folder as it is.
    private static let marker = ".nojekyll"

    /// Whether a publisher wrote it, and no other.
    private static func isOwn(_ path: String) -> Bool {
        path.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            && (path.begins(with: "tile/") || path.begins(with: "tracking/")
                || path.isSame(as: PublishedFolder.draftName) || RecordFolder.keptSize(path) != nil)
    }

    /// A line for each file that is not as it should be.
    var lines: [String] {
        pending.map { "\($0.file.path): \($0.difference)" }
            + (stale + unknown).sorted().map { "\($0): expected no such file, found one" }
    }
}
