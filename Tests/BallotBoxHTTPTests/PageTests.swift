import BallotCrypto
import ElectionFixture
import ElectionRecord
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import BallotBoxHTTP

@Suite("The voting page's files")
struct PageTests {
    private static let files: [String: [UInt8]] = [
        "index.html": Array("<!doctype html>".utf8), "check.html": Array("<!doctype html><title>check".utf8),
        "vote.js": Array("let a = 1".utf8), "style.css": Array("p {}".utf8), "icon.svg": Array("<svg/>".utf8),
        "data.bin": [1, 2, 3],
    ]

    private static let committed = files.map { PageFile(path: $0.key, digest: SHA256.hash($0.value)) }

    private struct Missing: Error {}

    private static func page(_ files: [String: [UInt8]] = files) throws -> PageRoutes {
        try PageRoutes(committed) { path in
            guard let bytes = files[path] else { throw Missing() }
            return bytes
        }
    }

    @Test("they are served as the manifest commits to them, with a policy that lets nothing else in")
    func served() async throws {
        let polls = try await Polls()
        try await polls.serve(page: Self.page()) { client in
            for (path, file, type) in [
                ("/", "index.html", "text/html; charset=utf-8"), ("/check", "check.html", "text/html; charset=utf-8"),
                ("/index.html", "index.html", "text/html; charset=utf-8"),
                ("/vote.js", "vote.js", "text/javascript; charset=utf-8"),
                ("/style.css", "style.css", "text/css; charset=utf-8"),
                ("/icon.svg", "icon.svg", "image/svg+xml"), ("/data.bin", "data.bin", "application/octet-stream"),
            ] {
                let answer = try await client.get(path)
                #expect(answer.bytes == Self.files[file])
                #expect(answer.headers[.contentType] == type)
                #expect(answer.headers[.cacheControl] == "no-cache")
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                #expect(answer.headers[try #require(HTTPField.Name("Referrer-Policy"))] == "no-referrer")
                let policy = answer.headers[.contentSecurityPolicy]
                guard file.hasSuffix(".html") else {
                    #expect(policy == nil)
                    continue
                }
                let rules = try #require(policy).split(separator: "; ").map(String.init)
                for rule in [
                    "default-src 'none'", "script-src 'self'", "connect-src 'self'", "base-uri 'none'",
                    "form-action 'none'",
                    "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
                ] { #expect(rules.contains(rule)) }
                #expect(!rules.contains { $0.contains("unsafe") || $0.contains("http") || $0.contains("*") })
            }
            for path in ["/log.key", "/private", "/vote.js.map", "/%2e%2e", "/Vote.js"] {
                try await client.get(path).requireFault(.notFound, "not-found")
            }
        }
    }

    @Test("a file that the browser has is not sent again")
    func known() async throws {
        let polls = try await Polls()
        try await polls.serve(.live, page: Self.page()) { client in
            for path in ["/", "/vote.js"] {
                let whole = try await client.get(path)
                let tag = try #require(whole.headers[.eTag])
                for asked in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                    let answer = try await client.get(path, [.ifNoneMatch: asked])
                    #expect(answer.status == .notModified, "\(asked)")
                    #expect(answer.bytes.isEmpty)
                    #expect(answer.headers[.eTag] == tag)
                    #expect(answer.headers[.cacheControl] == "no-cache")
                    #expect(answer.headers[.contentSecurityPolicy] == whole.headers[.contentSecurityPolicy])
                }
                for asked in ["\"other\"", tag.replacing("\"", with: ""), ""] {
                    #expect(try await client.get(path, [.ifNoneMatch: asked]).bytes == whole.bytes, "\(asked)")
                }
            }
        }
    }

    @Test("a file that is changed or missing keeps the box from serving")
    func changed() throws {
        var files = Self.files
        files["vote.js"] = Array("let a = 2".utf8)
        let expected = SHA256.hash(Array("let a = 1".utf8)).hex
        let found = SHA256.hash(Array("let a = 2".utf8)).hex
        #expect { try Self.page(files) } throws: {
            "\($0)" == "vote.js of the voting page: expected the manifest's SHA-256 \(expected), found \(found)"
        }
        files["vote.js"] = nil
        #expect(throws: Missing.self) { try Self.page(files) }
    }
}
