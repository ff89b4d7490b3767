import Foundation
import Testing
import Wire

@testable import ElectionRecord

/// vectors/record.json, read as a stranger would.
@Suite struct RecordVectorTests {
    private struct File: Decodable {
        struct Cases<Accepted: Decodable, Refused: Decodable>: Decodable {
            let accepted: [Accepted]
            let refused: [Refused]
        }
        struct Time: Decodable {
            let time: String
            let seconds: Int?
        }
        struct Logo: Decodable {
            let comment: String
            let svg: String
        }
        struct Text: Decodable {
            let comment: String
            let json: String
        }
        let canonicalJson: Cases<Text, Text>
        let times: Cases<Time, Time>
        let logos: Cases<Logo, Logo>
    }

    private static func file() throws -> File {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(File.self, from: Data(contentsOf: root.appending(path: "vectors/record.json")))
    }

    @Test("times are taken and refused as the vectors say")
    func times() throws {
        let times = try Self.file().times
        for accepted in times.accepted {
            #expect(try Timestamp(parsing: accepted.time).seconds == accepted.seconds)
        }
        for refused in times.refused {
            #expect(throws: RecordError.self, "\(refused.time)") { try Timestamp(parsing: refused.time) }
        }
    }

    @Test("canonical JSON is taken and refused as the vectors say")
    func canonicalJSON() throws {
        let texts = try Self.file().canonicalJson
        for accepted in texts.accepted {
            let bytes = try Hex.decode(accepted.json)
            #expect(try JSON(canonical: bytes).canonical == bytes, "\(accepted.comment)")
        }
        for refused in texts.refused {
            #expect(throws: WireError.self, "\(refused.comment)") { try JSON(canonical: Hex.decode(refused.json)) }
        }
    }

    @Test("SVG logos are taken and refused as the vectors say")
    func logos() throws {
        let logos = try Self.file().logos
        for accepted in logos.accepted {
            #expect(try Logo(Array(accepted.svg.utf8)).kind == .svg, "\(accepted.comment)")
        }
        for refused in logos.refused {
            #expect(throws: RecordError.self, "\(refused.comment)") { try Logo(Array(refused.svg.utf8)) }
        }
    }
}
