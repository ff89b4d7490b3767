import BallotCrypto
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An artifact's file that is read piece by piece, so that a large one need not be in memory.
final class ArtifactFile: ByteSource {
    let count: Int
    private let path: String
    private let descriptor: CInt

    /// What is read at once to hash it.
    private static let piece = 1 << 20

    /// Throws `RecordError` when the file is missing, is a link, a pipe or a device, or differs from its size or hash.
    init(_ path: String, _ reference: ArtifactReference) throws(RecordError) {
        self.path = reference.path
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        var status = stat()
        guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            count = 0
            throw RecordError("\(reference.path): can't be read")
        }
        count = Int(status.st_size)
        try reference.require(size: count)
        var hash = SHA256()
        for start in stride(from: 0, to: count, by: Self.piece) {
            do { hash.update(try bytes(start..<min(start + Self.piece, count))) } catch {
                throw RecordError("\(error)")
            }
        }
        try reference.require(digest: hash.digest())
    }

    func bytes(_ range: Range<Int>) throws(CryptoError) -> [UInt8] {
        guard range.upperBound <= count else {
            throw CryptoError("\(path): expected \(range.upperBound) bytes, found \(count)")
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
        guard bytes.count == range.count else { throw CryptoError("\(path): can't be read") }
        return bytes
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}
