import ElectionFixture
import ElectionRecord
import Testing
import TransparencyLog

@testable import Verifier

@Suite("Going on from an earlier verification")
struct SinceTests {
    private func state(of election: FixtureElection) throws -> VerifiedState {
        try #require(try Held.verify(election.published()).state)
    }

    private func failures(_ folder: FixtureFolder, since state: VerifiedState) throws -> [String] {
        try Held.verify(folder, since: state).report.checks.flatMap { check in
            check.failures.map { "\(check.check.id) \($0.message)" }
        }
    }

    @Test("an election is verified in steps, and each state reads back")
    func steps() throws {
        var state: VerifiedState?
        for election in [Held.voted, Held.closed, Held.mixed, Held.decrypted, Held.done] {
            let verification = try Held.verify(election.get().published(), since: state)
            #expect(!verification.report.verdict.isFailed)
            let next = try #require(verification.state)
            #expect(try VerifiedState(parsing: next.bytes) == next)
            #expect(next.head == verification.replay.head)
            state = next
        }
        let again = try Held.verify(Held.published.get(), since: state)
        #expect(again.report.verdict == .verified)
        #expect(
            try again.report.checks.map(\.checked).dropFirst()
                == Held.verify(Held.published.get()).report.checks
                .map(\.checked).dropFirst())
    }

    @Test("an entry that was changed since, and then signed and cosigned anew, is found")
    func changed() throws {
        let state = try state(of: Held.voted.get())
        let other = try FixtureElection.opened(notices: 1)
        var election = other
        try election.vote()
        let found = try failures(election.published(), since: state)
        #expect(
            found.contains { $0.hasPrefix("V1 the state is of another log") || $0.contains("entries were changed") })
        let voted = try Held.voted.get()
        var entries = voted.entries
        entries.swapAt(entries.count - 2, entries.count - 1)
        let swapped = try failures(voted.with(entries: entries).published(), since: state)
        #expect(swapped.contains { $0.contains("entries were changed") })
    }

    @Test("a log that lost entries since is found")
    func shortened() throws {
        let state = try state(of: Held.closed.get())
        let found = try failures(Held.voted.get().published(), since: state)
        #expect(found.contains { $0.contains("entries were taken away") })
    }

    @Test(
        "what is new is proven: a forged ballot, a forged mix, a forged share", arguments: ["ballot", "mix", "share"])
    func new(_ what: String) throws {
        switch what {
        case "ballot":
            var election = try Held.opened.get()
            let state = try state(of: election)
            var bytes = try election.ballot(["oost": [0]], district: 0, by: election.credential(0, 0)).content.bytes
            bytes[bytes.count - 1] ^= 1
            election.append(bytes)
            election.checkpoint()
            let found = try failures(election.published(), since: state)
            #expect(found.contains { $0.hasPrefix("V6") && $0.contains("proof does not verify") })
        case "mix":
            var election = try Held.closed.get()
            let state = try state(of: election)
            try election.mix { _, mixer, mixed in
                mixer == 2 ? mixed.artifact.dropLast() + [mixed.artifact[mixed.artifact.count - 1] ^ 1] : mixed.artifact
            }
            let found = try failures(election.published(), since: state)
            #expect(found.contains { $0.hasPrefix("V8 mixer 2") && $0.contains("proof does not verify") })
        default:
            var election = try Held.mixed.get()
            let state = try state(of: election)
            try election.decrypt { _, _, shares in
                shares.artifact.dropLast() + [shares.artifact[shares.artifact.count - 1] ^ 1]
            }
            let found = try failures(election.published(), since: state)
            #expect(found.contains { $0.hasPrefix("V9") && $0.contains("proof does not verify") })
        }
    }

    @Test("an artifact that was proven before is still held against its hash")
    func artifact() throws {
        let state = try state(of: Held.mixed.get())
        var folder = try Held.mixed.get().published()
        let reference = try #require(try Held.mixed.get().replay.progress[0].mixes.first?.artifact)
        folder.files[reference.path]?[200] ^= 1
        #expect(try failures(folder, since: state).contains { $0.hasPrefix("V8") && $0.contains("SHA-256") })
    }

    @Test("a failed verification leaves no state, and a file that is none is refused")
    func none() throws {
        var folder = try Held.published.get()
        folder.files["results.csv"]?.append(0)
        #expect(try Held.verify(folder).state == nil)
        for text in ["", "{}", #"{"log":"a","root":"00","size":1,"version":1}"#, #"{"version":2}"#] {
            #expect(throws: RecordError.self) { try VerifiedState(parsing: Array(text.utf8)) }
        }
    }
}
