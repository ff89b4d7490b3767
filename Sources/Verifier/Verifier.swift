import BallotCrypto
import ElectionRecord
import TransparencyLog
import Wire

/// What a verification found, and what it leaves to those who go on from there: trustees, mixers, publishers.
public struct Verification: Sendable {
    public let report: Report
    /// The state after the last entry.
    public let replay: Replay
    /// Nil while there is no result, or when it can't be counted.
    public let recount: Recount?
    /// By contest: what the next mixer shuffles or the trustees open, which is the accepted ballots' ciphertexts or the
    /// last mix's output; nil before the close, and after a mix that is not proven. Reading one throws when it is no more
    /// what was verified.
    public let lists: [CiphertextRows?]
    /// What a later verification may go on from; nil when something failed.
    public let state: VerifiedState?
}

/// From a published folder to a verdict (spec/verification.md): a pure function of the folder's bytes, as each was first
/// read, the receipts and the trust policy.
public enum Verifier {
    /// What makes the pages of a record from its data files; it reads the record as the verification does.
    public typealias PagesMaker = (HeldRecord, Replay, Recount?, _ data: [PublishedFile]) throws -> [PublishedFile]

    /// Runs every check.
    ///
    /// `trust` is the auditor's own policy; without one the record's is used. `since` is what an earlier verification left:
    /// proofs of entries before it are not verified again, once the log is seen to hold them unchanged. `check` is how
    /// equations are verified. `pages` gives the files that the folder must hold besides the data files, from them.
    /// `progress` is told what has been done of what.
    /// Throws `RecordError` when there is no folder with a log to look at.
    public static func verify(
        _ source: any RecordSource, receipts: [HandedReceipt] = [], trust handedIn: TrustPolicy? = nil,
        since: VerifiedState? = nil, check: EquationCheck = .folded,
        pages: PagesMaker = { _, _, _, _ in [] },
        progress: @escaping (Check, _ done: Int, _ of: Int) -> Void = { _, _, _ in }
    ) throws(RecordError) -> Verification {
        let folder = HeldRecord(source)
        let paths = try folder.paths()
        guard paths.contains(where: { $0.isSame(as: RecordFolder.checkpointPath) || $0.begins(with: "tile/") }) else {
            throw RecordError("\(folder.path): expected a published election, found no log")
        }
        let note = try? folder.checkpoint()
        let checkpoint = note.flatMap { try? Checkpoint(parsing: $0.text) }
        let size = checkpoint?.head.size ?? 0
        let proven = since?.head.size ?? 0
        let reading = Reading(
            folder, size: size, proven: proven, check: check,
            rootsAt: Set(RecordFolder.keptSizes(paths) + ReceiptsCheck.sizes(receipts) + [size, proven])
        ) { progress(.ballots, $0, size) }
        let replay = reading.replay

        var log = reading.report(.log)
        var trust: Trust?
        do throws(Violation) { trust = try Trust(handedIn, replay.election) } catch {
            log.failures.append(error)
        }
        var (acts, ballots, close) = (reading.actsCheck(), reading.ballotsCheck(), reading.closeCheck())
        log.timed {
            let sightings = LogCheck(
                folder: folder, paths: paths, reading: reading, checkpoint: checkpoint, note: note, trust: trust,
                since: since
            ).run(&$0)
            let times = TimesCheck(sightings, policy: trust?.policy, replay)
            times?.checkWitnesses(&$0)
            times?.checkActs(&acts)
            times?.checkBallots(&ballots)
            times?.checkClose(&close)
        }

        var mixed: [MixesCheck.Mixed] = []
        var mixes = reading.report(.mixes)
        mixes.timed {
            mixed = MixesCheck(folder: folder, replay: replay, proven: proven, check: check) {
                progress(.mixes, $0, $1)
            }
            .run(&$0, claimed: reading.census.count(.mix))
        }
        var openings: [Opening?] = []
        var decryption = reading.report(.decryption)
        decryption.timed {
            openings = DecryptionCheck(
                folder: folder, replay: replay, lists: mixed.map(\.list), proven: proven, check: check
            ) {
                progress(.decryption, $0, $1)
            }.run(&$0, claimed: reading.census.count(.decrypt))
        }
        var opened = reading.report(.opened)
        var outcome = reading.report(.outcome)
        var recount: Recount?
        outcome.timed { outcome in
            do { recount = try count(replay, openings) } catch { outcome.fail(at: "record", "\(error)") }
        }
        opened.timed { OpenedCheck(replay: replay, recount: recount).run(&$0) }
        outcome.timed { OutcomeCheck(folder: folder, replay: replay, recount: recount).run(&$0) }

        var files = reading.report(.files)
        files.timed {
            let derived =
                checkpoint == nil
                ? .failure(RecordError("there is no checkpoint")) : derive(folder, replay, recount, pages)
            FilesCheck(
                folder: folder, paths: paths, references: reading.census.references, derived: derived
            ).run(&$0)
        }
        var handed = reading.report(.receipts)
        handed.timed { ReceiptsCheck(receipts: receipts, reading: reading, trust: trust).run(&$0) }

        let subject = Report.Subject(
            origin: replay.election?.origin ?? checkpoint?.origin, manifest: replay.election?.cid, logKey: trust?.log,
            head: replay.head, phase: replay.phase)
        let report = Report(
            subject,
            [
                log, reading.manifestCheck(), reading.trusteeKeysCheck(), reading.rollCheck(), acts, ballots, close,
                mixes, decryption, opened, outcome, files, handed,
            ])
        var state: VerifiedState?
        if !report.verdict.isFailed, let trust {
            state = VerifiedState(log: trust.log.description, head: replay.head)
        }
        return Verification(
            report: report, replay: replay, recount: recount, lists: mixed.map { $0.isProven ? $0.list : nil },
            state: state)
    }

    /// Nil while there is no result, or when an opening could not be read. Throws when the rule can't decide.
    private static func count(_ replay: Replay, _ openings: [Opening?]) throws(RecordError) -> Recount? {
        guard replay.phase == .done, openings.count == replay.results.count,
            zip(openings, replay.results).allSatisfy({ ($0 != nil) == ($1.opened != nil) })
        else { return nil }
        return try Recount(replay, openings: openings)
    }

    /// The data files and the pages.
    private static func derive(
        _ folder: HeldRecord, _ replay: Replay, _ recount: Recount?, _ pages: PagesMaker
    ) -> Result<[PublishedFile], any Error> {
        do {
            let data = try PublishedData.files(replay, recount: recount)
            return .success(data + (try pages(folder, replay, recount, data)))
        } catch {
            return .failure(error)
        }
    }
}
