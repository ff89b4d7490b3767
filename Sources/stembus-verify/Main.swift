import ArgumentParser
import ElectionRecord
import Glibc
import Publisher
import TransparencyLog
import Verifier
import Wire

@main
struct Main: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stembus-verify",
        abstract: "Checks a published election: every entry, ballot, mix, opening and the outcome.",
        usage: """
            stembus-verify site
            stembus-verify site --trust trust-policy --receipt my-ballot.tlog-proof
            stembus-verify site --json > report.json
            """,
        discussion: """
            Compare the manifest's fingerprint and the log key in the report with those that were announced elsewhere, \
            or hand in a trust policy (C2SP tlog-policy) that you got elsewhere.

            Exit status: 0 VERIFIED, or INCOMPLETE while the election is running and nothing has failed; 1 FAILED; \
            2 there was nothing to look at; 64 usage.
            """)

    @Argument(help: "The published folder.")
    var folder: String

    @Option(name: .customLong("receipt"), help: "A receipt (C2SP tlog-proof) to find in the log; may be repeated.")
    var receipts: [String] = []

    @Option(help: "A trust policy of your own, instead of the record's: the log's key, the witnesses and their quorum.")
    var trust: String?

    @Flag(help: "Print the report as JSON, with every failure.")
    var json = false

    @Flag(help: "Print the verdict alone, and no progress.")
    var quiet = false

    func run() throws {
        let verification: Verification
        do {
            verification = try verify()
        } catch {
            Terminal.complain("stembus-verify: \(error)\n")
            throw ExitCode(2)
        }
        let report = verification.report
        if json {
            print(report.json.text)
        } else if quiet {
            print("\(report.verdict)")
        } else {
            print(report.text(), terminator: "")
        }
        throw ExitCode(report.verdict.exitCode)
    }

    private func verify() throws -> Verification {
        let handed = try receipts.map { path in
            HandedReceipt(name: path, bytes: try InputFile.bytes(at: path))
        }
        let policy = try trust.map { path in
            try TrustPolicy(parsing: String(decoding: try InputFile.bytes(at: path), as: UTF8.self))
        }
        let showsProgress = !quiet && Terminal.errorsAreShown
        defer { if showsProgress { Terminal.complain("\r\u{1B}[K") } }
        return try Verifier.verify(
            RecordFolder(folder), receipts: handed, trust: policy,
            rebuilding: { replay, recount in try Site.files(replay, recount: recount) },
            progress: { check, done, all in
                if showsProgress { Terminal.complain("\r\u{1B}[K\(check.id) \(done) of \(all)") }
            })
    }
}
