import ElectionRecord
import HTTPTypes
import Hummingbird
import TransparencyLog
import Wire

/// What is read of the log beside the writer.
public protocol PublishedLog: Sendable {
    func tile(_ tile: TileCoordinate) throws -> [UInt8]
    func entries(_ range: Range<Int>) throws -> [[UInt8]]
    /// How many bytes each of the entries has.
    func sizes(_ range: Range<Int>) throws -> [Int]
    /// Where the file of an artifact is, if there is one.
    func file(at path: String) -> String
}

/// `/log`: the C2SP tlog-tiles layout and the artifacts, up to the newest checkpoint (spec/log.md).
struct LogRoutes {
    let log: any PublishedLog
    let face: PublicFace

    func add(to router: Router<BoxContext>) {
        router.get("log/**") { _, context in
            let path = context.parameters.getCatchAll().joined(separator: "/")
            var response = await file(path, context)
            response.headers[.accessControlAllowOrigin] = "*"
            return response
        }
    }

    private static let forever = "public, max-age=604800, immutable"
    private static let binary = "application/octet-stream"

    private func file(_ path: String, _ context: BoxContext) async -> Response {
        let now = face.now
        do {
            let place = LogPath(path)
            if let place, !place.isHeld(by: now.size) { return .notFound }
            switch place {
            case .checkpoint:
                return .bytes(now.checkpoint, type: "text/plain; charset=utf-8", cache: "no-store")
            case .tile(let tile):
                return .bytes(try log.tile(tile), type: Self.binary, cache: Self.forever)
            case .entries(let index, let width):
                return .file(
                    try bundle(index * 256..<index * 256 + width), type: Self.binary, cache: Self.forever)
            case nil where now.artifacts.contains(Verbatim(path)):
                let body = try await FileIO().loadFile(path: log.file(at: path), context: context)
                return .file(body, type: Self.binary, cache: Self.forever)
            case nil: return .notFound
            }
        } catch {
            context.logger.error("the log can't be read", metadata: ["reason": "\(error)"])
            return .unavailable("the log can't be read now")
        }
    }

    /// What is kept at once of a bundle for a reader who takes his time; the whole can be 16 MiB.
    private static let piece = 65_536

    private func bundle(_ range: Range<Int>) throws -> ResponseBody {
        let sizes = try log.sizes(range)
        return ResponseBody(contentLength: sizes.reduce(2 * sizes.count, +)) { [log] writer in
            var start = 0
            while start < sizes.count {
                var (end, bytes) = (start, 0)
                repeat {
                    bytes += sizes[end]
                    end += 1
                } while end < sizes.count && bytes + sizes[end] <= Self.piece
                let entries = try log.entries(range.lowerBound + start..<range.lowerBound + end)
                try await writer.write(ByteBuffer(bytes: try EntryBundle.encode(entries)))
                start = end
            }
            try await writer.finish(nil)
        }
    }
}
