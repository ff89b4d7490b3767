import ElectionRecord
import Testing
import TransparencyLog

@testable import Verifier

@Suite("The report's verdict follows from its counts")
struct ReportTests {
    private func report(
        _ phase: Replay.Phase = .done, _ change: (inout [Check: CheckReport]) -> Void = { _ in }
    ) -> Report {
        var checks: [Check: CheckReport] = [:]
        for check in Check.allCases {
            var report = CheckReport(check)
            report.expected = 3
            report.checked = 3
            checks[check] = report
        }
        change(&checks)
        let head = TreeHead(size: 0, root: MerkleTree.emptyRoot)
        return Report(
            Report.Subject(origin: "o", manifest: nil, logKey: nil, head: head, phase: phase), Array(checks.values))
    }

    @Test("an election that is done and whose every check holds is verified")
    func verified() {
        #expect(report().verdict == .verified)
        #expect(report().verdict.exitCode == 0)
    }

    @Test("a check that looked at fewer things than expected fails", arguments: Check.allCases)
    func short(check: Check) {
        let report = report { $0[check]?.checked = 2 }
        #expect(report[check].status == .failed)
        #expect(report.verdict == .failed([check]))
        #expect(report.verdict.exitCode == 1)
    }

    @Test("a check that looked at more things than expected fails", arguments: Check.allCases)
    func long(check: Check) {
        #expect(report { $0[check]?.checked = 4 }.verdict == .failed([check]))
    }

    @Test("a failure fails its check whatever the counts say", arguments: Check.allCases)
    func failure(check: Check) {
        let report = report { $0[check]?.fail(at: "entry 7", "expected this, found that") }
        #expect(report.verdict == .failed([check]))
        #expect(report.text().contains("FAIL \(check.id)"))
        #expect(report.text().contains("         entry 7: expected this, found that\n"))
    }

    @Test("a check that looked at nothing says none, and some must look at something", arguments: Check.allCases)
    func nothing(check: Check) {
        let report = report { $0[check] = CheckReport(check) }
        #expect(report[check].status == .none)
        #expect(report.text().contains("none \(check.id)"))
        let mayBeEmpty: Set<Check> = [.ballots, .mixes, .decryption, .opened, .receipts]
        #expect(report.verdict == (mayBeEmpty.contains(check) ? .verified : .failed([check])))
    }

    @Test("a check without a report is none, not ok")
    func absent() {
        let report = report { $0[.log] = nil }
        #expect(report.checks.map(\.check) == Check.allCases)
        #expect(report.verdict == .failed([.log]))
    }

    @Test(
        "an election that is still running is incomplete, never verified",
        arguments: [Replay.Phase.empty, .ceremony, .preparation, .voting, .closed])
    func incomplete(phase: Replay.Phase) {
        #expect(report(phase).verdict == .incomplete(phase, nil))
        #expect(report(phase).verdict.exitCode == 3)
        #expect(report(phase) { $0[.acts]?.checked = 0 }.verdict == .failed([.acts]))
        #expect(report(phase) { $0[.close] = CheckReport(.close) }.verdict == .incomplete(phase, nil))
    }

    @Test("failures are capped where they are printed, not where they are counted")
    func capped() {
        let report = report { checks in
            for entry in 0..<30 { checks[.ballots]?.fail(at: "entry \(entry)", "bad") }
        }
        #expect(report[.ballots].failures.count == 30)
        #expect(report.text().contains("         entry 19: bad\n         and 10 more\n"))
        #expect(report.json.text.contains(#""message":"bad","of":"record","place":"entry 29""#))
    }

    @Test("looking counts what was right beside what was expected")
    func look() {
        var report = CheckReport(.mixes)
        report.look { () throws(Violation) in }
        report.look { () throws(Violation) in throw Violation(.mixes, entry: 5, "no shuffle") }
        #expect(report.checked == 1)
        #expect(report.expected == 2)
        #expect(report.failures == [Violation(.mixes, entry: 5, "no shuffle")])
        #expect(report.status == .failed)
    }
}
