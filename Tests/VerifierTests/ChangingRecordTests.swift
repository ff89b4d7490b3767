import BallotCrypto
import ElectionFixture
import ElectionRecord
import Publisher
import Synchronization
import Testing

@testable import Verifier

@Suite("A folder that changes while it is read")
struct ChangingRecordTests {
    /// A log that commits to false bytes of one artifact, and the true bytes that its proof would hold for.
    struct Forgery: Sendable {
        let folder: FixtureFolder
        let path: String
        let truth: [UInt8]

        /// Verifies the record, where some reads of the false artifact show the true bytes; and how many reads there were.
        func verify(showingTruthAt isTrue: @escaping @Sendable (Int) -> Bool) throws -> (Verification, reads: Int) {
            let record = ChangingRecord(folder) { [path, truth] file, read, bytes in
                file == path && isTrue(read) ? truth : bytes
            }
            let verification = try Verifier.verify(record, pages: Site.pages)
            return (verification, record.counts[.reading(path)] ?? 0)
        }
    }

    /// The last mixer hands the ballots on as they were cast; the proof is that of an honest mix.
    static let unmixed = Result {
        var election = try Held.closed.get()
        let ballots = election.replay.mixInput(0)
        let manifest = election.replay.election?.manifest
        let size = ballots.ciphertexts.count
        var (path, truth) = ("", [UInt8]())
        try election.mix { contest, mixer, mixed in
            guard contest == manifest?.contests[0].id, mixer == manifest?.keys.mixers.count else {
                return mixed.artifact
            }
            truth = mixed.artifact
            let forged = ballots.affineBytes + truth.dropFirst(size * Ciphertext.affineCount)
            path = ArtifactReference(forged).path
            return forged
        }
        return Forgery(folder: try election.published(), path: path, truth: truth)
    }

    /// Every ballot is said to have opened to what the first one holds, and the outcome is what follows.
    static let miscounted = Result {
        var election = try Held.decrypted.get()
        let before = election
        var (path, truth) = ("", [UInt8]())
        try election.conclude { shelf, contests in
            var openings: [Opening?] = []
            for (contest, result) in contests.enumerated() {
                guard let opened = result.opened else {
                    openings.append(nil)
                    continue
                }
                let (count, width) = (before.replay.ballotCount(contest), try before.opener(contest).list.width)
                var bytes = try shelf.artifact(opened)
                if contest == 0 {
                    truth = bytes
                    let row = bytes.prefix(width * Point.affineCount)
                    bytes = (0..<count).flatMap { _ in row }
                    path = ArtifactReference(bytes).path
                    contests[0].opened = shelf.put(bytes)
                }
                openings.append(try Opening(artifact: bytes, count: count, width: width))
            }
            let recount = try Recount(before.replay, openings: openings)
            for (contest, count) in recount.contests.enumerated() {
                contests[contest].outcome = shelf.put(count.document.canonical)
                contests[contest].valid = count.selections.count
                contests[contest].blank = count.blank
                contests[contest].invalid = count.invalid.count
            }
        }
        return Forgery(folder: try election.published(), path: path, truth: truth)
    }

    @Test(
        "false bytes of an artifact are never taken, whichever of its reads are shown the true ones", arguments: 0..<2)
    func windows(which: Int) throws {
        let forgery = try [Self.unmixed, Self.miscounted][which].get()
        let reads = try forgery.verify { $0 > 1 }.reads
        #expect(reads > 1)
        for first in 1...reads + 1 {
            for last in first...reads + 1 {
                let (verification, _) = try forgery.verify { (first...last).contains($0) }
                #expect(verification.report.verdict.isFailed, "true at reads \(first) to \(last)")
                if which == 0 { #expect(verification.lists[0] == nil, "true at reads \(first) to \(last)") }
            }
        }
    }

    @Test("what shows something else once, at any look at any file or at the listing, fails")
    func once() throws {
        let folder = try Held.published.get()
        let honest = ChangingRecord(folder)
        let outcome = try Verifier.verify(honest, pages: Site.pages)
        #expect(outcome.report.verdict == .verified, "\(outcome.report.text())")
        for path in folder.files.keys { #expect(honest.counts[.reading(path)] != nil, "\(path)") }
        let lies = honest.lies
        let results = parallelMap(count: lies.count, chunk: 1) { place in
            Result {
                try Verifier.verify(ChangingRecord(folder, telling: lies[place]), pages: Site.pages).report.verdict
            }
        }
        for (lie, result) in zip(lies, results) {
            #expect((try? result.get().isFailed) ?? true, "\(lie)")
        }
    }

    @Test("what a mixer shuffles and a trustee opens next is what was verified, or nothing")
    func handedOn() throws {
        let isChanged = Mutex(false)
        let record = ChangingRecord(try Held.mixed.get().published()) { _, _, bytes in
            isChanged.withLock(\.self) ? ChangingRecord.damaged(bytes) : bytes
        }
        let verification = try Verifier.verify(record, pages: Site.pages)
        let list = try #require(verification.lists[0])
        #expect(try list.list().affineBytes == Held.mixed.get().lists[0]?.affineBytes)
        isChanged.withLock { $0 = true }
        #expect { try list.list() } throws: { "\($0)".contains("changed while it was read") }
    }
}
