import ArgumentParser
import Ceremony
import ElectionRecord
import Foundation
import TransparencyLog
import Wire

struct Sign: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add a signature to an act that somebody else drafted.",
        discussion: "stembus sign close/act-0000.note --key official-2.key")
    @Argument(help: "The act's file.") var act: String
    @Option(help: "The private key to sign with.") var key: String

    func run() throws {
        let bytes = try Files.read(act, atMost: Entry.largest)
        var draft: ActDraft
        do { draft = try ActDraft(signed: bytes, clock: .now) } catch { throw Complaint("\(act): \(error)") }
        draft.sign(with: try Keys.read(key))
        try Files.write(draft.bytes, to: act)
        Terminal.say(lines: draft.note.text.pieces(at: "\n"))
        Console.say("\(act): signed by \(draft.note.signatures.map(\.name).joined(separator: ", "))")
    }
}

struct Append: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take what the parties handed in into the log.",
        discussion: """
            stembus append noord round1-1 round1-2
            stembus append noord revoked --box https://vote.example   (while the ballot box serves)
            """)
    @Argument(help: "The election folder.") var election: String
    @Argument(help: "Folders with acts and artifacts, in order.") var folders: [String]
    @Option(help: "The address of the ballot box that serves the election, to send them to.") var box: String?

    func run() throws {
        let election = ElectionFolder(path: election)
        if let box { return try send(to: box, election) }
        var box = election.hasLog ? try election.box() : nil
        for folder in folders {
            let handed = try Outbox.read(folder)
            do {
                if let box {
                    guard try !handed.acts.allSatisfy(box.holds) else {
                        Console.say("\(folder): in the log already")
                        continue
                    }
                    try box.append(handed.acts, artifacts: handed.artifacts)
                } else {
                    box = try election.begin(handed.acts, artifacts: handed.artifacts)
                }
            } catch {
                throw Complaint("\(folder): \(error)")
            }
            Console.say("\(folder): \(handed.acts.count) entries, the log has \(box?.replay.head.size ?? 0)")
        }
    }

    private func send(to box: String, _ election: ElectionFolder) throws {
        for folder in folders {
            let handed = try Outbox.read(folder)
            do {
                let size = try election.append(handed.acts, artifacts: handed.artifacts, to: box)
                Console.say("\(folder): \(handed.acts.count) entries, the log has \(size)")
            } catch { throw Complaint("\(folder): \(error)") }
        }
    }
}

struct Cosign: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add witnesses' cosignatures to the newest checkpoint.",
        discussion: "stembus cosign noord library.cosignature newspaper.cosignature")
    @Argument(help: "The election folder.") var election: String
    @Argument(help: "Files with cosignature lines.") var files: [String]

    func run() throws {
        let box = try ElectionFolder(path: election).box()
        var lines: [SignedNote.Signature] = []
        for file in files {
            let text = String(decoding: try Files.read(file, atMost: SignedNote.largest), as: UTF8.self)
            for line in text.pieces(at: "\n") where !line.isEmpty {
                do { lines.append(try SignedNote.signature(line)) } catch {
                    throw Complaint("\(file): \(error)")
                }
            }
        }
        try box.cosign(lines)
        Console.say("\(lines.count) cosignatures at size \(box.replay.head.size)")
    }
}

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say how far the election has come.", discussion: "stembus status noord")
    @Argument(help: "The election folder.") var election: String

    func run() throws {
        let folder = ElectionFolder(path: election)
        let replay = try folder.replay()
        guard let current = replay.election else { throw Complaint("\(election): there is no manifest yet") }
        Console.say("\(current.origin): \(replay.phase), \(replay.head.size) entries")
        for (district, use) in zip(current.manifest.districts, replay.roll.uses) {
            Console.say("\(district.id): \(use.credentials) codes, \(use.ballots) ballots")
        }
        let times = LatestTimes(replay, checkpoint: try folder.newestCheckpoint())
        if let words = times.contradiction(of: .now) { Console.say(words) }
    }
}
