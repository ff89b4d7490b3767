import ArgumentParser
import BallotCrypto
import Ceremony
import ElectionRecord
import Foundation

struct Mix: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shuffle every contest's ballots, with proof.",
        discussion: "stembus mix --record site --mixer 1 --key mixer-1.key --out mix1")
    @OptionGroup var party: PartyOptions
    @Option(help: "The mixer's number, from 1.") var mixer: Int

    func run() throws { try run(on: RecordFolder(party.view.record)) }

    func run(on record: any RecordSource) throws {
        let verification = try party.verified(record)
        let replay = verification.replay
        let election = try party.view.election(replay)
        guard let tctx = replay.tctx, let keys = replay.ceremony.keys else {
            throw Complaint("\(party.view.record): the vote is not closed yet")
        }
        let signer = try party.signer("mixer", mixer, of: election.manifest.keys.mixers)
        var acts: [Act] = []
        var artifacts: [[UInt8]] = []
        for (contest, definition) in election.manifest.contests.enumerated() where replay.isOpened(contest) {
            guard replay.progress[contest].mixes.count == mixer - 1, let list = verification.lists[contest] else {
                throw Complaint("contest \(definition.id): it is not mixer \(mixer)'s turn")
            }
            Console.progress("mixing \(definition.id): \(list.count) ballots")
            let mixed = try Mixing.mix(list.list(), contest: contest, mixer: mixer, context: tctx, keys: keys)
            artifacts.append(mixed.artifact)
            acts.append(.mix(contest: definition.id, mixer: mixer, artifact: ArtifactReference(mixed.artifact)))
        }
        try party.handOut(acts, artifacts: artifacts, after: replay, by: signer)
    }
}

struct Decrypt: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give a trustee's shares of every contest's last mix, with proof.",
        discussion: "stembus decrypt --record site --trustee 1 --key t1.key --share t1.share --out open1")
    @OptionGroup var party: PartyOptions
    @Option(help: "The trustee's number, from 1.") var trustee: Int
    @Option(help: "The private file with the share of the election key.") var share: String

    func run() throws { try run(on: RecordFolder(party.view.record)) }

    func run(on record: any RecordSource) throws {
        let verification = try party.verified(record)
        let replay = verification.replay
        let election = try party.view.election(replay)
        guard let tctx = replay.tctx, let keys = replay.ceremony.keys else {
            throw Complaint("\(party.view.record): the vote is not closed yet")
        }
        let signer = try party.signer("trustee", trustee, of: election.manifest.keys.trustees)
        let secret = try TrusteeFile.share(share, trustee: trustee, cid: election.cid)
        var acts: [Act] = []
        var artifacts: [[UInt8]] = []
        for (contest, definition) in election.manifest.contests.enumerated() where replay.isOpened(contest) {
            guard replay.progress[contest].mixes.count == election.manifest.keys.mixers.count,
                let list = verification.lists[contest]
            else { throw Complaint("contest \(definition.id): its mixes are not complete") }
            Console.progress("opening \(definition.id): \(list.count) ballots")
            let opener = try Opener(list: list.list(), contest: contest, context: tctx, keys: keys)
            let artifact = try Mixing.open(opener, with: secret).artifact
            artifacts.append(artifact)
            acts.append(.decrypt(contest: definition.id, trustee: trustee, artifact: ArtifactReference(artifact)))
        }
        try party.handOut(acts, artifacts: artifacts, after: replay, by: signer)
    }
}
