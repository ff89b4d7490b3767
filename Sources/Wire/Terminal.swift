#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The one way in which programs write to standard output and standard error, so that no text of a record, a file or a
/// stranger drives the terminal that it is shown on (spec/verification.md).
public enum Terminal {
    /// A line for a person, on standard output, with what could drive a terminal escaped.
    public static func say(_ line: String) { write(line.printable + "\n", to: STDOUT_FILENO) }

    /// Several of them; a line end within one is escaped too.
    public static func say(lines: some Sequence<String>) {
        write(lines.map { $0.printable + "\n" }.joined(), to: STDOUT_FILENO)
    }

    /// What another program reads, as it is.
    public static func hand(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// A line on standard error, over the progress that stands there.
    public static func complain(_ line: String) {
        write((errorsAreShown ? overwriting : "") + line.printable + "\n", to: STDERR_FILENO)
    }

    /// Progress, over what stood there before; nothing where nobody watches.
    public static func show(_ step: String) {
        if errorsAreShown { write(overwriting + step.printable, to: STDERR_FILENO) }
    }

    /// Whether a person watches standard error.
    public static var errorsAreShown: Bool { isatty(STDERR_FILENO) == 1 }

    private static let overwriting = "\r\u{1B}[K"

    /// All of it, unless nobody reads any more.
    private static func write(_ text: String, to descriptor: CInt) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
                #else
                    unsafe Darwin.write(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if written < 0, errno == EINTR { continue }
            if written < 0, errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = unsafe poll(&ready, 1, -1)
                continue
            }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
