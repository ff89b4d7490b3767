import BallotCrypto
import ElectionRecord
import FoundationEssentials
import TransparencyLog
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder that is published to, by one process at a time. A file in it is whole and under its name, or as it was
/// before; what an interrupted run leaves is at most one draft, which the next run removes.
final class PublishedFolder {
    let path: String
    /// What it held before, read once.
    let found: HeldRecord
    /// The folder itself, locked.
    private let directory: CInt
    /// Told before each step that changes the disk; tests interrupt it.
    var beforeStep: (String) throws -> Void = { _ in }

    /// Under this name a file is written, within the folder, as only there a name can change at once.
    static let draftName = ".draft"
    /// Bytes that are read or written at once.
    private static let piece = 1 << 20

    /// Locks the folder, which is made when it isn't there and `mayMake` it. Throws `PublicationError` when another process
    /// publishes to it.
    init(_ path: String, mayMake: Bool = true) throws(PublicationError) {
        self.path = path
        found = HeldRecord(RecordFolder(path))
        if mayMake { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        directory = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw PublicationError("\(path): can't be opened: \(Self.reason)") }
        guard flock(directory, LOCK_EX | LOCK_NB) == 0 else {
            throw PublicationError(
                errno == EWOULDBLOCK
                    ? "\(path): another process publishes to it" : "\(path): can't be locked: \(Self.reason)")
        }
    }

    deinit {
        if directory >= 0 { close(directory) }
    }

    private static var reason: String { unsafe String(cString: strerror(errno)) }

    // MARK: Reading

    /// Every file's path, sorted. Throws `RecordError` when the folder can't be read.
    func paths() throws(RecordError) -> [String] { try found.paths() }

    /// The note of the newest checkpoint; nil while there is none. Throws `RecordError` when it is no note.
    func checkpoint() throws(RecordError) -> SignedNote? {
        guard (try? found.file(at: RecordFolder.checkpointPath)) != nil else { return nil }
        return try found.checkpoint()
    }

    /// Whether the file is the note, but for signatures that it lacks.
    func holds(_ note: SignedNote, at file: String) -> Bool {
        guard let found = try? found.checkpoint(at: file) else { return false }
        return found.text.isSame(as: note.text) && Set(found.signatures).isSubset(of: note.signatures)
    }

    /// How the file differs from having the bytes that are asked for if it is there; nil when it does not.
    func difference(of file: String, from expected: () throws -> any ByteSource) throws -> Difference? {
        guard let found = try? found.file(at: file) else { return .missing }
        let expected = try expected()
        let shared = min(found.count, expected.count)
        for start in stride(from: 0, to: shared, by: Self.piece) {
            let range = start..<min(start + Self.piece, shared)
            let (bytes, wanted) = (try found.bytes(range), try expected.bytes(range))
            if bytes != wanted {
                return .bytes(expected.count, found.count, from: start + zip(bytes, wanted).prefix { $0 == $1 }.count)
            }
        }
        return found.count == expected.count ? nil : .bytes(expected.count, found.count, from: shared)
    }

    /// How the file differs from having so many bytes; nil when it does not.
    func difference(of file: String, fromSize expected: Int) -> Difference? {
        guard let found = (try? found.file(at: file))?.count else { return .missing }
        return found == expected ? nil : .bytes(expected, found, from: min(expected, found))
    }

    // MARK: Writing

    /// Writes the file, whole or not at all; it is on the disk after `settle`. Throws `PublicationError` when the disk
    /// refuses, or the error of what is read.
    func write(_ bytes: any ByteSource, to file: String) throws {
        try beforeStep("write \(file)")
        let (folder, name) = try makeFolder(of: file)
        defer { close(folder) }
        let descriptor = unsafe openat(
            directory, Self.draftName, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw refusal(file) }
        do {
            defer { close(descriptor) }
            for start in stride(from: 0, to: bytes.count, by: Self.piece) {
                try write(try bytes.bytes(start..<min(start + Self.piece, bytes.count)), descriptor, file)
            }
            if file.isSame(as: RecordFolder.checkpointPath) {
                guard fsync(descriptor) == 0 else { throw refusal(file) }
            }
            try beforeStep("name \(file)")
        } catch {
            unsafe unlinkat(directory, Self.draftName, 0)
            throw error
        }
        guard unsafe renameat(directory, Self.draftName, folder, name) == 0 else {
            let refusal = refusal(file)
            unsafe unlinkat(directory, Self.draftName, 0)
            throw refusal
        }
    }

    /// The open folder that holds the file, made where it is missing, and the file's name in it. Throws
    /// `PublicationError` when the disk refuses, or on the way there is a link.
    private func makeFolder(of file: String) throws(PublicationError) -> (folder: CInt, name: String) {
        let names = file.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
        var folder = dup(directory)
        for name in names.dropLast() {
            unsafe mkdirat(folder, name, 0o755)
            let next = unsafe openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            let refusal = refusal(file)
            close(folder)
            guard next >= 0 else { throw refusal }
            folder = next
        }
        return (folder, names.last ?? file)
    }

    private func write(_ bytes: [UInt8], _ descriptor: CInt, _ file: String) throws(PublicationError) {
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes[done...].withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
                #else
                    unsafe Darwin.write(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw refusal(file) }
            done += written
        }
    }

    /// Sees to it that the files, with the folders that name them, outlast a power failure.
    /// Throws `PublicationError` when the disk refuses.
    func settle(_ files: [String]) throws {
        try beforeStep("settle \(files.count) files")
        for file in files { try synchronise(file) }
        let folders = Set(files.flatMap { Self.folders(of: $0).map { Verbatim($0) } } + [""])
        for folder in folders.sorted() { try synchronise(folder.text) }
    }

    private func synchronise(_ file: String) throws(PublicationError) {
        let descriptor = unsafe open("\(path)/\(file)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw refusal(file) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw refusal(file) }
    }

    /// Removes the file if it is there, and the folders that it leaves empty. Throws `PublicationError` when the disk refuses.
    func remove(_ file: String) throws {
        try beforeStep("remove \(file)")
        guard unsafe unlink("\(path)/\(file)") == 0 || errno == ENOENT else {
            throw PublicationError("\(path)/\(file): can't be removed: \(Self.reason)")
        }
        for folder in Self.folders(of: file) { guard unsafe rmdir("\(path)/\(folder)") == 0 else { return } }
    }

    /// Those that a file of this path lies in, the innermost first.
    private static func folders(of file: String) -> [String] {
        let names = file.pieces(at: "/").dropLast()
        return names.indices.reversed().map { names[...$0].joined(separator: "/") }
    }

    private func refusal(_ file: String) -> PublicationError {
        PublicationError("\(path)/\(file): can't be written: \(Self.reason)")
    }
}

/// How a file of a folder is not what the log gives.
enum Difference: Hashable, CustomStringConvertible {
    case missing
    /// Bytes expected and found, and the first place that differs.
    case bytes(Int, Int, from: Int)

    var description: String {
        switch self {
        case .missing: "expected the file, found none"
        case .bytes(let expected, let found, let place):
            "expected the \(expected) bytes that the log gives, found \(found), different from byte \(place)"
        }
    }
}
