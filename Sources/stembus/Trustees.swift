import ArgumentParser
import BallotCrypto
import Ceremony
import ElectionRecord
import Foundation
import Publisher
import TransparencyLog
import Verifier
import Wire

/// What a party away from the box takes: the published record, its key, and a folder for what it hands back.
struct PartyOptions: ParsableArguments {
    @Option(help: "The published folder: this party's view of the log.") var record: String
    @Option(help: "This party's private signing key.") var key: String
    @Option(help: "The folder to write the signed acts to.") var out: String
    @Option(help: "The moment that the acts state (default: now).") var at: String?
    @Flag(help: "No progress.") var quiet = false

    func moment() throws -> Timestamp { try at.map { try Timestamp(parsing: $0) } ?? .now }

    /// Runs the whole verifier over the record: nobody acts on one that fails.
    func verified() throws -> Verification {
        Console.setQuiet(quiet)
        Console.progress("verifying \(record)")
        let verification = try Verifier.verify(RecordFolder(record), rebuilding: Site.files)
        if case .failed(let checks) = verification.report.verdict {
            throw Complaint(
                "\(record): FAILED \(checks.map(\.id).joined(separator: ", ")): run stembus-verify \(record) and act on nothing"
            )
        }
        return verification
    }

    func handOut(_ acts: [Act], artifacts: [[UInt8]] = [], of replay: Replay) throws {
        guard let election = replay.election else { throw Complaint("\(record): there is no manifest") }
        let time = try moment()
        let signer = try Keys.read(key)
        let notes = acts.map { act in
            var draft = ActDraft(act, of: election, time: time)
            draft.sign(with: signer)
            return draft.bytes
        }
        try Outbox.write(notes, artifacts: artifacts, to: out)
        Console.say("\(out): \(acts.count) \(acts.count == 1 ? "act" : "acts") to hand to the box")
    }
}

struct Trustee: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The key ceremony, each trustee on its own machine.",
        discussion: """
            stembus trustee begin   --record site --trustee 1 --key t1.key --secrets t1.secrets --out round1
            stembus trustee deal    --record site --trustee 1 --key t1.key --secrets t1.secrets --out round2
            stembus trustee confirm --record site --trustee 1 --key t1.key --secrets t1.secrets --share t1.share --out round3

            After each round the officials append what the trustees hand in (stembus append) and publish.
            """, subcommands: [TrusteeBegin.self, TrusteeDeal.self, TrusteeConfirm.self])
}

/// A trustee's private files: hexadecimal lines.
private enum TrusteeFile {
    static func read(_ path: String) throws -> [UInt8] {
        let text = String(decoding: try PrivateFile.read(path), as: UTF8.self)
        do { return try Hex.decode(text.trimmingCharacters(in: .newlines)) } catch {
            throw Complaint("\(path): expected a trustee's secrets")
        }
    }

    static func create(_ path: String, _ bytes: [UInt8]) throws {
        try PrivateFile.create(path, Array((Hex.encode(bytes) + "\n").utf8))
    }

    static func secrets(_ path: String, _ trustee: Int, _ parameters: CeremonyParameters) throws -> TrusteeSecrets {
        do { return try TrusteeSecrets(trustee: trustee, parameters, secretBytes: read(path)) } catch {
            throw Complaint("\(path): \(error)")
        }
    }
}

struct TrusteeBegin: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin", abstract: "Round 1: make the secrets and commit to them.")
    @OptionGroup var party: PartyOptions
    @Option(help: "The trustee's number, from 1.") var trustee: Int
    @Option(help: "The private file for the ceremony's secrets; kept when it is there.") var secrets: String

    func run() throws {
        let replay = try party.verified().replay
        let parameters = try replay.ceremony.parameters()
        guard (1...parameters.count).contains(trustee) else {
            throw Complaint("expected a trustee from 1 to \(parameters.count), found \(trustee)")
        }
        if !Files.exists(secrets) {
            try TrusteeFile.create(secrets, TrusteeSecrets.generate(trustee: trustee, parameters).revealed())
        }
        let round1 = try TrusteeFile.secrets(secrets, trustee, parameters).begin()
        try party.handOut([.trustee(trustee, round1: round1.bytes)], of: replay)
    }
}

struct TrusteeDeal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deal", abstract: "Round 2: encrypt a share for each of the other trustees.")
    @OptionGroup var party: PartyOptions
    @Option(help: "The trustee's number, from 1.") var trustee: Int
    @Option(help: "The private file with the ceremony's secrets.") var secrets: String

    func run() throws {
        let replay = try party.verified().replay
        let own = try TrusteeFile.secrets(secrets, trustee, replay.ceremony.parameters())
        let round1 = try replay.ceremony.allCommitments()
        guard trustee >= 1, trustee <= round1.count, try round1[trustee - 1].transportKey == own.begin().transportKey
        else {
            throw Complaint("\(secrets): not the secrets that trustee \(trustee) began with")
        }
        let boxes = try own.deal(round1)
        try party.handOut([.shares(trustee: trustee, d1: replay.ceremony.d1(), boxes: boxes)], of: replay)
    }
}

struct TrusteeConfirm: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Round 3: open the others' shares, keep the own share of the key.")
    @OptionGroup var party: PartyOptions
    @Option(help: "The trustee's number, from 1.") var trustee: Int
    @Option(help: "The private file with the ceremony's secrets.") var secrets: String
    @Option(help: "The private file for the share of the election key; kept when it is there.") var share: String

    func run() throws {
        let replay = try party.verified().replay
        let parameters = try replay.ceremony.parameters()
        let own = try TrusteeFile.secrets(secrets, trustee, parameters)
        guard let keys = replay.ceremony.keys else { throw Complaint("round 1 is not complete") }
        let held: KeyShare
        do { held = try own.finish(replay.ceremony.allCommitments(), replay.ceremony.allBoxes()) } catch {
            if case .complaint(let bytes, _)? = error as? CeremonyFault {
                try Files.write(bytes, to: "\(party.out)/complaint-\(trustee).bin")
            }
            throw Complaint("\(error)")
        }
        if !Files.exists(share) { try TrusteeFile.create(share, held.revealed()) }
        let d2 = try replay.ceremony.d2()
        let acknowledgement = try held.acknowledge(d2: d2, keys: keys, parameters)
        try party.handOut([.confirm(trustee: trustee, d2: d2, acknowledgement: acknowledgement)], of: replay)
    }
}

struct Rehearse: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Seal, mix and open test ballots before the vote, with the trustees' own shares.",
        discussion: "stembus rehearse noord --share t1.share t2.share t3.share")

    @Argument(help: "The election folder.") var election: String
    @Option(parsing: .upToNextOption, help: "The share file of every trustee, in order.") var share: [String]
    @Option(help: "How many test ballots.") var ballots = 3
    @OptionGroup var officials: OfficialOptions

    func run() throws {
        let folder = ElectionFolder(path: election)
        let box = try folder.box()
        var rehearsal = try Rehearsing(box.replay)
        let keys = rehearsal.election.manifest.keys
        guard share.count == keys.trustees.count else {
            throw Complaint("expected the shares of \(keys.trustees.count) trustees, found \(share.count)")
        }
        try rehearsal.seal(min(max(ballots, 1), 255))
        for mixer in keys.mixers.indices { try rehearsal.mix(mixer: mixer + 1) }
        for (number, path) in share.enumerated() {
            let secret = try KeyShare(trustee: number + 1, secretBytes: TrusteeFile.read(path))
            try rehearsal.open(with: secret)
        }
        let artifact = try rehearsal.finish().bytes
        try officials.issue(
            .rehearsal(before: box.replay.head, artifact: ArtifactReference(artifact)), artifacts: [artifact],
            of: folder, box)
    }
}

struct Mix: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shuffle every contest's ballots, with proof.",
        discussion: "stembus mix --record site --mixer 1 --key mixer-1.key --out mix1")
    @OptionGroup var party: PartyOptions
    @Option(help: "The mixer's number, from 1.") var mixer: Int

    func run() throws {
        let verification = try party.verified()
        let replay = verification.replay
        guard let election = replay.election, let tctx = replay.tctx, let keys = replay.ceremony.keys else {
            throw Complaint("\(party.record): the vote is not closed yet")
        }
        var acts: [Act] = []
        var artifacts: [[UInt8]] = []
        for (contest, definition) in election.manifest.contests.enumerated() where replay.isOpened(contest) {
            guard replay.progress[contest].mixes.count == mixer - 1, let list = verification.lists[contest] else {
                throw Complaint("contest \(definition.id): it is not mixer \(mixer)'s turn")
            }
            Console.progress("mixing \(definition.id): \(list.count) ballots")
            let mixed = try Mixing.mix(list, contest: contest, mixer: mixer, context: tctx, keys: keys)
            artifacts.append(mixed.artifact)
            acts.append(.mix(contest: definition.id, mixer: mixer, artifact: ArtifactReference(mixed.artifact)))
        }
        try party.handOut(acts, artifacts: artifacts, of: replay)
    }
}

struct Decrypt: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give a trustee's shares of every contest's last mix, with proof.",
        discussion: "stembus decrypt --record site --trustee 1 --key t1.key --share t1.share --out open1")
    @OptionGroup var party: PartyOptions
    @Option(help: "The trustee's number, from 1.") var trustee: Int
    @Option(help: "The private file with the share of the election key.") var share: String

    func run() throws {
        let verification = try party.verified()
        let replay = verification.replay
        guard let election = replay.election, let tctx = replay.tctx, let keys = replay.ceremony.keys else {
            throw Complaint("\(party.record): the vote is not closed yet")
        }
        let secret = try KeyShare(trustee: trustee, secretBytes: TrusteeFile.read(share))
        var acts: [Act] = []
        var artifacts: [[UInt8]] = []
        for (contest, definition) in election.manifest.contests.enumerated() where replay.isOpened(contest) {
            guard replay.progress[contest].mixes.count == election.manifest.keys.mixers.count,
                let list = verification.lists[contest]
            else { throw Complaint("contest \(definition.id): its mixes are not complete") }
            Console.progress("opening \(definition.id): \(list.count) ballots")
            let opener = Opener(list: list, contest: contest, context: tctx, keys: keys)
            let artifact = try Mixing.open(opener, with: secret).artifact
            artifacts.append(artifact)
            acts.append(.decrypt(contest: definition.id, trustee: trustee, artifact: ArtifactReference(artifact)))
        }
        try party.handOut(acts, artifacts: artifacts, of: replay)
    }
}
