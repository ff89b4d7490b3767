import BallotCrypto
import Ceremony
import ElectionRecord
import Foundation
import Testing
import TransparencyLog

@testable import ElectionFixture
@testable import stembus

/// A party's command, and an election that has come to its turn.
private struct Turn: Sendable {
    let election: FixtureElection
    /// Runs the command on the record, with the party's private files; it hands out to the folder `out`.
    let run: @Sendable (_ record: any RecordSource, _ files: String, _ out: String) throws -> Void
    /// Throws unless an act that was handed out, with the artifacts there, is about the election as it is.
    let judge: @Sendable (FixtureElection, Act, RecordFolder) throws -> Void

    static let all = Swift.Result {
        var election = try FixtureElection.begun()
        try election.holdCeremony()
        let ceremony = election
        try election.enrol()
        try election.rehearse()
        try election.open()
        try election.vote()
        try election.close()
        let closed = election
        try election.mix()
        let mixed = election
        var half = closed
        for contest in half.replay.progress.indices where half.replay.isOpened(contest) {
            try half.deliver(half.mixed(contest, 1).artifact, contest, 1)
        }
        half.checkpoint()
        let entries = ceremony.entries
        return [
            "trustee begin": trustee(ceremony.with(entries: Array(entries[..<1]))) { record, arguments in
                try TrusteeBegin.parse(arguments).run(on: record)
            },
            "trustee deal": trustee(ceremony.with(entries: Array(entries[..<4]))) { record, arguments in
                try TrusteeDeal.parse(arguments).run(on: record)
            },
            "trustee confirm": trustee(ceremony.with(entries: Array(entries[..<7]))) { record, arguments in
                let kept = arguments.last.map { "\($0).share" } ?? ""
                try TrusteeConfirm.parse(arguments + ["--share", kept]).run(on: record)
            },
            "first mix": mix(1, closed), "second mix": mix(2, half), "decrypt": decrypt(mixed),
        ]
    }

    private static func trustee(
        _ election: FixtureElection,
        _ run: @escaping @Sendable (any RecordSource, _ arguments: [String]) throws -> Void
    ) -> Turn {
        Turn(election: election) { record, files, out in
            try run(
                record,
                [
                    "--record", "site", "--trustee", "1", "--key", "\(files)/trustee-1", "--secrets",
                    "\(files)/secrets",
                    "--quiet", "--out", out,
                ])
        } judge: { election, act, _ in
            switch act {
            case .trustee(1, let round1):
                // Its proof is about the election's own parameters.
                let parameters = try election.replay.ceremony.parameters()
                let own = try TrusteeSecrets(trustee: 1, parameters, secretBytes: election.secrets[0]).begin()
                guard
                    try CeremonyRound1(parsing: round1, trustee: 1, parameters).commitments == own.commitments
                else { throw RecordError("expected the commitments of these secrets") }
            case .shares(1, let d1, _):
                guard try d1 == election.replay.ceremony.d1() else { throw RecordError("expected another d1") }
            case .confirm(1, let d2, _):
                guard try d2 == election.replay.ceremony.d2() else { throw RecordError("expected another d2") }
            default: throw RecordError("expected an act of the ceremony")
            }
        }
    }

    private static func mix(_ mixer: Int, _ election: FixtureElection) -> Turn {
        Turn(election: election) { record, files, out in
            let command = try Mix.parse([
                "--record", "site", "--mixer", "\(mixer)", "--key", "\(files)/mixer-\(mixer)", "--quiet", "--out", out,
            ])
            try command.run(on: record)
        } judge: { election, act, folder in
            guard case .mix(let id, mixer, let artifact) = act, let contest = election.contest(id),
                let context = election.replay.tctx, let keys = election.replay.ceremony.keys
            else { throw RecordError("expected a mix") }
            let input = election.lists[contest] ?? election.replay.mixInput(contest)
            try MixedList(artifact: folder.artifact(artifact), count: input.count, width: input.width).verify(
                input: input, electionKey: keys.electionKey, context: context, contest: contest, mixer: mixer)
        }
    }

    static func decrypt(_ election: FixtureElection) -> Turn {
        Turn(election: election) { record, files, out in
            let command = try Decrypt.parse([
                "--record", "site", "--trustee", "1", "--key", "\(files)/trustee-1", "--share", "\(files)/share",
                "--quiet",
                "--out", out,
            ])
            try command.run(on: record)
        } judge: { election, act, folder in
            guard case .decrypt(let id, 1, let artifact) = act, let contest = election.contest(id) else {
                throw RecordError("expected a decryption")
            }
            let opener = try election.opener(contest)
            try opener.verify(
                DecryptionShares(
                    artifact: folder.artifact(artifact), count: opener.list.count, width: opener.list.width), trustee: 1
            )
        }
    }

    /// A fresh folder with the private files of the parties.
    func withFiles(_ body: (_ files: String) throws -> Void) throws {
        let files = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: files) }
        for name in FixtureKeys.trustees + FixtureKeys.mixers {
            let key = try election.keys.signing(name)
            try PrivateFile.create("\(files)/\(name)", Array((key.revealed() + "\n").utf8))
        }
        let cid = try #require(election.cid)
        let secrets = try TrusteeSecrets(
            trustee: 1, election.replay.ceremony.parameters(), secretBytes: election.secrets[0])
        try TrusteeFile.create("\(files)/secrets", secrets, cid: cid)
        try TrusteeFile.create("\(files)/share", election.share(of: 1), cid: cid)
        try body(files)
    }

    /// Whether the command hands anything out on this record. Throws when that is not about the election as it is.
    func acts(on record: any RecordSource, _ files: String, _ name: String) throws -> Bool {
        let out = "\(files)/out-\(name)"
        do { try run(record, files, out) } catch {
            guard !Files.exists(out) else { throw error }
            return false
        }
        let handed = try Outbox.read(out).acts
        for act in handed { try judge(election, SignedAct(parsing: act).act, RecordFolder(out)) }
        return !handed.isEmpty
    }
}

extension FixtureElection {
    fileprivate func contest(_ id: String) -> Int? {
        replay.election?.manifest.contests.firstIndex { $0.id == id }
    }
}

@Suite("Who acts on a record that changes while it is read acts on what was verified, or not at all")
struct ActingTests {
    @Test(
        "whichever look at whichever file shows something else",
        arguments: ["trustee begin", "trustee deal", "trustee confirm", "first mix", "second mix", "decrypt"])
    func once(command: String) throws {
        let turns = try Turn.all.get()
        let turn = try #require(turns[command])
        let folder = try turn.election.published()
        try turn.withFiles { (files: String) throws in
            let honest = ChangingRecord(folder)
            #expect(try turn.acts(on: honest, files, "honest"))
            let lies = honest.lies
            #expect(lies.count > folder.files.count)
            let results = parallelMap(count: lies.count, chunk: 1) { place in
                Swift.Result { try turn.acts(on: ChangingRecord(folder, telling: lies[place]), files, "\(place)") }
            }
            for (lie, result) in zip(lies, results) {
                #expect(throws: Never.self, "\(lie)") { try result.get() }
            }
        }
    }

    @Test("no trustee opens unmixed ballots, whichever reads of the last mix show a true one")
    func unmixed() throws {
        let turns = try Turn.all.get()
        var election = try #require(turns["first mix"]).election
        let ballots = election.replay.mixInput(0)
        let first = election.replay.election?.manifest.contests[0].id
        var (path, truth) = ("", [UInt8]())
        try election.mix { contest, mixer, mixed in
            guard contest == first, mixer == FixtureKeys.mixers.count else { return mixed.artifact }
            truth = mixed.artifact
            let forged = ballots.affineBytes + truth.dropFirst(ballots.affineBytes.count)
            path = ArtifactReference(forged).path
            return forged
        }
        let folder = try election.published()
        let turn = Turn.decrypt(election)
        try turn.withFiles { [path, truth] (files: String) throws in
            func record(_ range: ClosedRange<Int>) -> ChangingRecord {
                ChangingRecord(folder) { file, read, bytes in file == path && range.contains(read) ? truth : bytes }
            }
            let counted = record(2...1 << 20)
            #expect(try !turn.acts(on: counted, files, "counted"))
            let reads = try #require(counted.counts[.reading(path)])
            for first in 1...reads + 1 {
                for last in first...reads + 2 {
                    #expect(
                        try !turn.acts(on: record(first...last), files, "\(first)-\(last)"),
                        "true at \(first) to \(last)")
                }
            }
        }
    }
}
