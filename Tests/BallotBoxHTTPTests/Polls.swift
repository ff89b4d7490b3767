import BallotBox
import BallotBoxSQLite
import BallotCrypto
import ElectionFixture
import ElectionRecord
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing
import TransparencyLog
import Wire

@testable import BallotBoxHTTP

extension SQLiteStore: PublishedLog {}

/// An election whose vote is open, in a folder of its own, served as its users find it.
final class Polls: Sendable {
    let election: FixtureElection
    let folder: String
    let faults = Faults()
    private let clock = Mutex((now: FixtureElection.opens + 10, next: FixtureElection.opens + 10))
    let log = LogBook()
    let sequencer: Sequencer

    /// Made once for each quorum, as a ceremony takes its time.
    private static let elections = [0, 1, 2].map { quorum in Result { try election(quorum: quorum) } }

    static func election(quorum: Int, page: [PageFile] = []) throws -> FixtureElection {
        var election = try FixtureElection.begun {
            $0.keys.witnessQuorum = quorum
            $0.page = page
        }
        try election.holdCeremony()
        try election.enrol()
        try election.rehearse()
        try election.open()
        return election
    }

    init(
        quorum: Int = 0, _ other: FixtureElection? = nil, witnesses: [WitnessClient] = [],
        gathering: Duration = .milliseconds(5), pause: Duration = .milliseconds(20), room: Int = 4096,
        writer time: Int = FixtureElection.opens + 10
    ) async throws {
        _ = Self.metrics
        let election = try other ?? Self.elections[quorum].get()
        let (folder, faults) = (NSTemporaryDirectory() + "stembus-\(UUID().uuidString)", faults)
        self.election = election
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        do {
            let box = try BallotBox(
                store: SQLiteStore.create(in: folder), key: election.keys.signing(FixtureElection.origin),
                clock: { Timestamp(seconds: FixtureElection.opens + 10) })
            let artifacts = try election.replay.references.map { try election.shelf.artifact($0) }
            try box.append(election.entries, artifacts: artifacts)
        }
        let logger = Logger(label: "polls") { [log] _ in log.handler }
        sequencer = try await Sequencer(
            witnesses: witnesses, gathering: gathering, pause: pause, room: room, logger: logger,
            clock: { Timestamp(seconds: time) }
        ) {
            try faults.pass(.opening)
            let store = FailingStore(try SQLiteStore.open(folder), faults)
            return try BallotBox(
                store: store, key: election.keys.signing(FixtureElection.origin),
                clock: { Timestamp(seconds: FixtureElection.opens + 10) })
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func server(page: PageRoutes? = nil, _ change: (inout BoxServer) -> Void = { _ in }) throws -> BoxServer {
        let logger = Logger(label: "polls") { [log] _ in log.handler }
        var server = BoxServer(
            sequencer, log: try SQLiteStore.open(folder, isWriter: false),
            page: try page ?? PageRoutes([]) { _ in [] }, metrics: Self.metrics, logger: logger,
            clock: { [self] in time() })
        server.port = 0
        change(&server)
        return server
    }

    /// Hands `body` a client of the box.
    func serve<Value: Sendable>(
        _ setup: TestingSetup = .router, page: PageRoutes? = nil, _ change: (inout BoxServer) -> Void = { _ in },
        _ body: @Sendable (any TestClientProtocol) async throws -> Value
    ) async throws -> Value {
        try await server(page: page, change).application(ready: { _ in }).test(setup, body)
    }

    /// A ballot of the first district's code `number`.
    func ballot(_ number: Int, _ projects: [Int] = [0]) throws -> [UInt8] {
        try election.ballot(["oost": projects], district: 0, by: election.credential(0, number)).content.bytes
    }

    /// An act of the officials, signed by as many as must.
    func act(_ act: Act, by signers: [String] = FixtureElection.signers) throws -> [UInt8] {
        var election = election
        election.time += 1
        return try election.signed(act, by: signers)
    }

    /// Sets the clock; once it was looked at, it is `next`.
    func tell(_ seconds: Int, then next: Int? = nil) { clock.withLock { $0 = (seconds, next ?? seconds) } }

    private func time() -> Timestamp {
        clock.withLock { clock in
            defer { clock.now = clock.next }
            return Timestamp(seconds: clock.now)
        }
    }
}

extension TestResponse {
    var bytes: [UInt8] { Array(buffer: body) }
    var text: String { String(buffer: body) }
    var json: JSON { get throws { try JSON(canonical: bytes) } }

    /// The word and the sentence of a refusal, which has no other member.
    var fault: (error: String, message: String) {
        get throws {
            var members = try Members(json, of: "fault")
            let fault = (error: try members.string("error"), message: try members.string("message"))
            try members.finish()
            return fault
        }
    }

    /// Requires a refusal of this status and word.
    func requireFault(
        _ status: HTTPResponse.Status, _ kind: String, _ location: SourceLocation = #_sourceLocation
    ) throws {
        #expect(self.status == status, "\(text)", sourceLocation: location)
        #expect(try fault.error == kind, sourceLocation: location)
    }

    /// The receipt of a ballot that was cast.
    var cast: (index: Int, trackingCode: String, receipt: Receipt) {
        get throws {
            try #require(status == .ok, "\(text)")
            var members = try Members(json, of: "answer")
            let cast = (
                index: try members.integer("index"), trackingCode: try members.string("tracking_code"),
                receipt: try Receipt(parsing: Array(members.string("receipt").utf8))
            )
            try members.finish()
            return cast
        }
    }
}

extension TestClientProtocol {
    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(uri: path, method: .get, headers: headers)
    }

    func post(_ path: String, _ body: [UInt8], _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: body))
    }

    func cast(_ ballot: [UInt8]) async throws -> TestResponse { try await post("/v1/ballots", ballot) }

    func hand(in acts: [[UInt8]], artifacts: [[UInt8]] = []) async throws -> TestResponse {
        let body: JSON = [
            "acts": .array(acts.map { .string(String(decoding: $0, as: UTF8.self)) }),
            "artifacts": .array(artifacts.map { .string(Base64.encode($0)) }),
        ]
        return try await post("/v1/acts", body.canonical)
    }

    /// The size of the log that anyone sees.
    func size() async throws -> Int {
        let note = try await SignedNote(parsing: get("/log/checkpoint").bytes)
        return try Checkpoint(parsing: note.text).head.size
    }
}
