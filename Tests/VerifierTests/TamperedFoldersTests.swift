import BallotCrypto
import ElectionRecord
import Foundation
import Publisher
import Testing
import TransparencyLog

@testable import Verifier

/// Folders that somebody with every key made to break the verifier, found beside the repository; they are too many to be part of it.
private let archive = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/cases/tampered.tar.xz").path()

/// The verdicts on them that follow from spec/, and why where that is not plain.
private let table = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Tampered/verdicts.tsv")

@Suite(
    "Folders that were made to deceive",
    .enabled(if: FileManager.default.fileExists(atPath: archive), "tampered.tar.xz does not lie beside the repository"))
struct TamperedFoldersTests {
    /// One folder under one policy.
    private struct Row: Sendable {
        let folder: String
        let policy: String
        let verdict: String
    }

    private static func rows() throws -> [Row] {
        try String(contentsOf: table, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return try #require(cells.count == 4 ? Row(folder: cells[0], policy: cells[1], verdict: cells[2]) : nil)
        }
    }

    @Test(
        "each gets its verdict, for the checks that fail by the specification and no others", .timeLimit(.minutes(10)))
    func verdicts() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: root) }
        try Self.unpack(to: root)
        let rows = try Self.rows()
        #expect(
            try Set(rows.map(\.folder)) == Set(FileManager.default.contentsOfDirectory(atPath: root)),
            "the table has the archive's folders, and no others")
        let found = parallelMap(count: rows.count, chunk: 1) { place in
            Result { try Self.report(on: "\(root)/\(rows[place].folder)/site", under: rows[place].policy) }
        }
        for (row, found) in zip(rows, found) {
            let report = try found.get()
            #expect(Self.words(report.verdict) == row.verdict, "\(row.folder) under \(row.policy)")
            // A policy without witnesses has no times to tell of.
            guard row.folder == "C67-cosignature-times-fall", row.policy != "none" else { continue }
            #expect(
                report[.log].notes.contains { $0.contains("the times of") && $0.contains(" fall: ") },
                "\(row.folder) under \(row.policy): \(report.text())")
        }
    }

    /// Some 140 MB; no more than four times that are written.
    private static func unpack(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = [
            "-c", "set -e; xz -dc \"$1\" | head -c 600000000 | tar -x --no-same-owner -C \"$2\"", "sh", archive, folder,
        ]
        try shell.run()
        shell.waitUntilExit()
        try #require(shell.terminationStatus == 0, "tar and xz unpack it")
    }

    private static func report(on path: String, under policy: String) throws -> Report {
        try Verifier.verify(RecordFolder(path), trust: trust(policy, path), pages: Site.pages).report
    }

    private static func words(_ verdict: Verdict) -> String {
        guard case .failed(let checks) = verdict else { return verdict.word }
        return ([verdict.word] + checks.map(\.id)).joined(separator: " ")
    }

    /// The record's own policy is `own`. The others are the auditor's: `none` knows no witness, `watched` knows the record's
    /// and asks for none, `other-log` has another log's key, `third-witness` asks for one that has not cosigned.
    private static func trust(_ policy: String, _ path: String) throws -> TrustPolicy? {
        switch policy {
        case "own": return nil
        case "none": return try TrustPolicy(parsing: "log \(logKey(path))\nquorum none\n")
        case "other-log":
            let other = try SigningKey.generate(name: "red.example/e").verificationKey
            return try TrustPolicy(parsing: "log \(other)\nquorum none\n")
        case "watched": return try TrustPolicy(parsing: named(path) + "quorum none\n")
        default:
            let third = try SigningKey.generate(name: "third", kind: .cosignature).verificationKey
            return try TrustPolicy(parsing: named(path) + "witness third \(third)\nquorum third\n")
        }
    }

    /// The log and the witnesses of the record's policy.
    private static func named(_ path: String) throws -> String {
        try String(contentsOfFile: "\(path)/trust-policy", encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("quorum") && !$0.hasPrefix("group") }.map { "\($0)\n" }.joined()
    }

    /// As the manifest says; where the log can't be read, as the derived policy does.
    private static func logKey(_ path: String) throws -> String {
        let bundles = "\(path)/tile/entries"
        let files = FileManager.default.subpaths(atPath: bundles)?.sorted() ?? []
        for file in files {
            guard let bytes = FileManager.default.contents(atPath: "\(bundles)/\(file)"),
                let start = bytes.firstRange(of: Data(#""log":""#.utf8))?.upperBound,
                let end = bytes[start...].firstIndex(of: UInt8(ascii: "\""))
            else { continue }
            return String(decoding: bytes[start..<end], as: UTF8.self)
        }
        let words = try String(contentsOfFile: "\(path)/trust-policy", encoding: .utf8).split(
            whereSeparator: \.isWhitespace)
        return try String(#require(words.dropFirst().first))
    }
}
