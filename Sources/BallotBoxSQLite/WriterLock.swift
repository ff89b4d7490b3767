import BallotBox
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The right to write to an election's log: one process at a time.
final class WriterLock: Sendable {
    /// Nil when it has been released.
    private let file: Mutex<Int32?>

    /// Throws `BoxError` when another process holds the lock.
    init(_ path: String) throws {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        file = Mutex(descriptor < 0 ? nil : descriptor)
        guard descriptor >= 0 else { throw BoxError("\(path): can't be opened") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw BoxError("another box is writing to this election")
        }
    }

    func release() {
        file.withLock { file in
            if let descriptor = file { close(descriptor) }
            file = nil
        }
    }

    deinit { release() }
}
