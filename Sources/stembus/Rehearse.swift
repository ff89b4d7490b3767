import ArgumentParser
import BallotBox
import BallotCrypto
import Ceremony
import ElectionRecord
import Foundation

struct Rehearse: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Seal, mix and open test ballots before the vote: proof that the keys work.",
        discussion: """
            stembus rehearse begin --record site --out r0
            stembus rehearse mix --record site --mixer 1 --rehearsal r0 --out r1
            stembus rehearse open --record site --trustee 1 --share t1.share --rehearsal r1 --out r2
            stembus rehearse finish noord --rehearsal r2

            The file goes from party to party: every mixer in order, then every trustee in order. Each checks what the
            others did. Nothing may be appended to the log meanwhile.
            """,
        subcommands: [
            RehearseBegin.self, RehearseMix.self, RehearseOpen.self, RehearseFinish.self, RehearseAlone.self,
        ], defaultSubcommand: RehearseAlone.self)
}

/// Where the rehearsal comes from and goes to.
struct RehearsalOptions: ParsableArguments {
    @OptionGroup var view: RecordOptions
    @Option(help: "The rehearsal as the party before left it.") var rehearsal: String
    @Option(help: "The file to make for the next party.") var out: String

    /// Takes the rehearsal up, lets `step` do its part, and hands it on.
    func hand(_ step: (inout Rehearsing, Election) throws -> Void) throws {
        let replay = try view.verified().replay
        let rehearsal = self.rehearsal
        var rehearsing: Rehearsing
        do {
            rehearsing = try Rehearsing(parsing: Files.read(rehearsal, atMost: Rehearsing.largest(replay)), replay)
        } catch let error as CeremonyError {
            throw Complaint("\(rehearsal): \(error)")
        }
        try step(&rehearsing, rehearsing.election)
        try Files.create(rehearsing.bytes, at: out)
        Console.say("\(out): \(rehearsing.turn)")
    }
}

struct RehearseBegin: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "begin", abstract: "Seal the test ballots.")
    @OptionGroup var view: RecordOptions
    @Option(help: "How many test ballots.") var ballots = 3
    @Option(help: "The file to make for the first mixer.") var out: String

    func validate() throws { try Rehearse.requireCount(ballots) }

    func run() throws {
        var rehearsing = try Rehearsing(view.verified().replay)
        try rehearsing.seal(ballots)
        try Files.create(rehearsing.bytes, at: out)
        Console.say("\(out): \(rehearsing.turn)")
    }
}

struct RehearseMix: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mix", abstract: "Shuffle the test ballots, with proof.")
    @OptionGroup var options: RehearsalOptions
    @Option(help: "The mixer's number, from 1.") var mixer: Int

    func run() throws { try options.hand { rehearsing, _ in try rehearsing.mix(mixer: mixer) } }
}

struct RehearseOpen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Give a trustee's shares of the test ballots, with proof.")
    @OptionGroup var options: RehearsalOptions
    @Option(help: "The trustee's number, from 1.") var trustee: Int
    @Option(help: "The private file with the share of the election key.") var share: String

    func run() throws {
        try options.hand { rehearsing, election in
            let secret = try TrusteeFile.share(share, trustee: trustee, cid: election.cid)
            try rehearsing.open(with: secret)
        }
    }
}

struct RehearseFinish: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "finish", abstract: "Open the test ballots and put the rehearsal in the log.")
    @Argument(help: "The election folder.") var election: String
    @Option(help: "The rehearsal as the last trustee left it.") var rehearsal: String
    @OptionGroup var officials: OfficialOptions

    func run() throws {
        let folder = ElectionFolder(path: election)
        let replay = try folder.replay()
        let rehearsing: Rehearsing
        do {
            rehearsing = try Rehearsing(parsing: Files.read(rehearsal, atMost: Rehearsing.largest(replay)), replay)
        } catch let error as CeremonyError {
            throw Complaint("\(rehearsal): \(error)")
        }
        try officials.rehearse(rehearsing, of: folder, replay)
    }
}

struct RehearseAlone: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alone", abstract: "All steps at once, where every share is at hand: for trials.",
        discussion: "stembus rehearse noord --share t1.share t2.share t3.share")
    @Argument(help: "The election folder.") var election: String
    @Option(parsing: .upToNextOption, help: "The share file of every trustee, in order.") var share: [String]
    @Option(help: "How many test ballots.") var ballots = 3
    @OptionGroup var officials: OfficialOptions

    func validate() throws { try Rehearse.requireCount(ballots) }

    func run() throws {
        let folder = ElectionFolder(path: election)
        let replay = try folder.replay()
        var rehearsing = try Rehearsing(replay)
        try rehearsing.seal(ballots)
        for mixer in rehearsing.election.manifest.keys.mixers.indices { try rehearsing.mix(mixer: mixer + 1) }
        for (number, path) in share.enumerated() {
            let secret = try TrusteeFile.share(path, trustee: number + 1, cid: rehearsing.election.cid)
            try rehearsing.open(with: secret)
        }
        try officials.rehearse(rehearsing, of: folder, replay)
    }
}

extension Rehearse {
    fileprivate static func requireCount(_ ballots: Int) throws {
        guard (1...255).contains(ballots) else {
            throw ValidationError("--ballots: expected 1 to 255, found \(ballots)")
        }
    }
}

extension OfficialOptions {
    fileprivate func rehearse(_ rehearsing: Rehearsing, of folder: ElectionFolder, _ replay: Replay) throws {
        let artifact = try rehearsing.finish().bytes
        try issue(
            .rehearsal(before: replay.head, artifact: ArtifactReference(artifact)), artifacts: [artifact],
            of: folder, replay)
    }
}
