import Synchronization

/// What is in memory of large requests: so many bytes of all together, and one request of each sender.
///
/// A place is taken by bytes that have arrived, so that who announces much and sends nothing keeps nobody out. A request
/// as small as one act needs no place: officials can act while others fill the room.
final class Uploads: Sendable {
    private struct State {
        var senders: Set<Sender> = []
        var bytes = 0
    }

    private let state = Mutex(State())
    private let room: Int
    /// Bytes of a request that needs no place.
    static let small = 65_536

    init(room: Int) {
        self.room = room
    }

    /// Runs `work`, which says how its request grows, and then gives back the place that it took.
    func carry<Value>(_ sender: Sender, _ work: (Upload) async throws -> Value) async throws -> Value {
        let upload = Upload(sender, self)
        defer { upload.end() }
        return try await work(upload)
    }

    /// One request on its way.
    final class Upload: Sendable {
        private let sender: Sender
        private let all: Uploads
        private let place = Mutex(0)

        fileprivate init(_ sender: Sender, _ all: Uploads) {
            self.sender = sender
            self.all = all
        }

        /// Throws `Unavailable` when there is no place for a request of so many bytes.
        func grow(to size: Int) throws {
            guard size > Uploads.small else { return }
            try place.withLock { place in
                try all.state.withLock { state in
                    guard place > 0 || !state.senders.contains(sender) else {
                        throw Unavailable("another large request from this address is on its way")
                    }
                    guard state.bytes - place + size <= all.room else {
                        throw Unavailable("too many large requests at once")
                    }
                    state.senders.insert(sender)
                    state.bytes += size - place
                }
                place = size
            }
        }

        fileprivate func end() {
            place.withLock { place in
                guard place > 0 else { return }
                all.state.withLock { state in
                    state.senders.remove(sender)
                    state.bytes -= place
                }
                place = 0
            }
        }
    }
}
