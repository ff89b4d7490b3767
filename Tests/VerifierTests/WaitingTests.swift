import BallotCrypto
import ElectionFixture
import ElectionRecord
import Testing
import TransparencyLog

@testable import Verifier

@Suite("A log that waits for its witnesses is not false, and not verified")
struct WaitingTests {
    /// The election's folder with a newest checkpoint that only these have cosigned.
    private func folder(_ election: FixtureElection, cosigned names: [String] = []) throws -> FixtureFolder {
        var election = election
        election.seen[election.entries.count] = [:]
        election.see(at: election.time, by: names)
        return try election.published()
    }

    private func policy(_ lines: String) throws -> TrustPolicy {
        let keys = try Held.done.get().keys
        let log = try keys.verification(FixtureElection.origin)
        let witnesses = try FixtureKeys.witnesses.map { "witness \($0) \(try keys.verification($0))\n" }.joined()
        return try TrustPolicy(parsing: "log \(log)\n" + witnesses + lines)
    }

    @Test("an election that is done waits, since its newest act, and whom for is said")
    func done() throws {
        let verification = try Held.verify(folder(Held.done.get()))
        let report = verification.report
        let since = try #require(Held.done.get().replay.history.last?.time)
        #expect(report.verdict == .incomplete(.done, report.waiting) && report.verdict.exitCode == 3)
        #expect(
            "\(report.verdict)"
                == "INCOMPLETE: waits for witnesses library and newspaper since \(since); everything else holds",
            "\(report.text())")
        #expect(report[.log].status == .waiting && report.text().contains("wait V1  "))
        #expect(report.json.text.contains(#""waiting":{"needed":2,"since":"\#(since)","witnesses":["#))
        #expect(verification.state?.head == verification.replay.head)
    }

    @Test("it waits since a quorum cosigned last, where that is later than the newest act")
    func since() throws {
        let opens = FixtureElection.opens
        var election = try Held.opened.get()
        for (code, (moment, witnesses)) in [(700, FixtureKeys.witnesses), (800, ["library"]), (900, [])].enumerated() {
            try election.cast(["oost": [0]], 0, code)
            election.kept.append(election.entries.count)
            election.seen[election.entries.count] = [:]
            election.see(at: opens + moment, by: witnesses)
        }
        let folder = try election.published()
        let stranger = try SigningKey.generate(name: "university", kind: .cosignature).verificationKey
        for (trust, whom, since) in [
            (nil, "witnesses library and newspaper", 700), ("quorum library\n", "witness library", 800),
            ("group g any library newspaper\nquorum g\n", "witness library or newspaper", 800),
            ("witness university \(stranger)\nquorum university\n", "witness university", 0),
        ] as [(String?, String, Int)] {
            let report = try Held.verify(folder, trust: trust.map(policy)).report
            let expected = "waits for \(whom) since \(Timestamp(seconds: opens + since))"
            #expect(report.waiting?.description == expected, "\(report.text())")
            #expect(report.verdict.exitCode == 3)
        }
    }

    @Test("a receipt that was given before anybody had cosigned holds, and says so")
    func receipt() throws {
        let election = try Held.done.get()
        let size = election.entries.count
        let honest = try election.receipt(election.replay.ballots[3].entry, size: size)
        let early = Receipt(proof: honest.proof, checkpoint: try election.note(size: size, cosigned: false))
        let report = try Held.verify(
            Held.published.get(), receipts: [HandedReceipt(name: "mine", bytes: early.bytes)]
        ).report
        #expect(report.verdict == .verified, "\(report.text())")
        #expect(
            report[.receipts].notes == [
                "mine: given before 2 of library and newspaper had cosigned, with no cosignature; "
                    + "what the newest checkpoint says covers it (V1)"
            ])
    }

    @Test("with one of two it waits for the other, and with the one that a quorum asks for it is verified")
    func quorum() throws {
        let folder = try folder(Held.done.get(), cosigned: ["library"])
        let half = try Held.verify(folder).report
        #expect("\(half.verdict)".hasPrefix("INCOMPLETE: waits for witness newspaper since "), "\(half.text())")
        #expect(half[.log].notes.first == "cosigned by 1 of 2 witnesses: library")
        let report = try Held.verify(folder, trust: policy("group g any library newspaper\nquorum g\n")).report
        #expect(report.verdict == .verified, "\(report.text())")
        #expect(report[.log].notes == ["cosigned by 1 of 2 witnesses: library"])
        #expect(report.json.text.contains(#""waiting":null"#))
    }

    @Test("it waits in every phase, and a failure goes before waiting")
    func phases() throws {
        for election in try [Held.opened.get(), Held.closed.get()] {
            let report = try Held.verify(folder(election)).report
            #expect(report.verdict == .incomplete(election.replay.phase, report.waiting), "\(report.text())")
            #expect(report.waiting != nil && "\(report.verdict)".contains("waits for witnesses"))
        }
        var broken = try folder(Held.done.get())
        broken.files["results.csv"]?.append(0)
        let report = try Held.verify(broken).report
        #expect(report.verdict == .failed([.files]) && report.waiting != nil, "\(report.text())")
    }

    @Test("an auditor's own policy that asks for more makes it wait")
    func stricter() throws {
        let stranger = try SigningKey.generate(name: "university", kind: .cosignature).verificationKey
        let own = try policy("witness university \(stranger)\ngroup g all library university\nquorum g\n")
        let report = try Held.verify(Held.published.get(), trust: own).report
        #expect("\(report.verdict)".hasPrefix("INCOMPLETE: waits for witness university since "), "\(report.text())")
        let open = try Held.verify(folder(Held.voted.get()), trust: policy("quorum library\n")).report
        #expect("\(open.verdict)".contains("; waits for witness library since "), "\(open.text())")
        #expect(try Held.verify(folder(Held.done.get()), trust: policy("quorum none\n")).report.verdict == .verified)
    }

    @Test("an auditor's witness with a key of a newer type is told, and a quorum that needs it waits for ever")
    func newerType() throws {
        let newer = "witness later later.example+00000000+BgcHBwc=\n"
        let met = try Held.verify(
            Held.published.get(), trust: policy(newer + "group g any library later\nquorum g\n")
        ).report
        #expect(met.verdict == .verified, "\(met.text())")
        #expect(met[.log].notes.contains { $0.hasPrefix("the policy's witness later has a key of type 6") })
        let never = try Held.verify(Held.published.get(), trust: policy(newer + "quorum later\n")).report
        #expect(
            "\(never.verdict)".hasPrefix("INCOMPLETE: waits for ever: the quorum needs later, with a key of a type"),
            "\(never.text())")
        #expect(never.waiting?.isForEver == true)
        #expect(never.json.text.contains(#""needed":null"#))
    }
}
