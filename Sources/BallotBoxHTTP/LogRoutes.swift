import ElectionRecord
import HTTPTypes
import Hummingbird
import TransparencyLog

/// What is read of the log beside the writer.
public protocol PublishedLog: Sendable {
    func tile(_ tile: TileCoordinate) throws -> [UInt8]
    func entries(_ range: Range<Int>) throws -> [[UInt8]]
    func bytes(at path: String) throws(RecordError) -> [UInt8]
}

/// `/log`: the C2SP tlog-tiles layout and the artifacts, up to the newest checkpoint (spec/log.md).
struct LogRoutes {
    let log: any PublishedLog
    let face: PublicFace

    func add(to router: Router<BoxContext>) {
        router.get("log/**") { _, context in
            let path = context.parameters.getCatchAll().joined(separator: "/")
            var response = file(path)
            response.headers[.accessControlAllowOrigin] = "*"
            return response
        }
    }

    private static let forever = "public, max-age=604800, immutable"
    private static let binary = "application/octet-stream"

    private func file(_ path: String) -> Response {
        let (size, checkpoint) = (face.now.size, face.now.checkpoint)
        do {
            switch LogPath(path) {
            case .checkpoint where !checkpoint.isEmpty:
                return .bytes(checkpoint, type: "text/plain; charset=utf-8", cache: "no-store")
            case .tile(let tile) where LogPath.tile(tile).leastSize <= size:
                return .bytes(try log.tile(tile), type: Self.binary, cache: Self.forever)
            case .entries(let index, let width) where index * 256 + width <= size:
                let entries = try log.entries(index * 256..<index * 256 + width)
                return .bytes(try EntryBundle.encode(entries), type: Self.binary, cache: Self.forever)
            case nil where Self.isArtifact(path):
                guard let bytes = try? log.bytes(at: path) else { return .notFound }
                return .bytes(bytes, type: Self.binary, cache: Self.forever)
            default: return .notFound
            }
        } catch { return .unavailable("the log can't be read now") }
    }

    private static func isArtifact(_ path: String) -> Bool {
        let name = path.split(separator: "/", omittingEmptySubsequences: false)
        return name.count == 2 && name[0] == "artifacts" && name[1].utf8.count == 64
            && name[1].utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }
}
