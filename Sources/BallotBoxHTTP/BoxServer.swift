import BallotBox
import ElectionRecord
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import Metrics
import NIOSSL
import Wire

/// The ballot box as a service (spec/box.md).
public struct BoxServer: Sendable {
    public var host = "127.0.0.1"
    /// 0 for any that is free.
    public var port = 8080
    /// PEM files; nil behind a proxy.
    public var certificate: (chain: String, key: String)?
    /// Requests a minute from one address that the writer has to look at; 0 for no limit.
    public var rate = 600
    public var isBehindProxy = false
    /// The most connections at once.
    public var connections = 4096

    private let sequencer: Sequencer
    private let log: any PublishedLog
    private let page: PageRoutes
    private let metrics: PrometheusMetrics
    private let logger: Logger
    private let clock: @Sendable () -> Timestamp

    public init(
        _ sequencer: Sequencer, log: any PublishedLog, page: PageRoutes, metrics: PrometheusMetrics, logger: Logger,
        clock: @escaping @Sendable () -> Timestamp = { .now }
    ) {
        self.sequencer = sequencer
        self.log = log
        self.page = page
        self.metrics = metrics
        self.logger = logger
        self.clock = clock
    }

    /// Serves until the task is cancelled or the process is told to end; `ready` is told the address that it listens on.
    /// Throws `BoxError` when it can't listen there.
    public func run(ready: @escaping @Sendable (_ address: String) -> Void) async throws {
        try await application(ready: ready).runService()
    }

    func application(ready: @escaping @Sendable (_ address: String) -> Void) throws -> some ApplicationProtocol {
        let router = Router(context: BoxContext.self, options: .autoGenerateHeadEndpoints)
        if certificate != nil { router.add(middleware: StrictTransport()) }
        router.add(middleware: RequestLog())
        if isBehindProxy { router.add(middleware: BehindProxy()) }
        VotingRoutes(sequencer: sequencer, clock: clock).add(to: router, limit: RateLimit(perMinute: rate))
        LogRoutes(log: log, face: sequencer.face).add(to: router)
        addOperations(to: router)
        page.add(to: router)
        let scheme = certificate == nil ? "http" : "https"
        let host = host
        return Application(
            router: router, server: try server(),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(connections, logger: logger)),
            onServerRunning: { channel in
                ready("\(scheme)://\(host):\(channel.localAddress?.port ?? 0)")
            },
            logger: logger)
    }

    /// Connections that say nothing for half a minute, or take nothing of an answer, are closed.
    private func server() throws -> HTTPServerBuilder {
        let limits = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: 8192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100)
        let plain = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [StalledAnswers(patience: .seconds(30))], idleTimeout: .seconds(30),
                httpDecoderConfiguration: limits))
        guard let certificate else { return plain }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain).map(NIOSSLCertificateSource.certificate)
            let key = try NIOSSLPrivateKey(file: certificate.key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            _ = try NIOSSLContext(configuration: configuration)
            return try .tls(plain, tlsConfiguration: configuration)
        } catch {
            throw BoxError("\(certificate.chain), \(certificate.key): no certificate with its key: \(error)")
        }
    }

    private func addOperations(to router: Router<BoxContext>) {
        let (face, metrics, clock) = (sequencer.face, metrics, clock)
        router.get("health/live") { _, _ in Response.json(["status": "live"]) }
        router.get("health/ready") { _, _ in
            let now = face.now
            guard now.isReady else { return Response.unavailable("the ballot box is not ready") }
            var members: [Verbatim: JSON] = ["status": "ready"]
            if let words = now.latest?.contradiction(of: clock()) { members["clock"] = .string(words) }
            return .json(.object(members))
        }
        router.get("metrics") { _, _ in
            Response.bytes(Array(metrics.text.utf8), type: "text/plain; version=0.0.4", cache: "no-store")
        }
    }
}
