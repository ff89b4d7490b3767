import Glibc

/// Standard error, for progress and complaints.
enum Terminal {
    /// Whether a person watches standard error.
    static var errorsAreShown: Bool { isatty(STDERR_FILENO) == 1 }

    static func complain(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
