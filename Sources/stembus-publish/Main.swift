import ArgumentParser
import BallotBoxSQLite
import ElectionRecord
import Foundation
import Publisher
import Wire

@main
struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stembus-publish",
        abstract: "Write the folder that any web host serves: the log, its artifacts, the results and the pages.",
        usage: """
            stembus-publish noord site
            stembus-publish noord site --changed upload.list
            stembus-publish noord site --check
            """,
        discussion: """
            Publishing again writes what is new. An interrupted run is finished by the next one. Instead of an election \
            folder a published one can be given: the same site is made from it (its proofs are stembus-verify's to check).

            Exit codes: 0 done, 1 refused, or --check found something, 64 usage.
            """)

    @Argument(help: "The election folder.") var election: String
    @Argument(help: "The folder to publish to.") var site: String
    @Option(
        help: ArgumentHelp(
            "A list for an uploader: lines \"put PATH\" and \"delete PATH\", the checkpoint last of those to put.",
            discussion: "It is added to what it lists already; who has uploaded all of it removes it.",
            valueName: "file"))
    var changed: String?
    @Flag(help: "Write nothing: rebuild every file as of the folder's checkpoint and compare each byte.")
    var check = false
    @Flag(help: "No progress, and no line about what was written.") var quiet = false

    func validate() throws {
        if check && changed != nil { throw ValidationError("--check writes nothing, so there is nothing --changed") }
    }

    func run() throws {
        do {
            let publication = Publication(of: try log(), to: site)
            try check ? compare(publication) : publish(publication)
        } catch let status as ExitCode {
            throw status
        } catch {
            Terminal.complain("stembus-publish: \(error)")
            throw ExitCode(1)
        }
    }

    private func publish(_ publication: Publication) throws {
        let report = try publication.publish(listing: changed, progress: tell)
        for line in report.repaired { Terminal.complain("written anew: \(line)") }
        for path in report.unknown {
            Terminal.complain(
                "warning: \(path): \(StrayFile(path)?.advice ?? "no part of the record"); verifiers will complain")
        }
        conclude(report.summary)
    }

    private func compare(_ publication: Publication) throws {
        let wrong = try publication.check(progress: tell)
        for line in wrong { Terminal.complain("stembus-publish: \(line)") }
        guard wrong.isEmpty else { throw ExitCode(1) }
        conclude("every file is what the log gives")
    }

    private func log() throws -> any LogSource {
        let folder = HeldRecord(RecordFolder(election))
        if !SQLiteStore.exists(in: election), (try? folder.checkpoint()) != nil { return PublishedLog(folder) }
        return try BoxLog(election)
    }

    /// Progress, where somebody looks.
    private func tell(_ step: String) {
        if !quiet { Terminal.show(step) }
    }

    private func conclude(_ line: String) {
        tell("")
        if !quiet { Terminal.say(line) }
    }
}
