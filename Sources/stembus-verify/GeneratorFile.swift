import BallotCrypto
import ElectionRecord
import FoundationEssentials

/// The generators that earlier runs derived, in the user's cache: they take a tenth of a verification, and are the same
/// for every election. What the file holds is believed only when it hashes to what it must.
struct GeneratorFile {
    private let url: URL

    /// Nil where there is no place for a cache.
    init?() {
        let environment = ProcessInfo.processInfo.environment
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
            url = URL(filePath: cache).appending(path: "stembus/generators")
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            url = URL(filePath: home).appending(path: ".cache/stembus/generators")
        } else {
            return nil
        }
    }

    /// As many as are needed are read when they are.
    func load() {
        let path = url
        Generators.use { count in
            let size = count * Point.affineCount
            guard let file = try? RegularFile(path.path), file.count >= size else { return nil }
            return try? file.bytes(0..<size)
        }
    }

    /// Keeps what this run derived, if it is more. Where it can't be written, the next run derives it again.
    func save() {
        let known = Generators.knownCount
        let kept = ((try? RegularFile(url.path).count) ?? 0) / Point.affineCount
        guard known > 1, let size = Generators.blockSize(holding: known - 1), size > kept,
            let block = try? Generators.block(size)
        else { return }
        try? FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? Data(block).write(to: url, options: .atomic)
    }
}
