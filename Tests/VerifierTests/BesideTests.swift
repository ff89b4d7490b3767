import ElectionFixture
import ElectionRecord
import Testing
import TransparencyLog

@testable import Verifier

@Suite("What lies beside the record is told apart from a false record")
struct BesideTests {
    private func report(_ receipt: [UInt8]? = nil, _ change: (inout [String: [UInt8]]) throws -> Void = { _ in }) throws
        -> Report
    {
        var folder = try Held.published.get()
        try change(&folder.files)
        return try Held.verify(folder, receipts: receipt.map { [HandedReceipt(name: "mine", bytes: $0)] } ?? []).report
    }

    private static func text() throws -> String {
        let done = try Held.done.get()
        return String(
            decoding: try done.receipt(done.replay.ballots[2].entry, size: done.entries.count).bytes, as: UTF8.self)
    }

    @Test("a file that a system left fails its check, is named, and says nothing against the record")
    func stray() throws {
        let report = try report { $0[".DS_Store"] = [1] }
        #expect(report.verdict == .failed([.files]) && report.recordVerdict == .verified)
        #expect(report.conclusion == "FAILED: V12 (the record holds; 1 in the folder is no part of it: .DS_Store)")
        #expect(
            report.text().contains("         .DS_Store: a file that macOS leaves: no part of the record; delete it\n"))
        #expect(report.json.text.contains(#""of":"beside""#) && report.json.text.contains(#""record":"VERIFIED""#))
    }

    @Test("a folder is one thing, and under tile/ and checkpoints/ it is the log's check")
    func places() throws {
        let report = try report { files in
            for name in 0..<30 { files[".git/objects/\(name)"] = [1] }
            files["tile/0/.DS_Store"] = [1]
            files["checkpoints/Thumbs.db"] = [1]
        }
        #expect(
            report.conclusion
                == "FAILED: V1, V12 (the record holds; 3 in the folder are no part of it: tile/0/.DS_Store, checkpoints/Thumbs.db and .git/)"
        )
        #expect(
            report[.files].besides.map(\.message) == [
                "a folder that Git keeps: no part of the record; delete it (it holds 30)"
            ])
    }

    @Test("beside a failure of the record, or another file, nobody says that it holds")
    func both() throws {
        for path in ["minutes.txt", "index2.html", "artifacts/\(String(repeating: "0", count: 64))"] {
            let report = try report {
                $0[".DS_Store"] = [1]
                $0[path] = [1]
            }
            #expect(report.conclusion == "FAILED: V12" && report.recordVerdict == .failed([.files]))
        }
        let report = try report {
            $0["results.csv"]?.append(0)
            $0["tile/.DS_Store"] = [1]
        }
        #expect(report.conclusion == "FAILED: V1, V12" && report.recordVerdict == .failed([.files]))
    }

    @Test("a record that waits holds so far")
    func waiting() throws {
        let election = try Held.done.get()
        var folder = try election.published()
        folder.files["checkpoint"] = try election.note(size: election.entries.count, cosigned: false).bytes
        folder.files["CNAME"] = [1]
        let report = try Held.verify(folder).report
        #expect(
            report.conclusion.hasPrefix(
                "FAILED: V12 (the record holds so far, and waits for witnesses library and newspaper since "),
            "\(report.conclusion)")
    }

    @Test(
        "a receipt whose line ends were changed is named as that, and found",
        arguments: [
            ("\u{FEFF}{}", "a byte order mark stands before it"), ("{crlf}", "its line ends have a carriage return"),
            ("{cr}", "its line ends have a carriage return"), ("{spaces}", "lines end with spaces"),
            ("{cut}", "its last line end is missing"), ("{}\n\n", "empty lines stand around it"),
            ("\n{}", "empty lines stand around it"),
            (
                "\u{FEFF}\n{crlf-spaces} \r\n",
                "a byte order mark stands before it, its line ends have a carriage return, lines end with spaces and empty lines stand around it"
            ),
        ])
    func receipt(form: String, change: String) throws {
        let text = try Self.text()
        let changed = form.replacing("{}", with: text).replacing("{crlf}", with: text.replacing("\n", with: "\r\n"))
            .replacing("{cr}", with: text.replacing("\n", with: "\r"))
            .replacing("{spaces}", with: text.replacing("\n", with: " \t\n"))
            .replacing("{cut}", with: String(decoding: text.utf8.dropLast(), as: UTF8.self))
            .replacing("{crlf-spaces}", with: text.replacing("\n", with: "  \r\n"))
        let report = try report(Array(changed.utf8))
        #expect(report.verdict == .failed([.receipts]), "\(report.text())")
        #expect(
            report[.receipts].besides.map(\.message) == [
                "not as it was given: \(change); with that undone it holds. Keep it as a file"
            ], "\(report.text())")
        #expect(report.conclusion == "FAILED: V13 (the record holds; 1 not as given, and found: mine)")
    }

    @Test("a receipt that does not hold, whatever its line ends, fails the record")
    func falseReceipt() throws {
        let done = try Held.done.get()
        let other = try done.with(entries: Array(done.entries.dropLast(3))).receipt(3, size: done.entries.count - 3)
        let others: [[UInt8]] = [
            Array(String(decoding: other.bytes, as: UTF8.self).replacing("\n", with: "\r\n").utf8),
            Array("thank you\r\n".utf8), [], [0x0A], [0x0D],
        ]
        for receipt in others {
            let report = try report(receipt)
            #expect(
                report.conclusion == "FAILED: V13" && report.recordVerdict == .failed([.receipts]), "\(report.text())")
        }
    }
}
