import BallotBox
import BallotCrypto
import ElectionRecord
import HTTPTypes
import Hummingbird
import NIOCore
import TransparencyLog
import Wire

/// `/v1`: the election, casting, receipts, turnout and the officials' acts (spec/box.md).
struct VotingRoutes {
    let sequencer: Sequencer
    let clock: @Sendable () -> Timestamp

    /// Three of the largest requests.
    private let uploads = Uploads(room: 192 << 20)
    private let reader = ActsReader()
    /// How long a body may take to arrive.
    static let patience = Duration.seconds(20)

    /// `limit` holds for what the writer is asked.
    func add(to router: Router<BoxContext>, limit: RateLimit) {
        router.get("v1/election") { _, _ in election() }
        router.get("v1/turnout") { _, _ in Response.json(sequencer.face.now.turnout) }
        let writer = router.group("v1").add(middleware: limit)
        writer.post("eligibility") { request, _ in try await eligibility(Self.body(of: request, upTo: 1024)) }
        writer.post("ballots") { request, _ in
            try await cast(Self.body(of: request, upTo: sequencer.face.now.largestBallot))
        }
        writer.get("receipts/:code") { _, context in
            try await receipt(context.parameters.get("code") ?? "")
        }
        writer.post("acts") { request, context in
            try await uploads.carry(context.sender) { upload in
                try await append(
                    Self.body(of: request, upTo: sequencer.face.now.largestActs) { try upload.grow(to: $0) })
            }
        }
    }

    private func election() -> Response {
        guard case .object(var members) = sequencer.face.now.election else {
            return .unavailable("\(Unavailable.shut)")
        }
        members["now"] = .string(clock().description)
        return .json(.object(members))
    }

    private func eligibility(_ body: [UInt8]) async throws -> Response {
        let issuers = sequencer.face.now.issuers
        guard body.count == Point.compressedCount * issuers else {
            return .fault(
                "malformed", "expected \(issuers) public keys of 33 bytes, found \(body.count) bytes",
                status: .badRequest)
        }
        guard let place = try await sequencer.place(of: CredentialKey(body)) else {
            return .fault("unknown-code", "\(Refusal.unknownCredential)", status: .notFound)
        }
        let standing =
            switch place.standing {
            case .unused: "unused"
            case .revoked: "revoked"
            case .voted: "voted"
            }
        return .json(["district": .string(place.district), "standing": .string(standing)])
    }

    private func cast(_ ballot: [UInt8]) async throws -> Response {
        switch try await sequencer.cast(ballot, arrived: clock()) {
        case .failure(let refusal): return Response(refusal)
        case .success(let receipted):
            return .json([
                "index": .integer(receipted.index), "tracking_code": .string("\(receipted.cast.trackingCode)"),
                "receipt": .string(String(decoding: receipted.cast.receipt.bytes, as: UTF8.self)),
            ])
        }
    }

    private func receipt(_ text: String) async throws -> Response {
        guard let code = try? TrackingCode(parsing: text) else {
            return .fault("malformed", "expected a tracking code of 16 letters and digits", status: .badRequest)
        }
        guard let receipt = try await sequencer.receipt(code) else {
            return .fault("not-found", "the log holds no ballot with this tracking code", status: .notFound)
        }
        return .bytes(receipt.bytes, type: "text/plain; charset=utf-8", cache: "no-store")
    }

    /// Who signed the acts is for `Replay` to say: nobody else is asked to.
    private func append(_ body: [UInt8]) async throws -> Response {
        do {
            let handed = try await reader.read(body)
            try await sequencer.append(handed.acts, artifacts: handed.artifacts)
            return .json(["size": .integer(sequencer.face.now.size)])
        } catch let error as WireError {
            return .fault("malformed", "\(error)", status: .badRequest)
        } catch let error as RecordError {
            return .fault("malformed", "\(error)", status: .badRequest)
        } catch let error as Violation {
            return .fault("refused", "\(error)", status: .unprocessableContent)
        }
    }

    /// The whole body; `grow` is told how large it is before another part of it is kept, and may throw. Throws `HTTPError`
    /// when it is too large or too slow, or breaks off.
    private static func body(
        of request: Request, upTo limit: Int, grow: @escaping @Sendable (_ size: Int) throws -> Void = { _ in }
    ) async throws -> [UInt8] {
        let slow = HTTPError(.requestTimeout, message: "expected the whole request within \(patience)")
        return try await within(patience, else: slow) {
            var bytes: [UInt8] = []
            var parts = request.body.makeAsyncIterator()
            while let part = try await next(&parts) {
                let size = bytes.count + part.readableBytes
                guard size <= limit else {
                    throw HTTPError(.contentTooLarge, message: "expected at most \(limit) bytes")
                }
                try grow(size)
                bytes += part.readableBytesView
            }
            return bytes
        }
    }

    private static func next(_ parts: inout RequestBody.AsyncIterator) async throws -> ByteBuffer? {
        do { return try await parts.next() } catch { throw HTTPError(.badRequest, message: "the request broke off") }
    }
}
