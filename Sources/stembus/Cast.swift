import ArgumentParser
import BallotBox
import BallotCrypto
import BudgetRules
import Ceremony
import ElectionRecord
import Foundation
import TransparencyLog

struct Cast: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Vote: seal a choice with a code, hand it to the box, keep the receipt.",
        discussion: """
            stembus cast noord --code XXXX-XXXX-XXXX-XXXX-XXXX --projects 12,7 --receipt mine.tlog-proof
            stembus cast noord --batch ballots.csv --receipts receipts --tracking tracking.csv
            stembus cast noord --batch bus.csv --receipts receipts --box https://vote.example   (while the box serves)

            A batch has the columns code and projects. A blank ballot names no project. Where a ballot has several
            contests, a project is written contest=project. A sealed ballot is kept beside its receipt until the receipt
            is there, so that a second try sends the same ballot. Ballots that are refused are told at the end, after
            all others have been cast.
            """)

    @Argument(help: "The election folder.") var election: String
    @Option(help: "The voting code.") var code: String?
    @Option(help: "Project ids, separated by commas; none for a blank ballot.") var projects = ""
    @Option(help: "The contest of all --projects (default: the only one).") var contest: String?
    @Option(help: "The receipt file to make.") var receipt: String?
    @Option(help: "A private CSV file with the columns code and projects.") var batch: String?
    @Option(help: "The folder for the receipts of a batch.") var receipts: String?
    @Option(help: "A CSV file to make with the tracking code of each line of a batch that is cast now.")
    var tracking: String?
    @Option(help: "The address of the ballot box that serves the election.") var box: String?
    @Option(help: "The moment that the box's clock shows (default: now).", transform: Moment.read) var at: Timestamp?
    @Flag(help: "No progress.") var quiet = false

    func validate() throws {
        let single = code != nil && receipt != nil && receipts == nil && tracking == nil
        let many = batch != nil && receipts != nil && receipt == nil && projects.isEmpty && contest == nil
        guard code == nil || batch == nil, single != many else {
            throw ValidationError("Give either --code, --projects and --receipt, or --batch and --receipts.")
        }
        guard box == nil || at == nil else { throw ValidationError("--at is not for a ballot box that serves.") }
    }

    func run() throws {
        Console.setQuiet(quiet)
        _ = try Moment.reached(at)
        let envelopes =
            try code.map { [try envelope(code: $0)] } ?? Envelope.batch(batch ?? "", receipts: receipts ?? "")
        // What is mistyped is told before anything is opened or sent.
        for envelope in envelopes {
            do { _ = try Code(parsing: envelope.code) } catch { throw Complaint("\(envelope.place)\(error)") }
        }
        let folder = ElectionFolder(path: election)
        let desk =
            try box.map { try CastingDesk(folder.replay(), box: ServingBox($0)) }
            ?? CastingDesk(box: folder.box(at: at))
        let found = envelopes.map { (envelope: $0, hasReceipt: Files.exists($0.receipt)) }
        let waiting = found.filter { !$0.hasReceipt }.map(\.envelope)
        try desk.settle(found.filter(\.hasReceipt).map(\.envelope))
        var done = envelopes.count - waiting.count
        var cast: [Envelope.Cast] = []
        var refused: [String] = []
        for start in stride(from: 0, to: waiting.count, by: CastingDesk.batch) {
            let chunk = Array(waiting[start..<min(start + CastingDesk.batch, waiting.count)])
            for (envelope, result) in zip(chunk, try desk.cast(chunk)) {
                switch result {
                case .success(let trackingCode): cast.append(Envelope.Cast(envelope: envelope, code: trackingCode))
                case .failure(let complaint): refused.append(complaint.description)
                }
            }
            done += chunk.count
            if receipts != nil { Console.progress("casting", done, of: envelopes.count) }
        }
        try tell(cast, refused, of: envelopes.count)
    }

    private func tell(_ cast: [Envelope.Cast], _ refused: [String], of count: Int) throws {
        if let tracking {
            let rows = cast.map { [$0.envelope.line.map(String.init) ?? "", $0.code.description] }
            try Files.write(Array(Table.text(columns: ["line", "tracking_code"], rows: rows).utf8), to: tracking)
        }
        if let receipts {
            Console.say("\(count - refused.count) ballots cast, receipts in \(receipts)")
        } else if let only = cast.first {
            Console.say("tracking code \(only.code)")
        }
        guard let first = refused.first else { return }
        guard refused.count > 1 else { throw Complaint(first) }
        throw Complaint("\(refused.count) of \(count) ballots were refused:", details: refused)
    }

    private func envelope(code: String) throws -> Envelope {
        let receipt = self.receipt ?? ""
        guard !Files.exists(receipt) else { throw Complaint("\(receipt): exists already; it is kept as it is") }
        let named = contest.map { contest in projects.split(separator: ",").map { "\(contest)=\($0)" } }
        return Envelope(
            path: nil, line: nil, code: code, projects: named?.joined(separator: ",") ?? projects, receipt: receipt)
    }
}
