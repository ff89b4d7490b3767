import ArgumentParser
import BallotBox
import BallotCrypto
import BudgetRules
import Ceremony
import ElectionRecord
import Foundation
import TransparencyLog

/// Private CSV files with a column `code`.
enum CodeFile {
    /// The codes as printed. Throws `Complaint` naming file and line.
    static func codes(in path: String) throws -> [String] {
        do {
            let table = try Table(PrivateFile.read(path, atMost: PrivateFile.largestTable), required: ["code"])
            return table.rows.map { $0["code"] ?? "" }
        } catch {
            throw Complaint("\(path): \(error)")
        }
    }

    static func credentials(in path: String, origin: String) throws -> [CredentialKey] {
        do {
            let codes = try codes(in: path)
            return try CodeIssue.credentials(of: codes, origin: origin) {
                Console.progress("deriving credentials", $0, of: codes.count)
            }
        } catch let error as CeremonyError {
            throw Complaint("\(path): \(error)")
        }
    }

    /// The credentials of `count` codes, which stand in the file when this returns: made now, or by an earlier run that
    /// was interrupted before they were published. `beside` are the residents whose codes they are.
    ///
    /// With the voting page's address the file has a column `link` too: the address with the code in its fragment, which
    /// no server sees.
    static func issue(
        _ count: Int, beside residents: Table? = nil, link: String? = nil, to path: String, origin: String
    ) throws -> [CredentialKey] {
        if Files.exists(path) {
            let kept = try credentials(in: path, origin: origin)
            guard kept.count == count else {
                throw Complaint("\(path): expected \(count) codes from an earlier run, found \(kept.count)")
            }
            return kept
        }
        let issued = try CodeIssue.codes(count, origin: origin) { Console.progress("making codes", $0, of: count) }
        let rows = issued.enumerated().map { number, one in
            let code = String(decoding: one.code, as: UTF8.self)
            return (residents?.rows[number].fields ?? []) + [code] + (link.map { ["\($0)#\(code)"] } ?? [])
        }
        let columns = (residents?.columns ?? []) + ["code"] + (link == nil ? [] : ["link"])
        let text = Table.text(columns: columns, rows: rows)
        try PrivateFile.create(path, Array(text.utf8))
        return issued.map(\.credential)
    }
}

struct Codes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "One-time voting codes.", subcommands: [CodesIssue.self, CodesCheck.self])
}

struct CodesIssue: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue", abstract: "Make a district's codes (private) and put its roll (public) in the log.",
        discussion: """
            stembus codes issue noord --district noord-oost --count 33000
            stembus codes issue noord --district noord-oost --residents residents.csv

            The codes go to ELECTION/codes/DISTRICT.csv, readable by its owner alone, for the printer. An interrupted run
            goes on from that file. With --link https://vote.example/ each line has the link of a letter whose QR code opens
            the page with the code; without it, residents type the code.
            """)

    @Argument(help: "The election folder.") var election: String
    @Option(help: "The district's id.") var district: String
    @Option(help: "How many codes.") var count: Int?
    @Option(help: "A CSV file with one resident a line: one code each.") var residents: String?
    @Option(help: "The voting page's address: the file then has a link with each code, for the letter's QR code.")
    var link: String?
    @Option(help: "The issuer's private key (default: ELECTION/private/issuer-1.key).") var key: String?
    @Option(help: "The moment that the acts state (default: now).", transform: Moment.read) var at: Timestamp?
    @Flag(help: "No progress.") var quiet = false

    func validate() throws {
        guard (count == nil) != (residents == nil) else { throw ValidationError("Give either --count or --residents.") }
        guard count ?? 1 > 0 else { throw ValidationError("--count: expected one code or more.") }
        guard link.map(Self.isPage) ?? true else {
            throw ValidationError("--link: expected https://, a host and a path, and no ? or #; found \(link ?? "")")
        }
    }

    func run() throws {
        Console.setQuiet(quiet)
        let moment = try Moment.reached(at)
        let folder = ElectionFolder(path: election)
        let box = try folder.box()
        guard let current = box.replay.election else { throw Complaint("\(election): there is no manifest yet") }
        guard let index = current.districtIndex(district) else {
            let known = current.manifest.districts.map(\.id).joined(separator: ", ")
            throw Complaint("there is no district \"\(district)\"; expected one of \(known)")
        }
        guard box.replay.phase == .preparation else {
            throw Complaint("codes are issued after the key ceremony and before the vote opens")
        }
        guard box.replay.roll.enrolled[index] == 0 else { throw Complaint("district \(district) has its roll already") }
        let path = folder.codesPath(district)
        let residents = try residentTable()
        let credentials = try CodeFile.issue(
            residents?.rows.count ?? count ?? 0, beside: residents, link: link, to: path, origin: current.origin)
        let signer = try Keys.read(key ?? folder.privateKeyPath("issuer-1"))
        let acts = try CodeIssue.roll(credentials, district: district).map { act in
            var draft = try ActDraft(act, after: box.replay, time: moment, clock: .now)
            draft.sign(with: signer)
            return draft.bytes
        }
        try box.append(acts)
        Console.say("\(district): \(credentials.count) codes in \(path), \(acts.count) roll entries")
    }

    /// A code goes to nobody by way of an address that is not encrypted, or that hands it on.
    private static func isPage(_ text: String) -> Bool {
        guard let address = URL(string: text), address.scheme == "https", address.host() != nil else { return false }
        return !text.contains("#") && !text.contains("?")
    }

    private func residentTable() throws -> Table? {
        guard let residents else { return nil }
        let table: Table
        do { table = try Table(PrivateFile.read(residents, atMost: PrivateFile.largestTable)) } catch let error
            as TextError
        {
            throw Complaint("\(residents): \(error)")
        }
        if let taken = ["code", "link"].first(where: table.columns.contains) {
            throw Complaint("\(residents): expected no column \(taken), found one")
        }
        guard !table.rows.isEmpty else { throw Complaint("\(residents): expected one resident or more, found none") }
        return table
    }
}

struct CodesCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say whether a code is typed right; asks nobody.",
        discussion: "stembus codes check XXXX-XXXX-XXXX-XXXX-XXXX")

    @Argument(help: "The code.") var code: String

    func run() throws {
        do { _ = try Code(parsing: code) } catch { throw Complaint("\(error)") }
        Console.say("the code is typed right")
    }
}

struct Issue: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Issue replacement or walk-in codes during the vote.",
        discussion:
            "stembus issue noord --district noord-oost --count 20 --reason walk-in --channel bus --codes bus.csv")

    @Argument(help: "The election folder.") var election: String
    @Option(help: "The district's id.") var district: String
    @Option(help: "How many codes.") var count: Int
    @Option(help: "Why: walk-in, lost-letter, …") var reason: String
    @Option(help: "How they are handed out: letter, desk or bus.") var channel: String
    @Option(help: "The private CSV file to make.") var codes: String
    @Option(help: "The issuer's private key (default: ELECTION/private/issuer-1.key).") var issuerKey: String?
    @OptionGroup var officials: OfficialOptions

    func run() throws {
        guard count > 0, count <= CodeIssue.chunk else {
            throw ValidationError("--count: expected 1 to \(CodeIssue.chunk), found \(count)")
        }
        let folder = ElectionFolder(path: election)
        let replay = try folder.replay()
        guard let current = replay.election, current.districtIndex(district) != nil else {
            throw Complaint("there is no district \"\(district)\"")
        }
        guard replay.phase == .voting else { throw Complaint("the vote is not open") }
        try replay.requireTimely(.issue, said: officials.moment(), at: .now)
        let credentials = try CodeFile.issue(count, to: codes, origin: current.origin)
        if let known = credentials.first(where: { replay.roll[$0] != nil }) {
            throw Complaint("\(codes): the code of credential \(known) has been issued already")
        }
        let keys = credentials.sorted().flatMap(\.bytes)
        try officials.issue(
            .issue(district: district, keys: keys, reason: reason, channel: channel),
            issuer: issuerKey ?? folder.privateKeyPath("issuer-1"), of: folder, replay)
        Console.say("\(district): \(count) codes in \(codes)")
    }
}
