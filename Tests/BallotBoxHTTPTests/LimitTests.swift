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
        // Some proxies add the port.
        #expect(Sender("198.51.100.4:5001") == Sender("198.51.100.4"))
        #expect(Sender("[2001:db8::1]:5001") == Sender("2001:db8::1"))
        #expect(Sender("[2001:db8::1]") == Sender("2001:db8::1"))
        // Whoever has no address is one sender.
        for text in ["_hidden", "", "198.51.100.4:5001:1", "[", "198.51.100.4.5"] {
            #expect(Sender(text) == Sender("unknown"), "\(text)")
        }
    }

    @Test("large requests share a room, one of each sender; small ones need no place")
    func uploads() async throws {
        let (size, one, other) = (Uploads.small + 1, Sender("192.0.2.1"), Sender("192.0.2.2"))
        let uploads = Uploads(room: 2 * size + 1)
        try await uploads.carry(one) { first in
            try first.grow(to: size)
            try first.grow(to: size + 1)
            try await uploads.carry(one) { second in
                try second.grow(to: Uploads.small)
                #expect(throws: Unavailable.self) { try second.grow(to: size) }
            }
            try await uploads.carry(other) { third in
                try third.grow(to: size)
                #expect(throws: Unavailable.self) { try third.grow(to: size + 1) }
                try await uploads.carry(Sender("192.0.2.3")) { fourth in
                    try fourth.grow(to: Uploads.small)
                    #expect(throws: Unavailable.self) { try fourth.grow(to: size) }
                }
            }
        }
        // All is given back, also by those who were turned away.
        try await uploads.carry(one) { try $0.grow(to: 2 * size + 1) }
    }

    @Test("acts and artifacts are counted before they are kept")
    func manyActs() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            for (count, reason) in [(ActsRequest.most, "a note"), (ActsRequest.most + 1, "values")] {
                let body: JSON = ["acts": .array((0..<count).map { .string("\($0)") }), "artifacts": []]
                let answer = try await client.post("/v1/acts", body.canonical)
                try answer.requireFault(.badRequest, "malformed")
                #expect(answer.text.contains(reason), "\(answer.text)")
            }
        }
    }
}
