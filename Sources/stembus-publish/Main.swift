import ArgumentParser
import BallotBoxSQLite
import Foundation
import Publisher

@main
struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stembus-publish",
        abstract: "Write the folder that any web host serves: the log, its artifacts, the results and the page.",
        discussion: """
            stembus-publish noord site

            Publishing again adds what is new. Exit codes: 0 done, 1 refused, 64 usage.
            """)

    @Argument(help: "The election folder.") var election: String
    @Argument(help: "The folder to publish to.") var site: String
    @Flag(help: "No progress.") var quiet = false

    func run() throws {
        do {
            let store = try SQLiteStore.open(election, isWriter: false)
            try Publication(of: BoxLog(store: store), to: site).publish { step in
                if !quiet { try? FileHandle.standardError.write(contentsOf: Data("\(step)\n".utf8)) }
            }
        } catch {
            try? FileHandle.standardError.write(contentsOf: Data("stembus-publish: \(error)\n".utf8))
            throw ExitCode(1)
        }
    }
}
