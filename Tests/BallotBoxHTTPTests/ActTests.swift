import BallotCrypto
import ElectionFixture
import ElectionRecord
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import Wire

@testable import BallotBoxHTTP

@Suite("Acts over HTTP")
struct ActTests {
    private static func stored(_ polls: Polls) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: "\(polls.folder)/artifacts"))
    }

    @Test("acts enter once, all or none, and only when those who must have signed them")
    func signed() async throws {
        let polls = try await Polls()
        try await polls.serve { client in
            let size = polls.election.entries.count
            let notice = try polls.act(.notice(["nl": "Dag", "en": "Hello"]))
            let alone = try polls.act(.notice(["nl": "Nee", "en": "No"]), by: ["official-1"])
            try await client.hand(in: [notice, alone]).requireFault(.unprocessableContent, "refused")
            try await client.hand(in: [polls.ballot(0)]).requireFault(.badRequest, "malformed")
            for body in ["{}", "not JSON", #"{"acts":[[]],"artifacts":[]}"#] {
                try await client.post("/v1/acts", Array(body.utf8)).requireFault(.badRequest, "malformed")
            }
            #expect(try await client.size() == size)
            for _ in 0..<2 { #expect(try await client.hand(in: [notice]).json == ["size": .integer(size + 1)]) }
            try await client.hand(in: [notice, notice]).requireFault(.badRequest, "malformed")
            #expect(try await client.size() == size + 1)
        }
    }

    @Test("a request without acts, or with an artifact that none of them names, leaves nothing, and the box stays open")
    func strangers() async throws {
        let polls = try await Polls(pause: .seconds(60))
        let (files, stray) = (try Self.stored(polls), Array("hello".utf8))
        try await polls.serve { client in
            let size = try await client.size()
            let notice = try polls.act(.notice(["nl": "Dag", "en": "Hello"]))
            let alone = try polls.act(.notice(["nl": "Nee", "en": "No"]), by: ["official-1"])
            try await client.hand(in: [], artifacts: []).requireFault(.badRequest, "malformed")
            try await client.hand(in: [], artifacts: [stray]).requireFault(.badRequest, "malformed")
            try await client.hand(in: [notice], artifacts: [stray]).requireFault(.badRequest, "malformed")
            try await client.hand(in: [alone], artifacts: [stray]).requireFault(.unprocessableContent, "refused")
            #expect(try await client.get("/health/ready").status == .ok)
            #expect(try await client.size() == size)
            #expect(try Self.stored(polls) == files)
            #expect(try await client.get("/log/\(ArtifactReference(stray).path)").status == .notFound)
            #expect(try await client.hand(in: [notice]).json == ["size": .integer(size + 1)])
        }
    }

    @Test("an artifact on the disk that no act of the log names is not shown")
    func unnamed() async throws {
        let polls = try await Polls()
        let stray = Array("hello".utf8)
        try Data(stray).write(to: URL(filePath: "\(polls.folder)/\(ArtifactReference(stray).path)"))
        try await polls.serve { client in
            let answer = try await client.get("/log/\(ArtifactReference(stray).path)")
            #expect(answer.status == .notFound)
        }
    }
}
