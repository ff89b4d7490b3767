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
            stembus-verify site --since verified.state --follow
            """,
        discussion: """
            Compare the manifest's fingerprint and the log key in the report with those that were announced elsewhere, \
            or hand in a trust policy (C2SP tlog-policy) that you got elsewhere.

            Exit status: 0 VERIFIED; 1 FAILED; 2 there was nothing to look at; 3 INCOMPLETE: nothing has failed, and the \
            election is running or its log waits for witnesses; 64 usage.
            """)

    @Argument(help: "The published folder.")
    var folder: String

    @Option(name: .customLong("receipt"), help: "A receipt (C2SP tlog-proof) to find in the log; may be repeated.")
    var receipts: [String] = []

    @Option(help: "A trust policy of your own, instead of the record's: the log's key, the witnesses and their quorum.")
    var trust: String?

    @Option(
        help: ArgumentHelp(
            "A file that keeps how far an earlier run came in which nothing failed: only what is new is proven.",
            discussion: "It is made when it isn't there, and brought up to date when nothing fails.",
            valueName: "state"))
    var since: String?

    @Flag(
        help: ArgumentHelp(
            "Verify again whenever the checkpoint changes, until the election is verified or something fails.",
            discussion: "An election that is done still waits for its witnesses, unless their quorum never can be met.")
    )
    var follow = false

    @Flag(help: "Verify every equation on its own, by OpenSSL alone: the same verdict, some ten times slower.")
    var each = false

    @Flag(help: "Print the report as JSON, with every failure.")
    var json = false

    @Flag(help: "Print the verdict alone, and no progress.")
    var quiet = false

    func run() throws {
        let verification: Verification
        do {
            verification = try follow ? watch() : verify()
        } catch {
            Terminal.complain("stembus-verify: \(error)")
            throw ExitCode(2)
        }
        let report = verification.report
        if json {
            Terminal.hand(report.json.text + "\n")
        } else if quiet {
            Terminal.say(report.conclusion)
        } else {
            Terminal.say(lines: report.lines())
        }
        throw ExitCode(report.verdict.exitCode)
    }

    /// Verifies at every new checkpoint, and prints a line for each. A folder that is being written may look broken: what
    /// fails is looked at again, and counts when the checkpoint stands still.
    private func watch() throws -> Verification {
        var seen: [UInt8]?
        var failures = 0
        while true {
            let checkpoint = try RecordFolder(folder).bytes(at: RecordFolder.checkpointPath, atMost: SignedNote.largest)
            if checkpoint != seen || failures > 0 {
                let verification = try verify()
                let report = verification.report
                failures = !report.verdict.isFailed ? 0 : checkpoint == seen ? failures + 1 : 1
                seen = checkpoint
                let isOver = report.subject.phase == .done && report.waiting?.isForEver ?? false
                if failures == Self.mostFailures || report.verdict == .verified || (failures == 0 && isOver) {
                    return verification
                }
                if failures == 0, !json {
                    Terminal.say("\(report.subject.head.size) entries, \(report.subject.phase): \(report.conclusion)")
                }
            }
            sleep(Self.pause)
        }
    }

    private static let mostFailures = 3
    /// Seconds between two looks at the checkpoint.
    private static let pause: UInt32 = 1

    private func verify() throws -> Verification {
        let state = since.map { path in StateFile(path: path) }
        let verification = try verification(since: state?.read())
        if let verified = verification.state { try state?.write(verified) }
        return verification
    }

    private func verification(since state: VerifiedState?) throws -> Verification {
        let generators = GeneratorFile()
        generators?.load()
        defer { generators?.save() }
        let handed = try receipts.map { path in
            HandedReceipt(name: path, bytes: try RegularFile.bytes(at: path, atMost: Receipt.largest))
        }
        let policy = try trust.map { path in
            try TrustPolicy(
                parsing: String(
                    decoding: try RegularFile.bytes(at: path, atMost: TrustPolicy.largest), as: UTF8.self))
        }
        defer { if !quiet { Terminal.show("") } }
        return try Verifier.verify(
            RecordFolder(folder), receipts: handed, trust: policy, since: state, check: each ? .each : .folded,
            pages: Site.pages,
            progress: { check, done, all in
                if !quiet { Terminal.show("\(check.id) \(done) of \(all)") }
            })
    }
}
