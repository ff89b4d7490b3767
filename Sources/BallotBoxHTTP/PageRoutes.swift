import BallotCrypto
import ElectionRecord
import HTTPTypes
import Hummingbird

/// The voting page: the files that the manifest commits to, as they lie in memory.
public struct PageRoutes: Sendable {
    private let files: [String: [UInt8]]

    /// Throws `RecordError` unless the files are the manifest's, all of them and each with its hash.
    public init(_ committed: [PageFile], read: (_ path: String) throws -> [UInt8]) throws {
        var files: [String: [UInt8]] = [:]
        for file in committed {
            let bytes = try read(file.path)
            guard SHA256.hash(bytes) == file.digest else {
                throw RecordError(
                    "\(file.path) of the voting page: expected the manifest's SHA-256 \(file.digest.hex), found "
                        + SHA256.hash(bytes).hex)
            }
            files[file.path] = bytes
        }
        self.files = files
    }

    func add(to router: Router<BoxContext>) {
        router.get("/") { _, _ in file("index.html") }
        router.get("check") { _, _ in file("check.html") }
        router.get(":file") { _, context in file(context.parameters.get("file") ?? "") }
    }

    private func file(_ path: String) -> Response {
        guard let bytes = files[path] else { return .notFound }
        var response = Response.bytes(bytes, type: Self.type(of: path), cache: "no-cache")
        var headers = ["X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"]
        if path.hasSuffix(".html") {
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

    private static func type(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        case "json": "application/json"
        default: "application/octet-stream"
        }
    }
}
