import ArgumentParser
import BallotCrypto
import ElectionRecord
import Foundation
import HTTPTypes
import Hummingbird
import TransparencyLog
import Wire

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer a ballot box over HTTP, as C2SP tlog-witness says.",
        discussion: """
            stembus-witness serve --key library.key --state state --log 'stem.example/noord-2027+9f3c…+AX…' --port 9001

            Takes POST /add-checkpoint; shows what was cosigned last at /<SHA-256 of the origin>/checkpoint. Writes the
            address that it listens on to standard output. Ends by itself on SIGTERM.

            When the clock jumps ahead nothing is cosigned until it is right again, or the program is started anew. After a
            cosignature of a time that had not come, --forget-time lets one follow that is earlier; size and root stay.
            """)

    @Option(help: "The witness's private cosignature key.") var key: String
    @Option(help: "The folder with what this witness has seen.") var state: String
    @Option(help: "The log's public key, from elsewhere than the log.") var log: String
    @Flag(help: "Pass over the time of the last cosignature, once: the clock was ahead then.") var forgetTime = false
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on; 0 for any that is free.") var port = 9001

    /// Bytes: a request has at most 63 hashes and a note.
    static let largestRequest = 65_536

    func run() async throws {
        do {
            let desk = try WitnessDesk(
                log: VerificationKey(parsing: log), key: WitnessKey(path: key), folder: state,
                forgettingTime: forgetTime)
            try await serve(desk)
        } catch {
            Terminal.complain("stembus-witness: \(error)")
            throw ExitCode(2)
        }
    }

    private func serve(_ desk: WitnessDesk) async throws {
        let router = Router()
        router.post("add-checkpoint") { request, _ in
            var request = request
            return await desk.answer(Array(buffer: try await request.collectBody(upTo: Self.largestRequest)))
        }
        router.get(":origin/checkpoint") { _, context in
            await desk.cosigned(origin: context.parameters.get("origin") ?? "")
        }
        let host = host
        // Connections that say nothing for half a minute are closed.
        let application = Application(
            router: router, server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in
                Terminal.say("http://\(host):\(channel.localAddress?.port ?? 0)")
            })
        try await application.runService()
    }
}

/// One request at a time: read, decide, write, cosign.
actor WitnessDesk {
    private let log: VerificationKey
    private let key: WitnessKey
    private let seen: SeenCheckpoint
    private let clock: @Sendable () -> Timestamp
    private var clockWatch = ClockWatch()
    /// Whether the next cosignature may be earlier than the last.
    private var forgetsTime: Bool

    /// Throws `LogError` when another witness uses the folder.
    init(
        log: VerificationKey, key: WitnessKey, folder: String, forgettingTime: Bool = false,
        clock: @escaping @Sendable () -> Timestamp = { .now }
    ) throws {
        (self.log, self.key, self.clock) = (log, key, clock)
        forgetsTime = forgettingTime
        seen = try SeenCheckpoint(folder: folder)
    }

    func answer(_ body: [UInt8]) -> Response {
        let request: WitnessRequest
        do { request = try WitnessRequest(parsing: body) } catch { return Self.text("\(error)", .badRequest) }
        do {
            let now = clock()
            try lookAtClock(now)
            let last = try seen.read()
            let known = try last.map { try Checkpoint(of: $0, by: log).head }
            switch WitnessAnswer(to: request, log: log, known: known) {
            case .cosign:
                let (kept, line) = try key.cosigned(
                    request.checkpoint, by: log, at: now, after: forgetsTime ? nil : last)
                try seen.write(kept)
                forgetsTime = false
                return Self.text(line.line, .ok)
            case .conflict(let size):
                return Self.text("\(size)\n", .conflict, type: "text/x.tlog.size")
            case .refuse(let code, let reason):
                if code == 422 { try seen.keepEvidence(request.checkpoint, of: log) }
                return Self.text(reason, HTTPResponse.Status(code: code))
            }
        } catch {
            Self.tell("\(error)")
            return Self.text("\(error)", .internalServerError)
        }
    }

    /// Says so when the clock jumped. Throws `Refusal` while it is ahead of where it was: a cosignature of a time that has
    /// not come would let none follow until then. What it said before it jumped stays what it is held against.
    private func lookAtClock(_ now: Timestamp) throws {
        var watch = clockWatch
        if let jump = watch.look(at: now) {
            guard !jump.isAhead else {
                throw Refusal("\(jump): set the clock right; if it is right, start the witness anew")
            }
            Self.tell(jump.description)
        }
        clockWatch = watch
    }

    /// A line for whoever runs the witness.
    private static func tell(_ words: String) {
        Terminal.complain("stembus-witness: \(words)")
    }

    func cosigned(origin: String) -> Response {
        guard origin.isSame(as: SHA256.hash(log.name.utf8).hex), let note = try? seen.read() else {
            return Self.text("not known", .notFound)
        }
        return Self.text(String(decoding: note.bytes, as: UTF8.self), .ok)
    }

    private static func text(
        _ text: String, _ status: HTTPResponse.Status, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
