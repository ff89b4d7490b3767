import BallotCrypto

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is open: no folder, pipe or device. What it is and how long it is are asked of what was opened, never of its
/// path, and no more is read than it held then.
public final class RegularFile: ByteSource {
    public let count: Int
    private let name: String
    private let descriptor: CInt

    /// A file that a person names, who may name a link. Throws `RecordError` when it can't be read.
    public convenience init(_ path: String) throws(RecordError) {
        try self.init(unsafe open(path, Self.flags), path)
    }

    /// The file at a path within a folder: nothing on the way from the folder to it is a link.
    /// Throws `RecordError` when it can't be read.
    convenience init(_ path: String, in folder: String) throws(RecordError) {
        try self.init(Self.descriptor(path, in: folder), path)
    }

    /// Takes the descriptor over; `errno` says why it is none.
    private init(_ descriptor: CInt, _ name: String) throws(RecordError) {
        self.descriptor = descriptor
        self.name = name
        guard descriptor >= 0 else {
            count = 0
            throw [ELOOP, ENOTDIR, ENXIO, EISDIR].contains(errno) ? Self.noFile(name) : Self.unreadable(name)
        }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            count = 0
            throw Self.noFile(name)
        }
        count = Int(status.st_size)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// A pipe keeps nobody waiting.
    private static var flags: CInt { O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY }

    private static func descriptor(_ path: String, in folder: String) -> CInt {
        var descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        let names = path.utf8.split(separator: UInt8(ascii: "/"))
        for (place, name) in names.enumerated() where descriptor >= 0 {
            let kind = place == names.count - 1 ? flags : O_RDONLY | O_DIRECTORY | O_CLOEXEC
            let next = unsafe openat(descriptor, String(Substring(name)), kind | O_NOFOLLOW)
            let reason = errno
            close(descriptor)
            descriptor = next
            errno = reason
        }
        return descriptor
    }

    private static func noFile(_ name: String) -> RecordError {
        RecordError("\(name): expected a file, found a link, a folder or a device")
    }

    private static func unreadable(_ name: String) -> RecordError { RecordError("\(name): can't be read") }

    public func bytes(_ range: Range<Int>) throws(CryptoError) -> [UInt8] {
        guard range.upperBound <= count else {
            throw CryptoError("\(name): expected \(range.upperBound) bytes, found \(count)")
        }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, done in
            while done < range.count {
                let read = unsafe pread(
                    descriptor, buffer.baseAddress.map { unsafe $0 + done }, range.count - done,
                    off_t(range.lowerBound + done))
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { return }
                done += read
            }
        }
        guard bytes.count == range.count else { throw CryptoError("\(name): can't be read") }
        return bytes
    }

    /// The bytes of a file that a person names. Throws `RecordError` when it can't be read or has more than `limit`.
    public static func bytes(at path: String, atMost limit: Int) throws(RecordError) -> [UInt8] {
        try RegularFile(path).all(atMost: limit, at: path)
    }

    /// As `bytes(at:atMost:)`; nil when there is no file of that name.
    public static func bytesIfThere(at path: String, atMost limit: Int) throws(RecordError) -> [UInt8]? {
        let descriptor = unsafe open(path, flags)
        if descriptor < 0, errno == ENOENT { return nil }
        return try RegularFile(descriptor, path).all(atMost: limit, at: path)
    }
}

extension ByteSource {
    /// All bytes; how many there are is looked at before any is read. Throws `RecordError` when there are more than `limit`.
    func all(atMost limit: Int, at path: String) throws(RecordError) -> [UInt8] {
        guard count <= limit else { throw RecordError("\(path): expected at most \(limit) bytes, found \(count)") }
        do { return try bytes(0..<count) } catch { throw RecordError("\(error)") }
    }
}
