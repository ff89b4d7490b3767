import ArgumentParser
import BallotBox
import BallotCrypto
import Ceremony
import ElectionRecord
import Foundation
import TransparencyLog
import Wire

/// A moment on the command line.
enum Moment {
    @Sendable static func read(_ text: String) throws -> Timestamp { try Timestamp(parsing: text) }

    /// The moment given, or now. Throws `RecordError` when it has not come by the clock.
    static func reached(_ given: Timestamp?) throws(RecordError) -> Timestamp {
        guard let given else { return .now }
        try given.requireReached(by: .now)
        return given
    }
}

/// What every act of the officials takes.
struct OfficialOptions: ParsableArguments {
    @Option(parsing: .upToNextOption, help: "Officials' private keys (default: ELECTION/private/official-….key).")
    var key: [String] = []
    @Option(help: "The moment that the act states (default: now).", transform: Moment.read) var at: Timestamp?
    @Option(help: "Write the signed act to this folder for others to sign, instead of appending it.") var out: String?
    @Option(help: "The address of the ballot box that serves the election, to send the act to.") var box: String?

    /// Throws `RecordError` when it has not come by the clock.
    func moment() throws(RecordError) -> Timestamp { try Moment.reached(at) }

    func validate() throws {
        guard out == nil || box == nil else { throw ValidationError("Give either --out or --box.") }
    }

    /// Signs the act, with the issuer's key too where one is named, and appends it, sends it, or hands it out.
    func issue(
        _ act: Act, artifacts: [[UInt8]] = [], issuer: String? = nil, of election: ElectionFolder, _ replay: Replay
    ) throws {
        guard let current = replay.election else { throw Complaint("\(election.path): there is no manifest yet") }
        var draft = try ActDraft(act, after: replay, time: try moment(), clock: .now)
        if let issuer { draft.sign(with: try Keys.read(issuer)) }
        let keys = current.manifest.keys
        for path in try election.officialKeys(
            key, of: keys.officials.count, threshold: keys.officialsThreshold, isAlone: out == nil)
        {
            draft.sign(with: try Keys.read(path))
        }
        if let out {
            try Outbox.write([draft.bytes], artifacts: artifacts, to: out)
            Console.say("\(out): \(act.kind.rawValue), to be signed by others and appended")
        } else {
            let size = try election.append([draft.bytes], artifacts: artifacts, to: box)
            Console.say("\(act.kind.rawValue): entry \(size - 1)")
        }
    }
}

struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Open the vote.", discussion: "stembus open noord")
    @Argument(help: "The election folder.") var election: String
    @OptionGroup var officials: OfficialOptions

    func run() throws {
        let folder = ElectionFolder(path: election)
        let replay = try folder.replay()
        guard let manifest = replay.election?.manifest, let keys = replay.ceremony.keys else {
            throw Complaint("\(election): the key ceremony is not complete")
        }
        let counts = Dictionary(zip(manifest.districts.map { Verbatim($0.id) }, replay.roll.enrolled)) { first, _ in
            first
        }
        try officials.issue(
            .open(before: replay.head, credentials: counts, electionKey: keys.electionKey), of: folder, replay)
    }
}

struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Close the vote.", discussion: "stembus close noord")
    @Argument(help: "The election folder.") var election: String
    @OptionGroup var officials: OfficialOptions

    func run() throws {
        let folder = ElectionFolder(path: election)
        let replay = try folder.replay()
        guard let manifest = replay.election?.manifest else { throw Complaint("\(election): there is no manifest") }
        let counts = Dictionary(zip(manifest.districts.map { Verbatim($0.id) }, replay.roll.ballots)) { first, _ in
            first
        }
        try officials.issue(.close(before: replay.head, ballots: counts), of: folder, replay)
    }
}

struct Extend: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give the window a later end.",
        discussion: "stembus extend noord --until 2027-03-29T21:59:59Z --reason outage")
    @Argument(help: "The election folder.") var election: String
    @Option(help: "The new end of the window.", transform: Moment.read) var until: Timestamp
    @Option(help: "Why, for the public.") var reason: String
    @OptionGroup var officials: OfficialOptions

    func run() throws {
        let folder = ElectionFolder(path: election)
        try officials.issue(.extend(closes: until, reason: reason), of: folder, try folder.replay())
    }
}

struct Notice: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say something to the public, in every language of the election.",
        discussion: "stembus notice noord --text nl='De bus staat …' en='The bus stands …'")
    @Argument(help: "The election folder.") var election: String
    @Option(parsing: .upToNextOption, help: "language=text, for each language.") var text: [String]
    @OptionGroup var officials: OfficialOptions

    func run() throws {
        var texts: Texts = [:]
        for pair in text {
            let parts = pair.pieces(at: "=", most: 2)
            guard parts.count == 2 else { throw ValidationError("--text: expected language=text, found \(pair)") }
            texts[Verbatim(parts[0])] = parts[1]
        }
        let folder = ElectionFolder(path: election)
        try officials.issue(.notice(texts), of: folder, try folder.replay())
    }
}

struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Withdraw a project that can no longer be funded.",
        discussion: "stembus withdraw noord --contest noord-oost --project 12 --reason 'the site was sold'")
    @Argument(help: "The election folder.") var election: String
    @Option(help: "The contest.") var contest: String
    @Option(help: "The project's id.") var project: String
    @Option(help: "Why, for the public.") var reason: String
    @OptionGroup var officials: OfficialOptions

    func run() throws {
        let folder = ElectionFolder(path: election)
        try officials.issue(
            .withdraw(contest: contest, project: project, reason: reason), of: folder, try folder.replay())
    }
}

struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Revoke codes of lost letters that have not voted.",
        discussion: "stembus revoke noord --codes lost.csv --reason lost-letter")
    @Argument(help: "The election folder.") var election: String
    @Option(help: "A CSV file with the column code.") var codes: String
    @Option(help: "Why: lost-letter, moved, …") var reason: String
    @OptionGroup var officials: OfficialOptions

    func run() throws {
        let folder = ElectionFolder(path: election)
        let replay = try folder.replay()
        let credentials = try CodeFile.credentials(in: codes, origin: replay.election?.origin ?? "")
        try officials.issue(
            .revoke(keys: credentials.sorted().flatMap(\.bytes), reason: reason), of: folder, replay)
    }
}

struct Result: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open the count: combine the trustees' shares, decide, and sign the result.",
        discussion: "stembus result noord")
    @Argument(help: "The election folder.") var election: String
    @OptionGroup var officials: OfficialOptions

    func run() throws {
        let folder = ElectionFolder(path: election)
        let replay = try folder.replay()
        let artifacts = RecordFolder(election)
        guard let current = replay.election else { throw Complaint("\(election): there is no manifest yet") }
        var lists: [CiphertextList?] = []
        var shares: [[Int: DecryptionShares]] = []
        for contest in current.manifest.contests.indices {
            guard replay.isOpened(contest) else {
                lists.append(nil)
                shares.append([:])
                continue
            }
            let progress = replay.progress[contest]
            let count = replay.ballotCount(contest)
            let width = current.width(of: contest)
            guard progress.mixes.count == current.manifest.keys.mixers.count, let last = progress.mixes.last else {
                throw Complaint(
                    "contest \(current.manifest.contests[contest].id): expected "
                        + "\(current.manifest.keys.mixers.count) mixes, found \(progress.mixes.count)")
            }
            lists.append(
                try MixedList(artifact: artifacts.artifact(last.artifact), count: count, width: width).output)
            shares.append(
                try progress.shares.mapValues {
                    try DecryptionShares(artifact: artifacts.artifact($0.artifact), count: count, width: width)
                })
        }
        let work = try Counting.result(replay, lists: lists, shares: shares)
        try officials.issue(work.act, artifacts: work.artifacts, of: folder, replay)
    }
}
