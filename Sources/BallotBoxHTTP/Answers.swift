import BallotBox
import HTTPTypes
import Hummingbird
import Wire

// What the box answers, in the forms that spec/openapi.yaml gives.
extension Response {
    static func json(_ json: JSON, status: HTTPResponse.Status = .ok, _ headers: HTTPFields = [:]) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json", .cacheControl: "no-store", .xContentTypeOptions: "nosniff"]
                + headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.canonical)))
    }

    static func fault(
        _ kind: String, _ message: String, status: HTTPResponse.Status, _ headers: HTTPFields = [:]
    ) -> Response {
        .json(["error": .string(kind), "message": .string(message)], status: status, headers)
    }

    /// Come again with the same ballot.
    static func unavailable(_ reason: String) -> Response {
        .fault("unavailable", reason, status: .serviceUnavailable, [.retryAfter: "2"])
    }

    static func bytes(_ bytes: [UInt8], type: String, cache: String) -> Response {
        .file(ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)), type: type, cache: cache)
    }

    static func file(_ body: ResponseBody, type: String, cache: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: cache, .xContentTypeOptions: "nosniff"],
            body: body)
    }

    static let notFound = fault("not-found", "there is no such file", status: .notFound)

    init(_ refusal: Refusal) {
        let status: HTTPResponse.Status =
            switch refusal {
            case .malformed, .notProven: .badRequest
            case .unknownCredential, .usedCredential, .revokedCredential: .forbidden
            case .notOpen: .conflict
            case .refused: .unprocessableContent
            }
        self = .fault(refusal.kind, refusal.description, status: status)
    }
}

extension Refusal {
    /// The word that programs go by.
    var kind: String {
        switch self {
        case .malformed: "malformed"
        case .notProven: "not-proven"
        case .notOpen: "not-open"
        case .unknownCredential: "unknown-code"
        case .usedCredential: "used-code"
        case .revokedCredential: "revoked-code"
        case .refused: "refused"
        }
    }
}

extension HTTPFields {
    static func + (left: HTTPFields, right: HTTPFields) -> HTTPFields {
        var sum = left
        for field in right { sum[field.name] = field.value }
        return sum
    }
}
