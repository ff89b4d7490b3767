import Ceremony
import ElectionFixture
import ElectionRecord
import Foundation
import Testing
import Wire

@testable import stembus

@Suite("What commands read and write")
struct InputTests {
    private func inFolder(_ body: (_ folder: String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func complains(_ says: String, _ body: () throws -> Void) {
        #expect(performing: body, throws: { "\($0)".contains(says) })
    }

    @Test("a device, a pipe and a sparse terabyte are refused unread", .timeLimit(.minutes(10)))
    func kinds() throws {
        try inFolder { folder in
            #expect(unsafe mkfifo("\(folder)/pipe", 0o600) == 0)
            try Files.write([], to: "\(folder)/large")
            #expect(unsafe truncate("\(folder)/large", 1 << 40) == 0)
            for (path, says) in [
                ("/dev/zero", "found a link, a folder or a device"),
                ("\(folder)/pipe", "found a link, a folder or a device"),
                ("\(folder)/large", "bytes, found 1099511627776"),
            ] {
                complains("\(path): expected ") { _ = try Files.read(path) }
                complains(says) { _ = try Files.read(path) }
                complains(says) { _ = try PrivateFile.read(path) }
                complains(says) { _ = try Keys.read(path) }
                complains(says) { _ = try CodeFile.codes(in: path) }
                complains(says) { _ = try Envelope.batch(path, receipts: folder) }
                complains(says) { _ = try PabulibDefinition([path], leftover: nil, origin: "a.example/b", now: .now) }
                complains(says) { _ = try Definition(path: path) }
            }
        }
    }

    @Test("a definition's names of very many parts are refused before they are read")
    func parts() throws {
        let deep = Array(repeating: "a", count: 200_000).joined(separator: ".")
        for text in ["\(deep)=1\n", "[\(deep)]\n", "x = {\(deep)=1}\n"] {
            complains("election.toml: line 1: expected at most 1000 dots, found 199999") {
                _ = try JSON(toml: Array(text.utf8), at: "election.toml")
            }
        }
        let fits = Array(repeating: "a", count: 100).joined(separator: ".")
        _ = try JSON(toml: Array("\(fits)=1\n".utf8), at: "election.toml")
    }

    @Test("what a party hands in has the artifacts that its acts name, of their size, and no others")
    func outbox() throws {
        var election = try FixtureElection.opened()
        let artifact: [UInt8] = [1, 2, 3]
        try election.append(
            .mix(contest: "oost", mixer: 1, artifact: ArtifactReference(artifact)), by: ["mixer-1"])
        let act = try #require(election.entries.last)
        try inFolder { folder in
            let (out, path) = ("\(folder)/out", ArtifactReference(artifact).path)
            try Outbox.write([act], artifacts: [artifact], to: out)
            let handed = try Outbox.read(out)
            #expect(handed.acts == [act] && handed.artifacts == [artifact])
            try Files.write([7], to: "\(out)/artifacts/stray")
            complains("\(out)/artifacts/stray: expected an act that names it") { _ = try Outbox.read(out) }
            try FileManager.default.removeItem(atPath: "\(out)/artifacts/stray")
            try Files.write([1, 2, 4], to: "\(out)/\(path)")
            complains("\(out)/\(path): expected its name to be its SHA-256") { _ = try Outbox.read(out) }
            #expect(unsafe truncate("\(out)/\(path)", 1 << 40) == 0)
            complains("\(out)/\(path): expected 3 bytes, found 1099511627776") { _ = try Outbox.read(out) }
            try FileManager.default.removeItem(atPath: "\(out)/\(path)")
            try FileManager.default.createSymbolicLink(atPath: "\(out)/\(path)", withDestinationPath: "/dev/zero")
            complains("found a link, a folder or a device") { _ = try Outbox.read(out) }
            try Files.write([UInt8](repeating: 0x41, count: 65_536), to: "\(out)/act-0001.note")
            complains("act-0001.note: expected at most 65535 bytes, found 65536") { _ = try Outbox.read(out) }
        }
    }

    @Test("a file or folder that appears meanwhile is kept as it is")
    func appearing() throws {
        try inFolder { folder in
            try Files.create([1], at: "\(folder)/file")
            complains("exists already; it is kept as it is") { try Files.create([2], at: "\(folder)/file") }
            #expect(try Files.read("\(folder)/file") == [1])
            complains("exists already; it is kept as it is") {
                try Files.stage("\(folder)/made") { draft in
                    try Files.write([1], to: "\(draft)/mine")
                    try Files.write([2], to: "\(folder)/made/theirs")
                }
            }
            #expect(Files.list("\(folder)/made") == ["theirs"])
            #expect(Files.list(folder) == ["file", "made"])
            try Files.stage("\(folder)/empty") { draft in
                try Files.write([1], to: "\(draft)/mine")
                try FileManager.default.createDirectory(
                    atPath: "\(folder)/empty", withIntermediateDirectories: false)
            }
            #expect(Files.list("\(folder)/empty") == ["mine"])
        }
    }
}
