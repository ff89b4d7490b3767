import BallotBox
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is whole and on the disk when the call returns, or as it was before.
enum DurableFile {
    /// Throws `BoxError` when the disk refuses.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let draft = "\(path).draft"
        do {
            try make(draft, bytes)
            try rename(draft, to: path)
        } catch {
            remove(draft)
            throw error
        }
    }

    private static func make(_ path: String, _ bytes: [UInt8]) throws {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var place = 0
        while place < bytes.count {
            let written = unsafe bytes[place...].withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw failure(path) }
            place += written
        }
        guard fsync(file) == 0 else { throw failure(path) }
    }

    /// Gives a draft that is on the disk its name, durably.
    static func rename(_ draft: String, to path: String) throws {
        guard unsafe Glibc.rename(draft, path) == 0 else { throw failure(path) }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let directory = unsafe open(folder, O_RDONLY)
        guard directory >= 0 else { throw failure(folder) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw failure(folder) }
    }

    /// Removes those of the files that are there.
    static func remove(_ paths: String...) {
        for path in paths { unsafe unlink(path) }
    }

    private static func failure(_ path: String) -> BoxError {
        BoxError("\(path): can't be written: \(unsafe String(cString: strerror(errno)))")
    }
}
