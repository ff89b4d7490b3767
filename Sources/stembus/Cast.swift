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
            stembus cast noord --batch ballots.csv --receipts receipts

            A batch has the columns code and projects. A blank ballot names no project. Where a ballot has several
            contests, a project is written contest=project. A sealed ballot is kept beside its receipt until the receipt
            is there, so that a second try sends the same ballot.
            """)

    @Argument(help: "The election folder.") var election: String
    @Option(help: "The voting code.") var code: String?
    @Option(help: "Project ids, separated by commas; none for a blank ballot.") var projects = ""
    @Option(help: "The receipt file to make.") var receipt: String?
    @Option(help: "A private CSV file with the columns code and projects.") var batch: String?
    @Option(help: "The folder for the receipts of a batch.") var receipts: String?
    @Option(help: "The moment that the box's clock shows (default: now).") var at: String?
    @Flag(help: "No progress.") var quiet = false

    func validate() throws {
        let single = code != nil && receipt != nil
        let many = batch != nil && receipts != nil
        guard single != many else {
            throw ValidationError("Give either --code and --receipt, or --batch and --receipts.")
        }
    }

    func run() throws {
        Console.setQuiet(quiet)
        // A mistyped code is told before anything is opened or sent.
        if let code { do { _ = try Code(parsing: code) } catch { throw Complaint("\(error)") } }
        let folder = ElectionFolder(path: election)
        let box = try folder.box(at: try at.map { try Timestamp(parsing: $0) })
        if let code, let receipt {
            let envelope = Envelope(line: nil, code: code, projects: projects, receipt: receipt)
            let code = try CastingDesk(box: box).cast([envelope])
            Console.say("tracking code \(code[0])")
        } else if let batch, let receipts {
            try castBatch(batch, receipts, box)
        }
    }

    private func castBatch(_ path: String, _ receipts: String, _ box: BallotBox) throws {
        let table: Table
        do { table = try Table(PrivateFile.read(path), required: ["code", "projects"]) } catch {
            throw Complaint("\(path): \(error)")
        }
        let envelopes = table.rows.enumerated().map { number, row in
            let name = String(number + 1)
            let padded = String(repeating: "0", count: max(6 - name.count, 0)) + name
            return Envelope(
                line: row.line, code: row["code"] ?? "", projects: row["projects"] ?? "",
                receipt: "\(receipts)/\(padded).tlog-proof")
        }
        let waiting = envelopes.filter { !Files.exists($0.receipt) }
        let desk = try CastingDesk(box: box)
        var done = envelopes.count - waiting.count
        for start in stride(from: 0, to: waiting.count, by: 128) {
            let chunk = Array(waiting[start..<min(start + 128, waiting.count)])
            _ = try desk.cast(chunk)
            done += chunk.count
            Console.progress("casting", done, of: envelopes.count)
        }
        Console.say("\(done) ballots cast, receipts in \(receipts)")
    }
}

/// A choice on its way into the box.
struct Envelope: Sendable {
    /// The line of the batch file, for messages.
    let line: Int?
    let code: String
    let projects: String
    /// The receipt file to make; the sealed ballot waits beside it.
    let receipt: String

    var place: String { line.map { "line \($0): " } ?? "" }

    var sealedPath: String { receipt + ".ballot" }
}

/// Seals choices and brings them to the box.
struct CastingDesk {
    let box: BallotBox
    private let sealing: Sealing

    init(box: BallotBox) throws {
        self.box = box
        do { sealing = try Sealing(box.replay) } catch { throw Complaint("\(error)") }
    }

    /// Casts the envelopes together; each receipt is written, then its sealed ballot removed. The tracking codes.
    /// Throws `Complaint` naming the first that was refused, after the receipts of the others were written.
    func cast(_ envelopes: [Envelope]) throws -> [TrackingCode] {
        for envelope in envelopes where Files.exists(envelope.receipt) {
            throw Complaint("\(envelope.receipt): exists already; it is kept as it is")
        }
        let replay = box.replay
        let sealing = sealing
        let sealed = try parallelMap(count: envelopes.count, chunk: 4) { (index) throws(Complaint) in
            try Self.seal(envelopes[index], replay, sealing)
        }
        for (envelope, ballot) in zip(envelopes, sealed) { try Files.write(ballot, to: envelope.sealedPath) }
        var refused: Complaint?
        var codes: [TrackingCode] = []
        for (envelope, result) in zip(envelopes, try box.cast(sealed)) {
            switch result {
            case .success(let cast):
                try Files.write(cast.receipt.bytes, to: envelope.receipt)
                codes.append(cast.trackingCode)
            case .failure(let refusal):
                refused = refused ?? Complaint("\(envelope.place)\(refusal)")
            }
            try? FileManager.default.removeItem(atPath: envelope.sealedPath)
        }
        if let refused { throw refused }
        return codes
    }

    private static func seal(_ envelope: Envelope, _ replay: Replay, _ sealing: Sealing) throws(Complaint) -> [UInt8] {
        do {
            if Files.exists(envelope.sealedPath) { return try Files.read(envelope.sealedPath) }
            guard let election = replay.election else { throw Complaint("there is no manifest yet") }
            let code = try Code(parsing: envelope.code)
            let credential = try Credential(code: code, origin: election.origin)
            let key = CredentialKey(credential.publicKeys.flatMap(\.compressed))
            guard let place = replay.roll[key] else { throw Refusal.unknownCredential }
            let style = election.manifest.districts[place.district].contests
            var choices: [String: [String]] = [:]
            for word in envelope.projects.split(separator: ",") {
                let parts = word.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                guard parts.count == 2 || style.count == 1 else {
                    throw Complaint("expected contest=project, found \"\(word)\"")
                }
                choices[parts.count == 2 ? parts[0] : style[0], default: []].append(parts[parts.count - 1])
            }
            return try sealing.seal(choices, district: place.district, by: credential).content.bytes
        } catch {
            throw Complaint("\(envelope.place)\(error)")
        }
    }
}
