import ArgumentParser
import BallotCrypto
import Ceremony
import ElectionRecord
import Foundation
import Publisher
import TransparencyLog
import Verifier
import Wire

/// The published record, as whoever acts on it takes it.
struct RecordOptions: ParsableArguments {
    @Option(help: "The published folder: this party's view of the log.") var record: String
    @Flag(help: "No progress.") var quiet = false

    /// Runs the whole verifier over the record. Nobody acts on one that fails; nor, once the vote is closed, on one that
    /// the witnesses have not seen, as others may have been shown another.
    ///
    /// It is read from `source`; the published folder when there is none.
    func verified(_ source: (any RecordSource)? = nil) throws -> Verification {
        Console.setQuiet(quiet)
        Console.progress("verifying \(record)")
        let verification: Verification
        do {
            verification = try Verifier.verify(source ?? RecordFolder(record), pages: Site.pages)
        } catch {
            throw Complaint("\(error)", status: 2)
        }
        if verification.report.verdict.isFailed {
            throw Complaint(
                "\(record): \(verification.report.conclusion): run stembus-verify \(record) and act on nothing")
        }
        if let waiting = verification.report.waiting, verification.replay.phase >= .closed {
            throw Complaint("\(record): \(waiting): act on nothing before that", status: 3)
        }
        return verification
    }

    /// The election of a verified record.
    func election(_ replay: Replay) throws -> Election {
        guard let election = replay.election else { throw Complaint("\(record): there is no manifest", status: 2) }
        return election
    }
}

/// What a party away from the box takes: the published record, its key, and a folder for what it hands back.
struct PartyOptions: ParsableArguments {
    @OptionGroup var view: RecordOptions
    @Option(help: "This party's private signing key.") var key: String
    @Option(help: "The folder to make, with the signed acts.") var out: String
    @Option(help: "The moment that the acts state (default: now).", transform: Moment.read) var at: Timestamp?

    /// The record, verified. Throws `RecordError` when the moment that the acts state has not come.
    func verified(_ record: any RecordSource) throws -> Verification {
        _ = try Moment.reached(at)
        return try view.verified(record)
    }

    /// The private key, held against the one that the manifest gives to this party; it counts from 1.
    func signer(_ role: String, _ number: Int, of keys: [VerificationKey]) throws -> SigningKey {
        guard number >= 1, number <= keys.count else {
            throw Complaint("expected a \(role) from 1 to \(keys.count), found \(number)")
        }
        let signer = try Keys.read(key)
        guard signer.verificationKey == keys[number - 1] else {
            throw Complaint(
                "\(key): expected the key of \(role) \(number), \(keys[number - 1]), found \(signer.verificationKey)")
        }
        return signer
    }

    func handOut(
        _ acts: [Act], artifacts: [[UInt8]] = [], after replay: Replay, by signer: borrowing SigningKey
    ) throws {
        var notes: [[UInt8]] = []
        let moment = try Moment.reached(at)
        for act in acts {
            var draft = try ActDraft(act, after: replay, time: moment, clock: .now)
            draft.sign(with: signer)
            notes.append(draft.bytes)
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

struct TrusteeBegin: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin", abstract: "Round 1: make the secrets and commit to them.")
    @OptionGroup var party: PartyOptions
    @Option(help: "The trustee's number, from 1.") var trustee: Int
    @Option(help: "The private file for the ceremony's secrets; kept when it is there.") var secrets: String

    func run() throws { try run(on: RecordFolder(party.view.record)) }

    func run(on record: any RecordSource) throws {
        let replay = try party.verified(record).replay
        let election = try party.view.election(replay)
        let signer = try party.signer("trustee", trustee, of: election.manifest.keys.trustees)
        let parameters = try replay.ceremony.parameters()
        if !Files.exists(secrets) {
            try TrusteeFile.create(
                secrets, TrusteeSecrets.generate(trustee: trustee, parameters), cid: parameters.cid)
        }
        let own = try TrusteeFile.secrets(secrets, trustee: trustee, parameters)
        try party.handOut([own.beginning()], after: replay, by: signer)
    }
}

struct TrusteeDeal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deal", abstract: "Round 2: encrypt a share for each of the other trustees.")
    @OptionGroup var party: PartyOptions
    @Option(help: "The trustee's number, from 1.") var trustee: Int
    @Option(help: "The private file with the ceremony's secrets.") var secrets: String

    func run() throws { try run(on: RecordFolder(party.view.record)) }

    func run(on record: any RecordSource) throws {
        let replay = try party.verified(record).replay
        let election = try party.view.election(replay)
        let signer = try party.signer("trustee", trustee, of: election.manifest.keys.trustees)
        let own = try TrusteeFile.secrets(secrets, trustee: trustee, replay.ceremony.parameters())
        try party.handOut([own.dealing(in: replay.ceremony)], after: replay, by: signer)
    }
}

struct TrusteeConfirm: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Round 3: open the others' shares, keep the own share of the key.",
        discussion: """
            When a share does not fit, OUT/complaint holds the proof of it. The ceremony is then held anew, whoever is
            guilty: with another manifest, and fresh secrets.
            """)
    @OptionGroup var party: PartyOptions
    @Option(help: "The trustee's number, from 1.") var trustee: Int
    @Option(help: "The private file with the ceremony's secrets.") var secrets: String
    @Option(help: "The private file for the share of the election key; kept when it is there.") var share: String

    func run() throws { try run(on: RecordFolder(party.view.record)) }

    func run(on record: any RecordSource) throws {
        let replay = try party.verified(record).replay
        let election = try party.view.election(replay)
        let signer = try party.signer("trustee", trustee, of: election.manifest.keys.trustees)
        let own = try TrusteeFile.secrets(secrets, trustee: trustee, replay.ceremony.parameters())
        let held: KeyShare
        do { held = try own.finishing(replay.ceremony) } catch {
            if case .complaint(let bytes, let dealer)? = error as? CeremonyFault {
                try Files.stage(party.out) { try Files.write(bytes, to: "\($0)/complaint-\(trustee)-\(dealer)") }
            }
            throw Complaint("\(error)")
        }
        if !Files.exists(share) { try TrusteeFile.create(share, held, cid: election.cid) }
        // The acknowledgement is of the share as it was kept.
        let kept = try TrusteeFile.share(share, trustee: trustee, cid: election.cid)
        try party.handOut([kept.confirming(in: replay.ceremony)], after: replay, by: signer)
    }
}
