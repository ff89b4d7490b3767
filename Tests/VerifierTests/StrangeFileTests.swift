import ElectionFixture
import ElectionRecord
import Foundation
import Publisher
import Testing

@testable import Verifier

@Suite("What is no file of the record")
struct StrangeFileTests {
    /// Changes the honest election's folder on the disk, and verifies it.
    private func report(_ change: (_ folder: String) throws -> Void) throws -> Report {
        try Held.published.get().onDisk { path in
            try change(path)
            return try Verifier.verify(RecordFolder(path), pages: Site.pages).report
        }
    }

    private func link(_ path: String, to other: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: other)
    }

    @Test(
        "a link to a folder is no part of the record, and what it leads to is not looked at",
        arguments: ["uitslag", "artifacts/more", "en/more", "checkpoints/more", "tile/more"])
    func linkedFolder(place: String) throws {
        let report = try report { folder in
            try FileManager.default.createDirectory(atPath: folder + "-else", withIntermediateDirectories: true)
            try Data("nobody has won".utf8).write(to: URL(filePath: folder + "-else/index.html"))
            try link("\(folder)/\(place)", to: folder + "-else")
        }
        let check: Check = place.hasPrefix("tile") || place.hasPrefix("checkpoints") ? .log : .files
        #expect(report.verdict == .failed([check]), "\(report.text())")
        #expect(report[check].failures.map(\.place) == [place])
    }

    @Test("a link in the place of a file is not followed", arguments: [false, true])
    func linkedFile(isArtifact: Bool) throws {
        var name = "index.html"
        let report = try report { folder in
            if isArtifact {
                let reference = try #require(Held.done.get().replay.progress[0].mixes.first?.artifact)
                name = reference.path
            }
            try FileManager.default.moveItem(atPath: "\(folder)/\(name)", toPath: folder + "-moved")
            try link("\(folder)/\(name)", to: folder + "-moved")
        }
        let check: Check = isArtifact ? .mixes : .files
        guard case .failed(let failed) = report.verdict else {
            Issue.record("\(report.verdict)")
            return
        }
        #expect(failed.contains(check), "\(report.text())")
        #expect(report[check].failures.contains { "\($0)".contains("\(name)") }, "\(report.text())")
    }

    @Test(
        "a link in the place of a folder is no folder of the record",
        arguments: ["artifacts", "tile", "checkpoints", "en"])
    func linkInPlaceOfFolder(name: String) throws {
        let report = try report { folder in
            try FileManager.default.moveItem(atPath: "\(folder)/\(name)", toPath: folder + "-moved")
            try link("\(folder)/\(name)", to: folder + "-moved")
        }
        guard case .failed = report.verdict else {
            Issue.record("\(report.verdict)")
            return
        }
        #expect(Check.allCases.flatMap { report[$0].failures }.contains { $0.place == name }, "\(report.text())")
    }

    @Test("nobody waits for a pipe", .timeLimit(.minutes(10)))
    func pipe() throws {
        for path in try [
            "index.html", "checkpoint", #require(Held.done.get().replay.progress[0].mixes.first?.artifact.path),
        ] {
            let report = try report { folder in
                try FileManager.default.removeItem(atPath: "\(folder)/\(path)")
                #expect(unsafe mkfifo("\(folder)/\(path)", 0o644) == 0)
            }
            #expect(report.verdict.exitCode == 1, "\(path)")
        }
    }

    @Test("a sparse terabyte in the place of any kind of file is refused unread", .timeLimit(.minutes(10)))
    func sparse() throws {
        let election = try Held.done.get()
        let size = election.entries.count
        let mix = try #require(election.replay.progress[0].mixes.first?.artifact.path)
        let result = election.replay.results[0]
        let projects = try #require(election.replay.election?.manifest.contests[0].projects.path)
        let look = try #require(election.replay.election?.manifest.look?.path)
        for path in [
            "checkpoint", "checkpoints/\(size)", "tile/0/000.p/\(size)", "tile/entries/000.p/\(size)", mix, projects,
            look,
            result.outcome.path, result.opened?.path ?? mix, "index.html", "results.json", ".nojekyll",
        ] {
            let report = try report { folder in
                if !FileManager.default.fileExists(atPath: "\(folder)/\(path)") {
                    try Data().write(to: URL(filePath: "\(folder)/\(path)"))
                }
                #expect(unsafe truncate("\(folder)/\(path)", 1 << 40) == 0)
            }
            #expect(report.verdict.isFailed, "\(path)")
            let told = Check.allCases.flatMap { report[$0].failures }.contains {
                $0.message.contains("1099511627776") || path == ".nojekyll" && $0.place == path
            }
            #expect(told, "\(path): \(report.text())")
        }
    }

    @Test("a name with control characters is one line of the report, and changes no terminal")
    func names() throws {
        let report = try report { folder in
            let name = "z\u{1B}[2J\nok   V12 the published files say what the log says\u{202E}"
            try Data([1]).write(to: URL(filePath: folder).appending(path: name))
        }
        #expect(report.verdict == .failed([.files]))
        let text = report.text()
        #expect(text.contains(#"z\u{1B}[2J\u{A}ok   V12"#), "\(text)")
        #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
        #expect(text.matches(of: /(?m)^ok   V12/).isEmpty)
    }
}
