import ElectionFixture
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing
import Wire

@testable import BallotBoxHTTP

@Suite("The box's limits")
struct LimitTests {
    @Test("a body of one byte too many is refused as too large")
    func sizes() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            let largest = polls.sequencer.face.now.largestBallot
            // The style of widest ballots has three ciphertexts.
            #expect(largest == 39 + 98 + 3 * 131)
            try await client.cast(Array(repeating: 1, count: largest)).requireFault(.badRequest, "malformed")
            try await client.cast(Array(repeating: 1, count: largest + 1)).requireFault(.contentTooLarge, "too-large")
            let keys = Array(repeating: UInt8(2), count: 1025)
            try await client.post("/v1/eligibility", keys).requireFault(.contentTooLarge, "too-large")
            try await client.post("/v1/eligibility", keys.dropLast()).requireFault(.badRequest, "malformed")
            let acts = Array(repeating: UInt8(ascii: " "), count: (4 << 20) + 1)
            try await client.post("/v1/acts", acts).requireFault(.contentTooLarge, "too-large")
            try await client.post("/v1/acts", acts.dropLast()).requireFault(.badRequest, "malformed")
        }
    }

    private static func asked(_ client: any TestClientProtocol, for address: String?) async throws -> TestResponse {
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        return try await client.post("/v1/eligibility", [], address.map { [name: $0] } ?? [:])
    }

    @Test(
        "one address has so many requests a minute, and is told when to come again; others and readers are not held up")
    func rate() async throws {
        let polls = try await Polls()
        try await polls.serve(.router) {
            $0.rate = 7
            $0.isBehindProxy = true
        } _: { client in
            for number in 0..<7 {
                let address = "198.51.100.\(number), 192.0.2.1"
                try await Self.asked(client, for: address).requireFault(.badRequest, "malformed")
            }
            // Another first address is what the sender says itself: it makes no other sender.
            let answer = try await Self.asked(client, for: "203.0.113.9, 192.0.2.1")
            try answer.requireFault(.tooManyRequests, "too-many-requests")
            #expect(answer.headers[.retryAfter] == "9")
            #expect(
                try await client.get("/v1/receipts/0000", [.init("X-Forwarded-For")!: "192.0.2.1"]).status
                    == .tooManyRequests)
            #expect(try await client.get("/log/checkpoint").status == .ok)
            #expect(try await client.get("/v1/election").status == .ok)
            try await Self.asked(client, for: "192.0.2.1, 192.0.2.2").requireFault(.badRequest, "malformed")
        }
    }

    @Test("without a proxy in front nobody says who they are")
    func noProxy() async throws {
        let polls = try await Polls()
        try await polls.serve(.router) {
            $0.rate = 2
        } _: { client in
            for address in ["192.0.2.1", "192.0.2.2"] {
                try await Self.asked(client, for: address).requireFault(.badRequest, "malformed")
            }
            #expect(try await Self.asked(client, for: "192.0.2.3").status == .tooManyRequests)
        }
    }

    @Test("no limit is no limit")
    func unlimited() async throws {
        let polls = try await Polls()
        try await polls.serve(.router) {
            $0.rate = 0
        } _: { client in
            for _ in 0..<500 { try await Self.asked(client, for: nil).requireFault(.badRequest, "malformed") }
        }
    }

    @Test("a sender is an IPv4 address, or a household's half of an IPv6 address")
    func senders() throws {
        #expect(Sender("192.0.2.1") == Sender("192.0.2.1"))
        #expect(Sender("192.0.2.1") != Sender("192.0.2.2"))
        #expect(Sender("::ffff:192.0.2.1") == Sender("192.0.2.1"))
        #expect(Sender("2001:db8:1:2::1") == Sender("2001:db8:1:2:ffff::9"))
        #expect(Sender("2001:db8:1:2::1") != Sender("2001:db8:1:3::1"))
        #expect(Sender("2001:db8::1") == Sender(try SocketAddress(ipAddress: "2001:0db8::2", port: 1)))
        #expect(Sender("unknown") == Sender("unknown"))
        #expect(Sender("unknown") != Sender("_hidden"))
    }

    @Test("a turnstile lets so many in at once")
    func turnstile() async throws {
        let turnstile = Turnstile(1)
        try await turnstile.pass {
            _ = await #expect(throws: Unavailable.self) { try await turnstile.pass {} }
        }
        let fall: () async throws -> Void = { throw Fall() }
        await #expect(throws: Fall.self) { try await turnstile.pass(fall) }
        try await turnstile.pass {}
    }

    private struct Fall: Error {}
}
