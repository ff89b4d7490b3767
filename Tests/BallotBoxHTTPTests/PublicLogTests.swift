import BallotBoxSQLite
import BallotCrypto
import ElectionFixture
import ElectionRecord
import HTTPTypes
import HummingbirdTesting
import Logging
import Synchronization
import Testing
import TransparencyLog

@testable import BallotBoxHTTP

/// Knows how much was read of it at once.
private final class CountingLog: PublishedLog {
    private let store: SQLiteStore
    private let largest = Mutex(0)

    init(store: SQLiteStore) {
        self.store = store
    }

    var most: Int { largest.withLock { $0 } }

    func entries(_ range: Range<Int>) throws -> [[UInt8]] {
        let entries = try store.entries(range)
        largest.withLock { $0 = max($0, entries.reduce(0) { $0 + $1.count }) }
        return entries
    }

    func sizes(_ range: Range<Int>) throws -> [Int] { try store.sizes(range) }
    func tile(_ tile: TileCoordinate) throws -> [UInt8] { try store.tile(tile) }
    func file(at path: String) -> String { store.file(at: path) }
}

@Suite("The log over HTTP")
struct PublicLogTests {
    @Test("checkpoint, tiles, entries and artifacts are read as they are, for anyone, and kept as long as they hold")
    func reads() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            let ballot = try polls.ballot(0)
            _ = try await client.cast(ballot).cast
            let entries = polls.election.entries + [ballot]
            let checkpoint = try await client.get("/log/checkpoint")
            #expect(checkpoint.headers[.cacheControl] == "no-store")
            #expect(checkpoint.headers[.contentType] == "text/plain; charset=utf-8")
            let log = try polls.election.keys.verification(FixtureElection.origin)
            let head = try Checkpoint(of: SignedNote(parsing: checkpoint.bytes), by: log).head
            #expect(
                head == TreeHead(size: entries.count, root: MerkleTree.root(of: entries.map { MerkleTree.leaf($0) })))
            for width in 1...entries.count {
                let tile = try await client.get("/log/tile/0/000.p/\(width)")
                #expect(tile.bytes == entries[..<width].flatMap { MerkleTree.leaf($0).bytes })
                let bundle = try await client.get("/log/tile/entries/000.p/\(width)")
                #expect(try bundle.bytes == EntryBundle.encode(Array(entries[..<width])))
                for answer in [tile, bundle] {
                    #expect(answer.headers[.cacheControl] == "public, max-age=604800, immutable")
                    #expect(answer.headers[.accessControlAllowOrigin] == "*")
                    #expect(answer.headers[.contentType] == "application/octet-stream")
                    #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                }
            }
            for reference in polls.election.replay.references {
                let artifact = try await client.get("/log/\(reference.path)")
                #expect(try artifact.bytes == polls.election.shelf.artifact(reference))
                #expect(artifact.headers[.cacheControl] == "public, max-age=604800, immutable")
            }
        }
    }

    @Test("a bundle of large entries is read in pieces, so that slow readers do not fill the memory")
    func pieces() async throws {
        let polls = try await Polls()
        let log = CountingLog(store: try SQLiteStore.open(polls.folder, isWriter: false))
        let server = BoxServer(
            polls.sequencer, log: log, page: try PageRoutes([]) { _ in [] }, metrics: Polls.metrics,
            logger: Logger(label: "log") { _ in polls.log.handler })
        try await server.application(ready: { _ in }).test(.live) { client in
            let notices = try ["a", "b", "c", "d", "e"].map { letter in
                let text = String(repeating: letter, count: 15_000)
                return try polls.act(.notice(["nl": text, "en": text]))
            }
            #expect(try await client.hand(in: notices).status == .ok)
            let entries = polls.election.entries + notices
            let bundle = try await client.get("/log/tile/entries/000.p/\(entries.count)")
            let expected = try EntryBundle.encode(entries)
            #expect(bundle.bytes == expected)
            #expect(bundle.headers[.contentLength] == "\(expected.count)")
            #expect(expected.count > 150_000 && (1...65_536).contains(log.most))
        }
    }

    @Test("nothing is beyond the newest checkpoint, under another name, or outside the log")
    func absent() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            let size = polls.election.entries.count
            let missing = String(repeating: "0", count: 64)
            let artifact = try #require(polls.election.replay.references.first).path
            for path in [
                "tile/0/000.p/\(size + 1)", "tile/entries/000.p/\(size + 1)", "tile/0/000", "tile/entries/000",
                "tile/1/000.p/1",
                "tile/7/000", "tile/7/x999/x999/999", "tile/0/x001/000", "tile/8/000", "tile/0/0", "tile/00/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256", "tile/0/000.p/01", "tile", "", "checkpoint/", "checkpoints/\(size)",
                "artifacts/\(missing)",
                "artifacts/\(missing)0", "artifacts/../box.sqlite", "artifacts/..%2Fbox.sqlite",
                "artifacts%2F\(missing)",
                "../box.sqlite", "%2e%2e/box.sqlite", "last-checkpoint", "\(artifact)/", artifact.uppercased(),
            ] where path != "checkpoint/" && path != "\(artifact)/" {
                let answer = try await client.get("/log/\(path)")
                #expect(answer.status == .notFound, "\(path)")
                #expect(try answer.fault.error == "not-found")
            }
        }
    }

    @Test("a head is told without its body")
    func heads() async throws {
        let polls = try await Polls()
        try await polls.serve(.live) { client in
            for path in ["/log/checkpoint", "/log/tile/entries/000.p/3", "/v1/election", "/health/live"] {
                let whole = try await client.get(path)
                let head = try await client.execute(uri: path, method: .head)
                #expect(head.status == .ok)
                #expect(head.bytes.isEmpty)
                #expect(head.headers[.contentLength] == whole.headers[.contentLength])
                #expect(head.headers[.cacheControl] == whole.headers[.cacheControl])
            }
        }
    }
}
