import Synchronization

/// Lets so many in at once, and turns others away.
final class Turnstile: Sendable {
    private let free: Mutex<Int>

    init(_ places: Int) {
        free = Mutex(places)
    }

    /// Throws `Unavailable` when every place is taken, and what `work` throws.
    func pass<Value>(_ work: () async throws -> Value) async throws -> Value {
        let isIn = free.withLock { free in
            if free > 0 { free -= 1 } else { return false }
            return true
        }
        guard isIn else { throw Unavailable("too many such requests at once") }
        defer { free.withLock { $0 += 1 } }
        return try await work()
    }
}
