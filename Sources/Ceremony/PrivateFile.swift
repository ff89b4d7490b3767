import ElectionRecord
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files that hold a secret: mode 0600, whole and on the disk or not there at all, never overwritten.
public enum PrivateFile {
    /// Throws `CeremonyError` when the file exists already or the disk refuses.
    public static func create(_ path: String, _ bytes: [UInt8]) throws(CeremonyError) {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CeremonyError("\(folder): can't be made")
        }
        let draft = "\(path).\(UInt64.random(in: 0...UInt64.max)).draft"
        let file = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else { throw failure(path) }
        defer { unsafe unlink(draft) }
        let isWritten = write(bytes, file) && fsync(file) == 0
        guard close(file) == 0, isWritten else { throw failure(path) }
        // Unlike a rename, a link never takes the place of a file that is there.
        guard unsafe link(draft, path) == 0 else {
            if errno == EEXIST { throw CeremonyError("\(path): exists already; it is kept as it is") }
            throw failure(path)
        }
        try sync(folder)
    }

    /// Bytes that a table of codes has at most: a million residents with their addresses.
    public static let largestTable = 1 << 28

    /// Throws `CeremonyError` when the file can't be read or has more than `limit` bytes, which a key or a share never has.
    public static func read(_ path: String, atMost limit: Int = 1 << 16) throws(CeremonyError) -> [UInt8] {
        do { return try RegularFile.bytes(at: path, atMost: limit) } catch { throw CeremonyError("\(error)") }
    }

    private static func write(_ bytes: [UInt8], _ file: Int32) -> Bool {
        var place = 0
        while place < bytes.count {
            let written = unsafe bytes[place...].withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            guard written > 0 else { return false }
            place += written
        }
        return true
    }

    private static func sync(_ folder: String) throws(CeremonyError) {
        let directory = unsafe open(folder, O_RDONLY)
        guard directory >= 0 else { throw failure(folder) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw failure(folder) }
    }

    private static func failure(_ path: String) -> CeremonyError {
        CeremonyError("\(path): can't be written: \(unsafe String(cString: strerror(errno)))")
    }
}
