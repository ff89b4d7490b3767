import BallotCrypto
import ElectionFixture
import ElectionRecord
import HTTPTypes
import HummingbirdTesting
import Testing
import TransparencyLog

@testable import BallotBoxHTTP

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
