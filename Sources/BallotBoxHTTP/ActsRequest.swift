import Wire

/// Signed acts and the artifacts that they name, as officials hand them in: `{"acts": [text…], "artifacts": [base64…]}`.
struct ActsRequest: Sendable {
    let acts: [[UInt8]]
    let artifacts: [[UInt8]]

    /// The most acts and artifacts together.
    static let most = 10_000

    /// Throws `WireError`.
    init(parsing body: [UInt8]) throws(WireError) {
        // The object and its two arrays are values too.
        var members = try Members(JSON(canonical: body, atMost: 3 + Self.most), of: "the request")
        acts = try members.strings("acts").map { Array($0.utf8) }
        artifacts = try members.strings("artifacts").map { (text) throws(WireError) in try Base64.decode(text) }
        try members.finish()
        // The log never holds an act twice, and looking each up takes the writer's time.
        guard Set(acts).count == acts.count else { throw WireError("the request: expected each act once") }
    }
}

/// Reads one request after the other, as reading takes a few times the memory of what is read.
actor ActsReader {
    func read(_ body: [UInt8]) throws -> ActsRequest { try ActsRequest(parsing: body) }
}
