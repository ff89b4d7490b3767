import BallotCrypto
import Foundation
import Testing
import TransparencyLog
import Wire

@testable import ElectionRecord

@Suite("The index of tracking codes")
struct TrackingIndexTests {
    private func code(_ beginning: [UInt8]) throws -> TrackingCode {
        TrackingCode(try #require(Digest(beginning + [UInt8](repeating: 0, count: 32 - beginning.count))))
    }

    @Test(
        "the files' names are as long as some 4,096 ballots a file ask for",
        arguments: [
            (0, 0), (1, 0), (4096, 0), (4097, 1), (131_072, 1), (131_073, 2), (4_194_304, 2), (4_194_305, 3),
            (134_217_728, 3), (134_217_729, 4), (4_294_967_296, 4),
        ])
    func symbols(ballots: Int, symbols: Int) {
        #expect(TrackingIndex.symbols(for: ballots) == symbols)
    }

    @Test("no ballot, no file")
    func none() {
        #expect(TrackingIndex(codes: []).files.isEmpty)
    }

    /// A row of a file: the code that begins so, and an entry below 65,536.
    private func row(_ beginning: [UInt8], _ entry: Int) -> [UInt8] {
        beginning + [UInt8](repeating: 0, count: 12 - beginning.count) + [UInt8(entry >> 8), UInt8(entry & 255)]
    }

    @Test("a small vote has one file, in the order of the codes; of two with one code the earlier comes first")
    func one() throws {
        let codes: [([UInt8], UInt32)] = [([255], 7), ([1, 2], 260), ([255], 5), ([0, 255, 1], 9)]
        let index = TrackingIndex(codes: try codes.map { (try code($0.0), $0.1) })
        #expect(index.symbols == 0)
        #expect(index.files.map(\.path) == ["tracking/all"])
        let expected = row([0, 255, 1], 9) + row([1, 2], 260) + row([255], 5) + row([255], 7)
        #expect(index.files[0].bytes == expected)
    }

    @Test("a larger one has a file for each first symbol that occurs")
    func many() throws {
        var codes: [(TrackingCode, UInt32)] = []
        for number in 0..<5000 {
            let first: UInt8 = number % 3 == 0 ? 0x07 : 0xF8
            codes.append((try code([first, UInt8(number >> 8), UInt8(number & 255)]), UInt32(number)))
        }
        let index = TrackingIndex(codes: codes)
        #expect(index.symbols == 1)
        #expect(index.files.map(\.path) == ["tracking/0", "tracking/Z"])
        #expect(index.files.map { $0.bytes.count } == [1667 * 14, 3333 * 14])
        for file in index.files {
            let rows = stride(from: 0, to: file.bytes.count, by: 14).map { Array(file.bytes[$0..<$0 + 14]) }
            #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
        }
    }
}

/// vectors/files.json, made again by the rules of spec/files.md and compared.
@Suite("The vectors of the index of tracking codes")
struct TrackingIndexVectorTests {
    private struct File: Decodable {
        struct Tracking: Decodable {
            let symbols: [[String: Int]]
            let files: [Case]
        }
        struct Case: Decodable {
            struct Ballot: Decodable {
                let leaf: String
                let entry: UInt32
            }
            let ballots: [Ballot]?
            let bytes: [String: String]?
            let sha256: [String: String]?
        }
        let tracking: Tracking
    }

    private func tracking() throws -> File.Tracking {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: root.appending(path: "vectors/files.json")))
            .tracking
    }

    @Test("the vectors' numbers of ballots have files of as many symbols")
    func symbols() throws {
        let cases = try tracking().symbols
        #expect(cases.count == 9)
        for vector in cases {
            #expect(try TrackingIndex.symbols(for: #require(vector["ballots"])) == #require(vector["symbols"]))
        }
    }

    @Test("the vectors' ballots give the vectors' files")
    func files() throws {
        let cases = try tracking().files
        #expect(cases.count == 2)
        for vector in cases {
            var codes: [(TrackingCode, UInt32)] = []
            if let ballots = vector.ballots {
                for ballot in ballots {
                    codes.append((TrackingCode(try #require(Digest(Hex.decode(ballot.leaf)))), ballot.entry))
                }
                let found = TrackingIndex(codes: codes).files.map { ($0.path, Hex.encode($0.bytes)) }
                #expect(Dictionary(uniqueKeysWithValues: found) == vector.bytes)
            } else {
                for number in 0..<4097 {
                    let first: UInt8 = number % 1000 == 0 ? 0xFF : 0x38
                    let leaf = [first, UInt8(number >> 8), UInt8(number & 255)] + [UInt8](repeating: 0, count: 29)
                    codes.append((TrackingCode(try #require(Digest(leaf))), UInt32(number)))
                }
                let found = TrackingIndex(codes: codes).files.map { ($0.path, SHA256.hash($0.bytes).hex) }
                #expect(Dictionary(uniqueKeysWithValues: found) == vector.sha256)
            }
        }
    }
}
