import BallotBox
import ElectionFixture
import ElectionRecord
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import NIOSSL
import Synchronization
import Testing
import TransparencyLog
import Wire

@testable import BallotBoxHTTP

@Suite("Running the box")
struct OperationsTests {
    /// The values of the metrics' lines, each of which has to be one of Prometheus' text format.
    private static func metrics(_ client: any TestClientProtocol) async throws -> [String: Double] {
        let answer = try await client.get("/metrics")
        #expect(answer.headers[.contentType] == "text/plain; version=0.0.4")
        var values: [String: Double] = [:]
        for line in answer.text.split(separator: "\n") {
            if line.wholeMatch(of: /# TYPE [a-z_]+ (counter|gauge|summary)/) != nil { continue }
            let sample = try #require(
                line.wholeMatch(of: /([a-z_]+(?:\{[a-z]+="[^"\\]*"(?:,[a-z]+="[^"\\]*")*\})?) (\S+)/), "\(line)")
            #expect(values[String(sample.1)] == nil, "\(line)")
            values[String(sample.1)] = try #require(Double(sample.2))
        }
        return values
    }

    @Test("the metrics are Prometheus' text, and count what happened")
    func metrics() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            _ = try await client.get("/v1/election")
            let before = try await Self.metrics(client)
            _ = try await client.cast(polls.ballot(0)).cast
            _ = try await client.cast(polls.ballot(0, [1]))
            _ = try await client.get("/v1/receipts/0000-0000-0000-0000")
            let after = try await Self.metrics(client)
            // Other tests count in the same process.
            for name in [
                "stembus_receipts_total", "stembus_refusals_total{reason=\"used-code\"}", "stembus_batch_ballots_count",
                "stembus_batch_seconds_count", "stembus_request_seconds_count{route=\"/v1/ballots\",status=\"200\"}",
                "stembus_request_seconds_count{route=\"/v1/ballots\",status=\"403\"}",
                "stembus_request_seconds_count{route=\"/v1/receipts/{code}\",status=\"404\"}",
            ] { #expect(try #require(after[name], "\(name)") >= (before[name] ?? 0) + 1, "\(name)") }
            #expect(after["stembus_log_size"] != nil)
        }
    }

    @Test("the log says what was asked and answered, and never who, with what code, or with what ballot")
    func logs() async throws {
        let polls = try await Polls()
        let ballot = try polls.ballot(0)
        let key = try polls.election.credential(0, 0).publicKeys[0].compressed
        let code = polls.election.codes[0][0]
        let trackingCode = "\(TrackingCode(MerkleTree.leaf(ballot)))"
        try await polls.serve(.live) {
            $0.isBehindProxy = true
            $0.rate = 5
        } _: { client in
            let headers: HTTPFields = [try #require(HTTPField.Name("X-Forwarded-For")): "203.0.113.77"]
            _ = try await client.post("/v1/eligibility", key, headers)
            for body in [ballot, ballot, Array(ballot.dropLast()), try polls.ballot(0, [1])] {
                _ = try await client.post("/v1/ballots", body, headers)
            }
            #expect(try await client.post("/v1/ballots", ballot, headers).status == .tooManyRequests)
            _ = try await client.get("/v1/receipts/\(trackingCode)")
            _ = try await client.get("/\(code)?\(code)")
            polls.faults.fail(.afterCommit)
            _ = try await client.cast(polls.ballot(1))
        }
        let lines = polls.log.lines.joined(separator: "\n")
        for word in ["/v1/ballots", "/v1/receipts/{code}", "/v1/eligibility", "the box failed"] {
            #expect(lines.contains(word), "\(word)")
        }
        let secrets = [
            "203.0.113.77", code, code.replacing("-", with: ""), trackingCode, trackingCode.replacing("-", with: ""),
            Hex.encode(key), Base64.encode(key), Hex.encode(ballot[71...]), Base64.encode(ballot), "\(key)",
            "\(ballot)",
        ]
        for secret in secrets {
            #expect(!lines.localizedCaseInsensitiveContains(secret.prefix(40)), "\(secret.prefix(20))")
        }
    }

    @Test("told to end, the box answers those who wait, with receipts that hold")
    func shutdown() async throws {
        let election = try Polls.election(quorum: 1)
        let witness = try FalseWitness("library", of: election)
        try await FalseWitness.serve([witness], patience: .seconds(50)) { clients in
            let polls = try await Polls(election, witnesses: clients)
            let asked = witness.asked
            witness.become(.slow)
            let ballot = try polls.ballot(0)
            let late = Mutex<Task<TestClient.Response, any Error>?>(nil)
            try await polls.serve(.live) { client in
                let port = try #require(client.port)
                let task = Task {
                    try await TestClient.withClient(host: "localhost", port: port) { client in
                        try await client.execute(
                            TestClient.Request(
                                "/v1/ballots", method: .post, authority: "localhost", body: ByteBuffer(bytes: ballot)))
                    }
                }
                late.withLock { $0 = task }
                // The box ends as soon as this does, while the witness thinks about the ballot.
                while witness.asked == asked { try await Task.sleep(for: .milliseconds(5)) }
            }
            let answer = try await #require(late.withLock { $0 }).value
            let body = Array(buffer: try #require(answer.body))
            #expect(answer.status == .ok)
            var members = try Members(JSON(canonical: body), of: "answer")
            let receipt = try Receipt(parsing: Array(members.string("receipt").utf8))
            let log = try election.keys.verification(FixtureElection.origin)
            _ = try receipt.verify(leaf: MerkleTree.leaf(ballot), log: log)
        }
    }

    /// Makes a certificate for this machine with openssl: the paths of the chain and the key.
    private static func certificate(_ folder: String) throws -> (chain: String, key: String) {
        let (chain, key) = ("\(folder)/chain-\(UUID()).pem", "\(folder)/key-\(UUID()).pem")
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/env")
        openssl.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key,
            "-out",
            chain, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        try #require(openssl.terminationStatus == 0)
        return (chain, key)
    }

    @Test("with a certificate the box speaks TLS and nothing else, of version 1.2 or later")
    func encrypted() async throws {
        let polls = try await Polls()
        let certificate = try Self.certificate(polls.folder)
        var trust = TLSConfiguration.makeClientConfiguration()
        trust.trustRoots = .file(certificate.chain)
        var old = trust
        old.minimumTLSVersion = .tlsv1
        old.maximumTLSVersion = .tlsv11
        let (trusting, outdated) = (trust, old)
        try await polls.serve(.live) {
            $0.certificate = certificate
        } _: { plain in
            let port = try #require(plain.port)
            let request = TestClient.Request("/health/live", method: .get, authority: "localhost")
            let answer = try await TestClient.withClient(
                host: "localhost", port: port,
                configuration: .init(tlsConfiguration: trusting, timeout: .seconds(10), serverName: "localhost")
            ) { try await $0.execute(request) }
            #expect(answer.status == .ok)
            #expect(answer.headers[.strictTransportSecurity] == "max-age=31536000")
            await #expect(throws: (any Error).self) {
                _ = try await TestClient.withClient(
                    host: "localhost", port: port,
                    configuration: .init(tlsConfiguration: outdated, timeout: .seconds(2), serverName: "localhost")
                ) { try await $0.execute(request) }
            }
            await #expect(throws: (any Error).self) {
                _ = try await TestClient.withClient(
                    host: "localhost", port: port, configuration: .init(timeout: .seconds(2))
                ) { try await $0.execute(request) }
            }
        }
    }

    @Test("without a certificate the box promises no TLS: that is for the proxy in front")
    func plain() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            let answer = try await client.get("/health/live")
            #expect(answer.headers[.strictTransportSecurity] == nil)
        }
    }

    @Test("a certificate without its key, or none at all, keeps the box from serving")
    func unfitCertificates() async throws {
        let polls = try await Polls()
        let (one, other) = (try Self.certificate(polls.folder), try Self.certificate(polls.folder))
        for pair in [
            (one.chain, other.key), (one.chain, "\(polls.folder)/none.pem"), ("\(polls.folder)/none.pem", one.key),
        ] {
            let server = try polls.server { $0.certificate = pair }
            await #expect {
                try await server.run { _ in }
            } throws: { ($0 as? BoxError)?.description.hasPrefix("\(pair.0), \(pair.1): ") == true }
        }
    }
}
