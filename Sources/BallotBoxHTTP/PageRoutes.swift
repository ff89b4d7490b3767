import BallotCrypto
import ElectionRecord
import HTTPTypes
import Hummingbird
import Wire

/// The voting page: the files that the manifest commits to, as they lie in memory.
public struct PageRoutes: Sendable {
    private let files: [Verbatim: (bytes: [UInt8], tag: String)]

    /// Throws `RecordError` unless the files are the manifest's, all of them and each with its hash.
    public init(_ committed: [PageFile], read: (_ path: String) throws -> [UInt8]) throws {
        var files: [Verbatim: (bytes: [UInt8], tag: String)] = [:]
        for file in committed {
            let bytes = try read(file.path)
            guard SHA256.hash(bytes) == file.digest else {
                throw RecordError(
                    "\(file.path) of the voting page: expected the manifest's SHA-256 \(file.digest.hex), found "
                        + SHA256.hash(bytes).hex)
            }
            files[Verbatim(file.path)] = (bytes, "\"\(file.digest.hex)\"")
        }
        self.files = files
    }

    func add(to router: Router<BoxContext>) {
        router.get("/") { request, _ in file("index.html", request) }
        router.get("check") { request, _ in file("check.html", request) }
        router.get(":file") { request, context in file(context.parameters.get("file") ?? "", request) }
    }

    /// The file, unless the browser says that it has it.
    private func file(_ path: String, _ request: Request) -> Response {
        guard let (bytes, tag) = files[Verbatim(path)] else { return .notFound }
        var response = Response.bytes(bytes, type: Self.type(of: path), cache: "no-cache")
        if Self.names(request.headers[.ifNoneMatch] ?? "", tag) {
            response = Response(status: .notModified, headers: [.cacheControl: "no-cache"])
        }
        response.headers[.eTag] = tag
        var headers = ["X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"]
        if path.ends(with: ".html") {
            headers["Content-Security-Policy"] = Self.policy
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
        }
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }

    /// Nothing from anywhere else, and no text that becomes code.
    static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
        trusted-types 'none'
        """

    /// Whether a list of entity tags has this one (RFC 9110, 13.1.2).
    private static func names(_ list: String, _ tag: String) -> Bool {
        list.utf8.split { ", \t".utf8.contains($0) }.contains { entry in
            ["*", tag, "W/\(tag)"].contains { entry.elementsEqual($0.utf8) }
        }
    }

    private static func type(of path: String) -> String {
        switch Verbatim(path.pieces(at: ".").last ?? "") {
        case "html": "text/html; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        case "json": "application/json"
        default: "application/octet-stream"
        }
    }
}
