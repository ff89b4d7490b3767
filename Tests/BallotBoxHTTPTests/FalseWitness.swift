import BallotCrypto
import ElectionFixture
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Synchronization
import TransparencyLog

@testable import BallotBoxHTTP

/// A witness on a port of its own, that is honest or not.
final class FalseWitness: Sendable {
    enum Manner: Sendable {
        case honest
        /// It takes its time.
        case slow
        /// It refuses.
        case refusing
        /// It signs another text.
        case lying
        /// It says that it holds a log of this size.
        case holding(String)
        /// It gives no answer.
        case hanging
        /// It answers without end.
        case babbling
    }

    private struct State {
        var manner: Manner
        var known: TreeHead?
        var asked = 0
    }

    let name: String
    private let key: String
    private let log: VerificationKey
    private let state: Mutex<State>

    init(_ name: String, of election: FixtureElection, _ manner: Manner = .honest, known: TreeHead? = nil) throws {
        self.name = name
        key = try election.keys.signing(name).revealed()
        log = try election.keys.verification(FixtureElection.origin)
        state = Mutex(State(manner: manner, known: known))
    }

    func become(_ manner: Manner) { state.withLock { $0.manner = manner } }

    /// How many requests it had.
    var asked: Int { state.withLock { $0.asked } }

    /// Serves the witnesses, each on a port of its own, while `body` runs with the box's clients of them.
    static func serve<Value: Sendable>(
        _ witnesses: [FalseWitness], patience: Duration = .milliseconds(300),
        _ body: @Sendable ([WitnessClient]) async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var clients: [WitnessClient] = []
            for witness in witnesses {
                let (ports, report) = AsyncStream.makeStream(of: Int.self)
                let router = Router()
                router.post("add-checkpoint") { request, _ in try await witness.answer(request) }
                let application = Application(
                    router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
                    onServerRunning: { report.yield($0.localAddress?.port ?? 0) },
                    logger: Logger(label: "witness") { _ in SwiftLogNoOpLogHandler() })
                group.addTask { try? await application.runService(gracefulShutdownSignals: []) }
                var iterator = ports.makeAsyncIterator()
                let port = await iterator.next() ?? 0
                guard let address = URL(string: "http://127.0.0.1:\(port)") else { throw CancellationError() }
                clients.append(WitnessClient(name: witness.name, address: address, patience: patience))
            }
            defer { group.cancelAll() }
            return try await body(clients)
        }
    }

    private func answer(_ request: Request) async throws -> Response {
        let manner = state.withLock { state in
            state.asked += 1
            return state.manner
        }
        var request = request
        let asked = try await WitnessRequest(parsing: Array(buffer: request.collectBody(upTo: 1 << 16)))
        switch manner {
        case .refusing: return Self.text("not today", .forbidden)
        case .holding(let size): return Self.text(size, .conflict)
        case .lying: return Self.text(try cosignature(of: asked.checkpoint.text + "and more\n").line, .ok)
        case .hanging:
            try await Task.sleep(for: .seconds(60))
            return Self.text("", .ok)
        case .babbling:
            return Response(
                status: .ok,
                body: ResponseBody { writer in
                    for _ in 0..<100_000 {
                        try await writer.write(ByteBuffer(repeating: UInt8(ascii: "a"), count: 4096))
                    }
                    try await writer.finish(nil)
                })
        case .slow: try await Task.sleep(for: .milliseconds(500))
        case .honest: break
        }
        switch state.withLock({ WitnessAnswer(to: asked, log: log, known: $0.known) }) {
        case .cosign(let head):
            state.withLock { $0.known = head }
            return Self.text(try cosignature(of: asked.checkpoint.text).line, .ok)
        case .conflict(let size): return Self.text("\(size)\n", .conflict)
        case .refuse(let code, let reason): return Self.text(reason, HTTPResponse.Status(code: code))
        }
    }

    private func cosignature(of text: String) throws -> SignedNote.Signature {
        Cosignature.sign(text, time: 1_800_000_000, with: try SigningKey(parsing: key))
    }

    private static func text(_ text: String, _ status: HTTPResponse.Status) -> Response {
        Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
