import BallotCrypto
import BudgetRules
import ElectionFixture
import ElectionRecord
import Publisher
import Testing
import TransparencyLog

@testable import Verifier

/// Elections that are held once for all tests; each test goes on from a copy.
enum Held {
    static let prepared = Result {
        var election = try FixtureElection.begun()
        try election.holdCeremony()
        return election
    }
    static let opened = Result { try FixtureElection.opened() }
    static let voted = Result {
        var election = try opened.get()
        try election.vote()
        return election
    }
    static let closed = Result {
        var election = try voted.get()
        try election.close()
        return election
    }
    static let mixed = Result {
        var election = try closed.get()
        try election.mix()
        return election
    }
    static let decrypted = Result {
        var election = try mixed.get()
        try election.decrypt()
        return election
    }
    static let done = Result {
        var election = try decrypted.get()
        try election.conclude()
        return election
    }
    static let published = Result { try done.get().published() }

    static func verify(
        _ folder: FixtureFolder, receipts: [HandedReceipt] = [], trust: TrustPolicy? = nil,
        since: VerifiedState? = nil, check: EquationCheck = .folded
    ) throws -> Verification {
        try folder.onDisk { path in
            try Verifier.verify(
                RecordFolder(path), receipts: receipts, trust: trust, since: since, check: check,
                pages: Site.pages)
        }
    }
}

@Suite("An honest election")
struct ElectionTests {
    @Test("an honest election is verified, and every check looked at something")
    func verified() throws {
        let election = try Held.done.get()
        #expect(election.refused.isEmpty)
        let receipt = try election.receipt(election.replay.ballots[3].entry, size: election.entries.count)
        let report = try Held.verify(
            election.published(), receipts: [HandedReceipt(name: "mine", bytes: receipt.bytes)]
        ).report
        #expect(report.verdict == .verified, "\(report.text())")
        for check in report.checks { #expect(check.status == .ok, "\(check.check)") }
        #expect(report[.ballots].expected == 17)
        #expect(report[.roll].expected == 27)
        #expect(report[.mixes].expected == 6)
        #expect(report[.decryption].expected == 9)
        #expect(report[.opened].expected == 8 + 7 + 17)
        #expect(report[.outcome].expected == 4)
        #expect(report[.trusteeKeys].expected == 10)
    }

    @Test(
        "an election in cents, with caps and with costs of trillions, is verified, and its files say them in whole units"
    )
    func cents() throws {
        let costs = [40_000, 40_000, 900_000_000_000_000, 25_000, 10_000]
        let projects = costs.enumerated().map { index, cost in
            Project(id: "OOST-\(index + 1)", cost: cost, name: "Plan \(index + 1)", neighborhood: "Dam")
        }
        let list = try ProjectsArtifact(projects).bytes
        var election = try FixtureElection.opened(with: [list]) {
            $0.scale = 100
            $0.contests[0].projects = ArtifactReference(list)
            $0.contests[0].budget = 100_050
            $0.contests[0].rule = .greedy(GreedyRule(neighborhoodCaps: ["Dam": 75_025]))
        }
        try election.vote()
        try election.finish()
        #expect(election.refused.isEmpty)
        let folder = try election.published()
        let report = try Held.verify(folder).report
        #expect(report.verdict == .verified, "\(report.text())")
        let pabulib = String(decoding: folder.files["pabulib/oost.pb"] ?? [], as: UTF8.self)
        #expect(pabulib.contains("\nbudget;1000.50\n") && pabulib.contains("\nbudget_per_neighborhood;750.25\n"))
        #expect(try Pabulib(Array(pabulib.utf8)).neighborhoodCaps() == ["Dam": 75_025])
    }

    @Test("a damaged logo fails the manifest and the pages, and no vote")
    func damagedLook() throws {
        var folder = try Held.published.get()
        let look = try #require(Held.done.get().replay.election?.manifest.look)
        folder.files[look.path]?[10] ^= 1
        let report = try Held.verify(folder).report
        #expect(report.verdict == .failed([.manifest, .files]), "\(report.text())")
        #expect(report[.manifest].failures.map(\.place) == ["entry 0"])
        #expect(report[.files].failures.allSatisfy { $0.place.hasSuffix(".html") }, "\(report.text())")
    }

    @Test("a log of several tiles is verified")
    func severalTiles() throws {
        var election = try FixtureElection.opened(notices: 300)
        for number in 0..<5 { try election.cast(["oost": [number]], 0, number) }
        let report = try Held.verify(election.published()).report
        #expect(report.verdict == .incomplete(.voting, nil), "\(report.text())")
    }

    @Test("a running election is incomplete at every stage", arguments: [0, 1, 2, 3, 4])
    func incomplete(stage: Int) throws {
        let stages = [Held.opened, Held.voted, Held.closed, Held.mixed, Held.decrypted]
        let phases: [Replay.Phase] = [.voting, .voting, .closed, .closed, .closed]
        let verification = try Held.verify(stages[stage].get().published())
        #expect(verification.report.verdict == .incomplete(phases[stage], nil), "\(verification.report.text())")
    }
}
