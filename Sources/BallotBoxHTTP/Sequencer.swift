import BallotBox
import BallotCrypto
import ElectionRecord
import Logging
import Metrics
import TransparencyLog
import Wire

/// The one writer at work: ballots that arrive together are sequenced together, made durable under one checkpoint,
/// witnessed, and only then answered (spec/box.md, "Casting").
///
/// When the store fails, those who wait are told to come again with the same ballot, and the box is opened anew.
public actor Sequencer {
    private let executor = SerialQueue("ballot box")
    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    private let open: @Sendable () throws -> sending BallotBox
    private let witnesses: [WitnessClient]
    /// How long the first ballot of a batch waits for others, unless the batch is full before.
    private let gathering: Duration
    /// How long after too few witnesses have answered, or the store has failed, they are asked again.
    private let pause: Duration
    /// The most ballots that wait; more are told to come again.
    private let room: Int
    private let logger: Logger
    private let clock: @Sendable () -> Timestamp
    private var clockWatch = ClockWatch()
    /// What the record said against the clock at the last look.
    private var contradiction: String?
    private var box: BallotBox?
    private var waiting: [Submission] = []
    private var isDraining = false
    private var willAskAgain = false
    /// What anyone may read, without waiting for the writer.
    nonisolated let face = PublicFace()

    private struct Submission {
        let ballot: [UInt8]
        let arrived: Timestamp
        let since = ContinuousClock.now
        let answer: CheckedContinuation<Result<Receipted, Refusal>, any Error>
    }

    /// A ballot that the log holds.
    struct Receipted: Sendable {
        let index: Int
        let cast: CastReceipt
    }

    /// Throws what `open` throws, and `BoxError` when there are fewer witnesses than the manifest's policy asks for.
    public init(
        witnesses: [WitnessClient], gathering: Duration, pause: Duration = .seconds(10), room: Int = 4096,
        logger: Logger, clock: @escaping @Sendable () -> Timestamp = { .now },
        open: @escaping @Sendable () throws -> sending BallotBox
    ) async throws {
        self.open = open
        self.witnesses = witnesses
        self.gathering = gathering
        self.pause = pause
        self.room = room
        self.logger = logger
        self.clock = clock
        try await start()
    }

    private func start() async throws {
        let box = try working()
        guard let keys = box.replay.election?.manifest.keys else { throw BoxError("the log has no manifest yet") }
        let known = witnesses.filter { witness in keys.witnesses.contains { $0.name.isSame(as: witness.name) } }
        guard known.count == witnesses.count else {
            let strange = witnesses.first { witness in !known.contains { $0.name.isSame(as: witness.name) } }
            throw BoxError("\(strange?.name ?? "-") is no witness of this election")
        }
        guard Set(known.map { Verbatim($0.name) }).count == known.count else {
            throw BoxError("expected each witness once, found \(known.map(\.name).joined(separator: ", "))")
        }
        lookAtClock()
        guard known.count >= keys.witnessQuorum else {
            throw BoxError(
                "the manifest asks for \(keys.witnessQuorum) witnesses' cosignatures: expected as many --witness, "
                    + "found \(known.count)")
        }
        await witness()
    }

    // MARK: Casting

    /// The ballot's receipt, when it is durable and witnessed; or why it is refused. Throws `Unavailable` when the same
    /// ballot should be sent again later. It is in time when it `arrived` in the window, however long it then waits.
    func cast(_ ballot: [UInt8], arrived: Timestamp) async throws -> Result<Receipted, Refusal> {
        guard waiting.count < room else { throw Unavailable("too many ballots are waiting") }
        return try await withCheckedThrowingContinuation { answer in
            waiting.append(Submission(ballot: ballot, arrived: arrived, answer: answer))
            BoxMetrics.waiting.set(waiting.count)
            if !isDraining {
                isDraining = true
                Task { await drain() }
            }
        }
    }

    private func drain() async {
        while !waiting.isEmpty {
            await gather()
            var batches: [(ballots: [Submission], results: [Result<Int, Refusal>])] = []
            do {
                let start = ContinuousClock.now
                lookAtClock()
                // Once the window is over witnesses look when all who waited are in the log: what they miss then came late.
                repeat {
                    let batch = Array(waiting.prefix(BallotBox.batch))
                    waiting.removeFirst(batch.count)
                    BoxMetrics.waiting.set(waiting.count)
                    batches.append((batch, []))
                    let results = try working().sequence(batch.map(\.ballot), arrived: batch.map(\.arrived))
                    batches[batches.count - 1].results = results
                    BoxMetrics.batchSize.record(batch.count)
                } while try !waiting.isEmpty && isOver()
                await witness()
                while let (batch, results) = batches.first {
                    try answer(batch, results)
                    batches.removeFirst()
                }
                BoxMetrics.batchTime.record(duration: ContinuousClock.now - start)
            } catch {
                fail(error)
                for submission in batches.flatMap(\.ballots) { submission.answer.resume(throwing: Unavailable.shut) }
            }
        }
        isDraining = false
    }

    /// Whether the window has come to its end, as extended.
    private func isOver() throws -> Bool { try working().replay.closes.map { $0 <= clock() } ?? false }

    private func gather() async {
        while let first = waiting.first, waiting.count < BallotBox.batch {
            let left = gathering - (ContinuousClock.now - first.since)
            guard left > .zero else { return }
            try? await Task.sleep(for: min(left, .milliseconds(5)))
        }
    }

    private func answer(_ batch: [Submission], _ results: [Result<Int, Refusal>]) throws {
        let box = try working()
        var answers: [Result<Result<Receipted, Refusal>, any Error>] = []
        for result in results {
            switch result {
            case .failure(let refusal):
                BoxMetrics.refused(refusal)
                answers.append(.success(.failure(refusal)))
            case .success(let index):
                do {
                    let cast = try box.receipt(at: index, witnesses: box.witnessQuorum)
                    BoxMetrics.receipts.increment()
                    answers.append(.success(.success(Receipted(index: index, cast: cast))))
                } catch is TooFewCosignatures {
                    answers.append(.failure(Unavailable.unwitnessed))
                }
            }
        }
        for (submission, answer) in zip(batch, answers) { submission.answer.resume(with: answer) }
    }

    /// How many ballots wait for the writer.
    var numberWaiting: Int { waiting.count }

    // MARK: Other questions

    /// The files of the voting page that the manifest commits to.
    public var page: [PageFile] {
        get throws { try working().replay.election?.manifest.page ?? [] }
    }

    /// The district of a credential and what became of it; nil when it is not on the roll.
    func place(of key: CredentialKey) throws -> (district: String, standing: Roll.Standing)? {
        let replay = try opened().replay
        guard let place = replay.roll[key], let election = replay.election else { return nil }
        return (election.manifest.districts[place.district].id, place.standing)
    }

    /// The receipt of the ballot with this tracking code; nil when there is none. Throws `Unavailable` while too few
    /// witnesses have seen it.
    func receipt(_ code: TrackingCode) throws -> Receipt? {
        try read { box in
            guard let index = try box.index(of: code) else { return nil }
            return try box.receipt(at: index, witnesses: box.witnessQuorum).receipt
        }
    }

    /// Takes in the officials' signed acts; those that the log holds already, as an answer was lost, change nothing.
    /// Throws `RecordError` or `Violation` when they are refused, and `Unavailable` when the store failed.
    func append(_ acts: [[UInt8]], artifacts: [[UInt8]]) async throws {
        if try read({ box in try !acts.isEmpty && acts.allSatisfy(box.holds) }) { return }
        let box = try opened()
        lookAtClock()
        do { try box.append(acts, artifacts: artifacts) } catch {
            guard box.isBroken || error is BoxError else { throw error }
            fail(error)
            throw Unavailable.shut
        }
        logger.info("acts appended", metadata: ["acts": "\(acts.count)", "size": "\(box.replay.head.size)"])
        await witness()
    }

    // MARK: The clock

    /// Says so when the clock jumped, or is behind what the record holds.
    private func lookAtClock() {
        let now = clock()
        if let jump = clockWatch.look(at: now) { logger.warning("the clock jumped", metadata: ["reason": "\(jump)"]) }
        let found = face.now.latest?.contradiction(of: now)
        if let found, contradiction == nil { logger.warning("the clock is behind", metadata: ["reason": "\(found)"]) }
        contradiction = found
    }

    // MARK: The box

    /// As `working`, for those who need not know what is wrong. Throws `Unavailable`.
    private func opened() throws(Unavailable) -> BallotBox {
        do { return try working() } catch { throw .shut }
    }

    /// What the box's store tells. Throws `Unavailable` when too few witnesses have seen it, or the store fails.
    private func read<Value>(_ body: (BallotBox) throws -> Value) throws(Unavailable) -> Value {
        let box = try opened()
        do { return try body(box) } catch is TooFewCosignatures { throw .unwitnessed } catch {
            fail(error)
            throw .shut
        }
    }

    /// The box, opened again when it failed. Throws what `open` throws when it can't be.
    private func working() throws -> BallotBox {
        if let box, !box.isBroken { return box }
        // Whoever called may still hold it.
        box?.close()
        box = nil
        do {
            let opened = try open()
            box = opened
            try face.show(opened)
            return opened
        } catch {
            box?.close()
            box = nil
            face.hide()
            logger.error("the box can't be opened", metadata: ["reason": "\(error)"])
            askAgainLater()
            throw error
        }
    }

    /// The store failed: says so, and opens the box again unless it only could not read.
    private func fail(_ error: any Error) {
        logger.error("the box failed", metadata: ["reason": "\(error)"])
        BoxMetrics.failures.increment()
        if box?.isBroken != false { face.hide() }
        _ = try? working()
    }

    /// Shows the newest checkpoint and has it cosigned, if the policy asks for it.
    private func witness() async {
        do {
            for _ in 0..<3 {
                guard let box, !box.isBroken else { return }
                let note = try box.newestCheckpoint()
                if box.cosigners(of: note) >= box.witnessQuorum { break }
                let lines = await cosignatures(of: note, size: box.replay.head.size, quorum: box.witnessQuorum)
                // An act may have entered the log meanwhile: then its checkpoint is the one to witness.
                guard let box = self.box, !box.isBroken, try box.newestCheckpoint().text.isSame(as: note.text) else {
                    continue
                }
                if !lines.isEmpty { try box.cosign(lines) }
                break
            }
            guard let box, !box.isBroken else { return }
            try face.show(box)
            if try box.cosigners(of: box.newestCheckpoint()) < box.witnessQuorum { askAgainLater() }
        } catch {
            fail(error)
            askAgainLater()
        }
    }

    /// So that the box is open and its log witnessed as soon as can be, though nobody comes for a receipt.
    private func askAgainLater() {
        guard !willAskAgain else { return }
        willAskAgain = true
        Task { [weak self, pause] in
            try? await Task.sleep(for: pause)
            await self?.askAgain()
        }
    }

    private func askAgain() async {
        willAskAgain = false
        guard (try? working()) != nil else { return }
        lookAtClock()
        await witness()
    }

    /// What witnesses answer, until there are enough that are theirs.
    private func cosignatures(of note: SignedNote, size: Int, quorum: Int) async -> [SignedNote.Signature] {
        await withTaskGroup { group in
            for witness in witnesses { group.addTask { await self.cosignature(of: note, size: size, by: witness) } }
            var lines: [SignedNote.Signature] = []
            for await line in group {
                if let line { lines.append(line) }
                if lines.count >= quorum { break }
            }
            group.cancelAll()
            return lines
        }
    }

    private func cosignature(of note: SignedNote, size: Int, by witness: WitnessClient) async -> SignedNote.Signature? {
        do {
            guard
                let key = box?.replay.election?.manifest.keys.witnesses.first(where: {
                    $0.name.isSame(as: witness.name)
                })
            else { return nil }
            let line = try await witness.cosign(note, key: key) { old in
                try await self.consistency(from: old, to: size)
            }
            try working().requirePlausible(line, on: note, by: key)
            return line
        } catch {
            if !Task.isCancelled {
                logger.warning("no cosignature", metadata: ["witness": "\(witness.name)", "reason": "\(error)"])
            }
            return nil
        }
    }

    private func consistency(from old: Int, to size: Int) throws -> ConsistencyProof {
        try working().consistency(from: old, to: size)
    }
}

/// The box can't answer now; the same request may be sent again.
struct Unavailable: Error, CustomStringConvertible {
    let description: String

    static let shut = Unavailable("the ballot box can't answer now")
    static let unwitnessed = Unavailable("the ballot is in the log, but not witnessed yet")

    init(_ description: String) {
        self.description = description
    }
}
