import BallotCrypto
import ElectionFixture
import ElectionRecord
import Testing

@testable import Verifier

@Suite("Nobody who tampers is believed")
struct TamperTests {
    static let cheats: [Cheat] =
        TamperFolder.cheats + TamperLog.cheats + TamperBallots.cheats + TamperRoll.cheats + TamperActs.cheats
        + TamperManifest.cheats + TamperCeremony.cheats + TamperMixes.cheats + TamperShares.cheats
        + TamperResult.cheats + TamperReceipts.cheats + TamperTracking.cheats + TamperTimes.cheats

    @Test(
        "a cheat is found out, by its check and for its reason, folded and each equation on its own", arguments: cheats,
        [EquationCheck.folded, .each])
    func found(cheat: Cheat, check: EquationCheck) throws {
        let scene = try cheat.scene()
        let report = try Held.verify(scene.folder, receipts: scene.receipts, trust: scene.trust, check: check).report
        guard case .failed(let failed) = report.verdict else {
            Issue.record("\(cheat.name): \(report.verdict)")
            return
        }
        #expect(report.verdict.exitCode == 1)
        #expect(failed.contains(cheat.check), "\(report.text())")
        if cheat.alone { #expect(failed == [cheat.check], "\(report.text())") }
        let failures = report[cheat.check].failures.map(\.description)
        #expect(
            cheat.says.isEmpty || failures.contains { $0.contains(cheat.says) },
            "\(cheat.says) in \(failures.prefix(5))")
    }

    @Test("every check is one that a cheat is found by, and no cheat is tried twice")
    func coverage() {
        #expect(Set(Self.cheats.map(\.name)).count == Self.cheats.count)
        #expect(Set(Self.cheats.map(\.check)) == Set(Check.allCases))
        #expect(Self.cheats.count >= 60)
        print("\(Self.cheats.count) ways to cheat, all found out")
    }
}
