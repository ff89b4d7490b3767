import ArgumentParser
import BudgetRules
import ElectionRecord
import Foundation
import Wire

struct Tally: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decide a vote in a Pabulib file by any rule; no election is needed.",
        discussion: """
            stembus tally noord.pb --rule greedy --leftover part-fund
            stembus tally noord.pb --rule equal-shares --completion add1 --exhaustive-stop off --ties project-id
            stembus tally noord.pb --rule phragmen --json

            Without --rule, the rule that the file names. With --rule, a minimum score and caps that the file names count
            only with --file-terms. The JSON has winners (ids in the order chosen), cost, ties and trace.
            """)

    @Argument(help: "A .pb file.") var file: String
    @OptionGroup var choice: RuleChoice
    @Flag(help: "Repair what strict reading refuses, and say what was repaired.") var lenient = false
    @Option(help: "Projects that can't win, by id, separated by commas.") var withdrawn = ""
    @Option(help: "Projects that other money pays for, by id, separated by commas.") var alreadyFunded = ""
    @Option(help: "A .pb file to make of what was read.") var write: String?
    @Flag(help: "The outcome as JSON.") var json = false

    func run() throws {
        let bytes = try Files.read(file, atMost: Files.largestTable)
        var repairs: [TextError] = []
        do {
            var votes: Pabulib
            if lenient {
                let repaired = PabulibRepair(bytes)
                repairs = repaired.repairs
                // A file that strict reading takes stays as it is.
                votes = try Pabulib(repairs.isEmpty ? bytes : repaired.bytes)
            } else {
                votes = try Pabulib(bytes)
            }
            if !json { for repair in repairs { Console.progress("\(file): \(repair)") } }
            let outcome = try TallyOutcome(votes, choice, excluded: excluded(votes))
            if let write { try Files.create(Array(votes.text.utf8), at: write) }
            if json {
                Terminal.hand(outcome.json(file: file, repairs: repairs).text + "\n")
            } else {
                Terminal.say(lines: outcome.lines)
            }
        } catch let error as TextError {
            let hint = lenient ? "" : " (--lenient repairs what can be)"
            throw Complaint("\(file): \(error)\(hint)")
        } catch let error as RuleError {
            throw Complaint("\(file): \(error)")
        }
    }

    private func excluded(_ votes: Pabulib) throws -> [String: Exclusion] {
        var excluded: [String: Exclusion] = [:]
        for id in votes.notImplementable { excluded[id] = .withdrawn }
        for (list, exclusion) in [(withdrawn, Exclusion.withdrawn), (alreadyFunded, .alreadyFunded)] {
            for id in list.split(separator: ",") { excluded[String(id)] = exclusion }
        }
        return excluded
    }
}
