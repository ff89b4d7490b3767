import ArgumentParser
import Foundation
import Wire

@main
struct Stembus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stembus",
        abstract: "Hold a participatory-budget vote that nobody has to take on trust.",
        discussion: """
            stembus init noord --definition election.toml
            stembus keys noord
            stembus manifest noord --spec spec
            stembus codes issue noord --district noord-oost --count 33000
            stembus cast noord --code XXXX-XXXX-XXXX-XXXX-XXXX --projects 12,7 --receipt mine.tlog-proof
            stembus-publish noord site && stembus-verify site

            Exit codes: 0 done, 1 refused, 2 could not look, 3 not yet (the log waits for its witnesses), 64 usage.
            """,
        subcommands: [
            Init.self, KeysCommand.self, Key.self, ManifestCommand.self, Trustee.self, Codes.self, Rehearse.self,
            Open.self, Cast.self, Seal.self, Revoke.self, Issue.self, Withdraw.self, Notice.self, Extend.self,
            Close.self, Mix.self, Decrypt.self, Result.self, Sign.self, Append.self, Cosign.self, Status.self,
            Tally.self,
        ])

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            // Usage errors, help and early ends are argument-parser's; everything else is a refusal.
            let isParsers = error is CleanExit || error is ExitCode || exitCode(for: error) == .validationFailure
            if isParsers || exitCode(for: error) == .success { exit(withError: error) }
            let complaint = error as? Complaint
            for line in ["stembus: \(error)"] + (complaint?.details ?? []) { Terminal.complain(line) }
            Foundation.exit(complaint?.status ?? 1)
        }
    }
}
