import ArgumentParser
import BallotBox
import BallotBoxHTTP
import BallotBoxSQLite
import ElectionRecord
import Foundation
import Logging
import Metrics
import TransparencyLog
import Wire

@main
struct BoxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stembus-box",
        abstract: "The ballot box as a service.",
        discussion: """
            stembus-box serve noord
            stembus-box serve noord --host 0.0.0.0 --port 443 --tls-certificate chain.pem --tls-key key.pem
            stembus-box serve noord --behind-proxy --witness library.example/witness=http://127.0.0.1:9001
            """,
        subcommands: [Serve.self])
}

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the voting page, take in ballots, and show the log.",
        discussion: """
            Writes the address that it listens on to standard output, and its log, one JSON object a line, to standard \
            error. Ends by itself on SIGTERM, when all who wait have been answered.
            Exit codes: 0 ended, 2 could not serve, 64 usage.
            """)

    @Argument(help: "The election's folder.") var election: String
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on; 0 for any that is free.") var port = 8080
    @Option(help: "A PEM file with the certificate chain.") var tlsCertificate: String?
    @Option(help: "A PEM file with the certificate's private key.") var tlsKey: String?
    @Option(help: "A witness to ask, as NAME=URL; once for each.") var witness: [String] = []
    @Option(help: "Requests a minute from one address that the writer has to look at; 0 for no limit.") var rate = 600
    @Flag(help: "Take the sender's address from X-Forwarded-For.") var behindProxy = false
    @Option(help: "Milliseconds that the first ballot of a batch waits for others.") var gather = 250
    @Option(help: "How much to log: trace, debug, info, warning or error.") var logLevel = "info"

    func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together")
        }
        guard (0...65_535).contains(port), rate >= 0, (0...10_000).contains(gather) else {
            throw ValidationError("--port, --rate or --gather is out of range")
        }
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level: expected trace, debug, info, warning or error, found \(logLevel)")
        }
    }

    func run() async throws {
        do { try await serve() } catch {
            Terminal.complain("stembus-box: \(error)")
            throw ExitCode(2)
        }
    }

    private func serve() async throws {
        let level = Logger.Level(rawValue: logLevel) ?? .info
        LoggingSystem.bootstrap { JSONLog(label: $0, level: level) }
        let metrics = PrometheusMetrics()
        MetricsSystem.bootstrap(metrics)
        let logger = Logger(label: "stembus-box")
        let folder = election
        let sequencer = try await Sequencer(
            witnesses: witness.map(Self.client), gathering: .milliseconds(gather), logger: logger
        ) {
            let key = try LogKey.read("\(folder)/private/log.key")
            return try BallotBox(store: SQLiteStore.open(folder), key: key)
        }
        let log = try SQLiteStore.open(folder, isWriter: false)
        let page = try PageRoutes(await sequencer.page) { path in
            try RegularFile.bytes(at: "\(folder)/page/\(path)", atMost: 1 << 24)
        }
        var server = BoxServer(sequencer, log: log, page: page, metrics: metrics, logger: logger)
        server.host = host
        server.port = port
        server.rate = rate
        server.isBehindProxy = behindProxy
        if let tlsCertificate, let tlsKey { server.certificate = (tlsCertificate, tlsKey) }
        OpenFiles.allow(server.connections + 256)
        try await server.run { address in Terminal.say(address) }
    }

    /// `NAME=URL`. Throws `BoxError` otherwise.
    private static func client(_ text: String) throws -> WitnessClient {
        let parts = text.pieces(at: "=", most: 2)
        guard parts.count == 2, let address = URL(string: parts[1]), address.host() != nil else {
            throw BoxError("--witness: expected NAME=URL, found \(text)")
        }
        return WitnessClient(name: parts[0], address: address)
    }
}

extension SQLiteStore: PublishedLog {}

/// The log's private key.
enum LogKey {
    /// Throws `BoxError` when the file is missing or holds no key.
    static func read(_ path: String) throws -> SigningKey {
        let bytes = try RegularFile.bytes(at: path, atMost: 1 << 16)
        do {
            return try SigningKey(
                parsing: String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines))
        } catch { throw BoxError("\(path): \(error)") }
    }
}
