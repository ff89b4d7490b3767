import BallotCrypto
import Ceremony
import ElectionFixture
import ElectionRecord
import Testing
import TransparencyLog

@testable import BallotBox

/// A box whose vote is open.
private struct Polls {
    let election: FixtureElection
    let store = MemoryStore()
    let box: BallotBox

    init() throws {
        election = try FixtureElection.opened()
        box = try Self.box(store, election)
        let artifacts = try election.replay.references.map { try election.shelf.artifact($0) }
        try box.append(election.entries, artifacts: artifacts)
    }

    static func box(
        _ store: MemoryStore, _ election: FixtureElection, at seconds: Int = FixtureElection.opens + 10
    ) throws -> BallotBox {
        try BallotBox(
            store: store, key: election.keys.signing(FixtureElection.origin), clock: { Timestamp(seconds: seconds) })
    }

    func reopened(at seconds: Int = FixtureElection.opens + 10) throws -> BallotBox {
        try Self.box(store, election, at: seconds)
    }

    func ballot(_ number: Int, _ projects: [Int] = [0], context: Digest? = nil) throws -> [UInt8] {
        try election.ballot(
            ["oost": projects], district: 0, by: election.credential(0, number), context: context
        ).content.bytes
    }

    func refusal(_ ballot: [UInt8], _ other: BallotBox? = nil) throws -> Refusal? {
        switch try (other ?? box).cast([ballot])[0] {
        case .success: nil
        case .failure(let refusal): refusal
        }
    }
}

@Suite("The ballot box")
struct BallotBoxTests {
    @Test("a manifest whose look is none begins no log")
    func damagedLook() throws {
        let bytes = Array(#"{"band":"green"}"#.utf8)
        let election = try FixtureElection.begun(with: [bytes]) { $0.look = ArtifactReference(bytes) }
        let box = try Polls.box(MemoryStore(), election)
        let artifacts = try election.replay.references.map { try election.shelf.artifact($0) }
        #expect(throws: RecordError("the look: expected a colour as #0b4f4a, in lower case, found \"green\"")) {
            try box.append(election.entries, artifacts: artifacts)
        }
        #expect(box.replay.head.size == 0)
    }

    @Test("a code votes once: another ballot of it is refused, in one batch, in the next, and by a box opened anew")
    func once() throws {
        let polls = try Polls()
        let ballots = [try polls.ballot(0, [0]), try polls.ballot(0, [1])]
        let results = try polls.box.cast(ballots)
        let accepted = try #require(results.firstIndex { (try? $0.get()) != nil })
        #expect(throws: Refusal.usedCredential) { try results[1 - accepted].get() }
        #expect(try polls.refusal(polls.ballot(0, [2])) == .usedCredential)
        #expect(try polls.refusal(polls.ballot(0, [2]), polls.reopened()) == .usedCredential)
        #expect(polls.box.replay.ballots.count == 1)
    }

    @Test(
        "the same bytes again get the same receipt and add nothing, in one batch, in the next, and in a box opened anew"
    )
    func again() throws {
        let polls = try Polls()
        let ballot = try polls.ballot(0)
        let receipts = try polls.box.cast([ballot, ballot]).map { try $0.get() }
        let size = polls.store.entries.count
        let later = try polls.box.cast([ballot])[0].get()
        let anew = try polls.reopened().cast([ballot])[0].get()
        #expect(Set(receipts + [later, anew]).count == 1)
        #expect(polls.store.entries.count == size)
        let leaf = MerkleTree.leaf(ballot)
        #expect(try receipts[0].receipt.verify(leaf: leaf, log: polls.box.verificationKey).size == size)
        #expect(receipts[0].trackingCode == TrackingCode(leaf))
    }

    @Test("the order in the log is not the order of arrival")
    func shuffled() throws {
        let polls = try Polls()
        let (start, ballots) = (polls.store.entries.count, try (0..<10).map { try polls.ballot($0) })
        // By chance both are in order once in 13 million million times.
        let orders = try [polls.store, MemoryStore(polls.store)].map { store in
            try Polls.box(store, polls.election).sequence(ballots).map { try $0.get() }
        }
        for order in orders { #expect(order.sorted() == Array(start..<start + 10)) }
        #expect(orders.contains { $0 != $0.sorted() })
    }

    @Test("what is no ballot of this vote is refused for its reason, and nothing is stored")
    func refusals() throws {
        let polls = try Polls()
        let size = polls.store.entries.count
        let ballot = try polls.ballot(0)
        guard case .malformed = try polls.refusal(Array(ballot.dropLast())) else {
            Issue.record("expected a ballot that lacks a byte to be malformed")
            return
        }
        var altered = ballot
        altered[altered.count - 1] ^= 1
        #expect(try polls.refusal(altered) == .notProven)
        let stranger = try Credential.random()
        let foreign = try polls.election.ballot(["oost": [0]], district: 0, by: stranger).content.bytes
        #expect(try polls.refusal(foreign) == .unknownCredential)
        let west = try polls.election.ballot(["west": [0]], district: 1, by: polls.election.credential(0, 0))
        guard case .refused = try polls.refusal(west.content.bytes) else {
            Issue.record("expected a ballot of another district to be refused")
            return
        }
        let other = try polls.ballot(0, context: SHA256.hash("another election".utf8))
        guard case .refused = try polls.refusal(other) else {
            Issue.record("expected a ballot of another context to be refused")
            return
        }
        #expect(try polls.refusal(ballot, polls.reopened(at: FixtureElection.opens - 1)) == .notOpen)
        #expect(try polls.refusal(ballot, polls.reopened(at: FixtureElection.closes + 1)) == .notOpen)
        #expect(polls.store.entries.count == size)
        #expect(try polls.refusal(ballot) == nil)
    }

    @Test("a revoked code is refused")
    func revoked() throws {
        let polls = try Polls()
        var election = polls.election
        election.time += 1
        let keys = try election.credential(0, 3).publicKeys[0].compressed
        let act = Act.revoke(keys: keys, reason: "lost")
        try polls.box.append([election.signed(act, by: FixtureElection.signers)])
        #expect(try polls.refusal(polls.ballot(3)) == .revokedCredential)
    }

    @Test("an act enters only when the clock says that it is time for it")
    func timely() throws {
        let (opens, closes) = (FixtureElection.opens, FixtureElection.closes)
        let election = try FixtureElection.opened()
        let artifacts = try election.replay.references.map { try election.shelf.artifact($0) }
        let open = try #require(election.replay.history.last { $0.kind == .open }).entry
        func box(at now: Int, holding entries: some Collection<[UInt8]>) throws -> BallotBox {
            let (store, last) = (MemoryStore(), election.with(entries: Array(entries)))
            let note = try last.note(size: entries.count, cosigned: false)
            store.state.withLock {
                ($0.entries, $0.checkpoints[entries.count], $0.locked) = (Array(entries), note, note)
            }
            for artifact in artifacts { try store.storeArtifact(artifact) }
            return try Polls.box(store, election, at: now)
        }
        func refusal(_ act: [UInt8], _ entries: some Collection<[UInt8]>, at now: Int) throws -> String? {
            let box = try box(at: now, holding: entries)
            do { try box.append([act]) } catch let error as Violation {
                #expect(error.check == .acts && box.replay.head.size == entries.count)
                return error.message
            }
            return nil
        }
        func expect(
            _ act: [UInt8], _ entries: some Collection<[UInt8]>, from first: Int, says: String,
            _ location: SourceLocation = #_sourceLocation
        ) throws {
            let early = try refusal(act, entries, at: first - 1)
            #expect(
                early?.hasPrefix("the clock says \(Timestamp(seconds: first - 1)); \(says)") == true,
                "\(early ?? "taken in")", sourceLocation: location)
            #expect(try refusal(act, entries, at: first) == nil, sourceLocation: location)
        }
        try expect(
            election.entries[open], election.entries[..<open], from: opens,
            says: "the vote can be opened from \(Timestamp(seconds: opens))")
        func act(_ act: Act, at time: Int, by signers: [String] = FixtureElection.signers) throws -> [UInt8] {
            var other = election
            other.time = time
            return try other.signed(act, by: signers)
        }
        let notice = try act(.notice(["nl": "a", "en": "b"]), at: closes + 9999)
        try expect(
            notice, election.entries, from: closes + 9999 - 300, says: "expected a time of at most 5 minutes later")
        let close = Act.close(before: election.replay.head, ballots: ["oost": 0, "west": 0, "eiland": 0])
        try expect(
            act(close, at: closes), election.entries, from: closes,
            says: "the vote can be closed from \(Timestamp(seconds: closes))")
        let codes = try CodeIssue.codes(1, origin: FixtureElection.origin)[0].credential.bytes
        for (kind, signers) in [
            (Act.revoke(keys: try election.credential(0, 0).publicKeys[0].compressed, reason: ""), []),
            (.issue(district: "oost", keys: codes, reason: "", channel: "desk"), ["issuer-1"]),
            (.withdraw(contest: "west", project: "WEST-4", reason: ""), []),
            (.extend(closes: Timestamp(seconds: closes + 500), reason: ""), []),
        ] {
            let act = try act(kind, at: opens + 20, by: FixtureElection.signers + signers)
            #expect(try refusal(act, election.entries, at: closes) == nil)
            let late = try refusal(act, election.entries, at: closes + 1)
            #expect(late?.contains("can be said until \(Timestamp(seconds: closes))") == true, "\(late ?? "taken in")")
        }
    }

    @Test("acts enter together or not at all")
    func acts() throws {
        let polls = try Polls()
        let size = polls.store.entries.count
        var election = polls.election
        election.time += 1
        let right = try election.signed(.notice(["nl": "Ja", "en": "Yes"]), by: FixtureElection.signers)
        let alone = try election.signed(.notice(["nl": "Nee", "en": "No"]), by: ["official-1"])
        #expect(throws: Violation.self) { try polls.box.append([right, alone]) }
        #expect(polls.store.entries.count == size)
        try polls.box.append([right])
        #expect(polls.store.entries.count == size + 1)
    }

    @Test("no acts, and artifacts that none of them names, are refused, and of what is refused nothing is kept")
    func strays() throws {
        let polls = try Polls()
        var election = polls.election
        election.time += 1
        let notice = try election.signed(.notice(["nl": "Ja", "en": "Yes"]), by: FixtureElection.signers)
        let (size, kept) = (polls.store.entries.count, polls.store.artifacts)
        for acts in [[], [notice]] {
            #expect(throws: RecordError.self) { try polls.box.append(acts, artifacts: [[1]]) }
        }
        #expect(throws: RecordError("expected one or more acts, found none")) { try polls.box.append([]) }
        #expect(!polls.box.isBroken)
        #expect(polls.store.entries.count == size && polls.store.artifacts == kept)
        try polls.box.append([notice])
    }

    @Test("a rehearsal that is refused leaves no artifact")
    func refusedRehearsal() throws {
        var election = try FixtureElection.begun()
        try election.holdCeremony()
        try election.enrol()
        let store = MemoryStore()
        let box = try Polls.box(store, election)
        let artifacts = try election.replay.references.map { try election.shelf.artifact($0) }
        try box.append(election.entries, artifacts: artifacts)
        let act = Act.rehearsal(before: box.replay.head, artifact: ArtifactReference([1]))
        #expect(throws: Violation.self) {
            try box.append([election.signed(act, by: FixtureElection.signers)], artifacts: [[1]])
        }
        #expect(!store.artifacts.contains([1]) && !box.isBroken)
    }

    @Test("a mix of the log that the store can't give is the store's fault, and no fault of the act after it")
    func lostMix() throws {
        var election = try FixtureElection.opened()
        try election.vote()
        try election.close()
        try election.mix()
        let mixes = try #require(election.replay.progress.last { $0.mixes.count == 2 }).mixes
        let size = mixes[1].entry
        let note = try election.note(size: size, cosigned: false)
        let act = election.entries[size]
        let artifact = try election.shelf.artifact(mixes[1].artifact)
        for lost in [true, false] {
            let store = MemoryStore()
            store.state.withLock {
                $0.entries = Array(election.entries[..<size])
                $0.checkpoints[size] = note
                $0.locked = note
            }
            for reference in election.replay.references where !lost || reference != mixes[0].artifact {
                try store.storeArtifact(election.shelf.artifact(reference))
            }
            let box = try Polls.box(store, election, at: election.time)
            if lost {
                #expect(throws: BoxError.self) { try box.append([act], artifacts: [artifact]) }
            } else {
                try box.append([act], artifacts: [artifact])
            }
        }
    }

    @Test("an act that is larger than an entry can be is refused")
    func largeAct() throws {
        let polls = try Polls()
        var election = polls.election
        election.time += 1
        let text = String(repeating: "a", count: 40_000)
        let act = try election.signed(.notice(["nl": text, "en": text]), by: FixtureElection.signers)
        #expect(throws: RecordError.self) { try polls.box.append([act]) }
        _ = try polls.reopened()
    }

    @Test(
        "no receipt leaves a box whose commit failed, it takes nothing more, and opened anew it goes on",
        arguments: [MemoryStore.Step.beforeCommit, .afterCommit, .lock])
    func failure(_ step: MemoryStore.Step) throws {
        let polls = try Polls()
        let size = polls.store.entries.count
        let ballot = try polls.ballot(0)
        polls.store.fail(step)
        #expect(throws: MemoryStore.Failure.self) { try polls.box.cast([ballot]) }
        polls.store.fail(nil)
        #expect(throws: BoxError.self) { try polls.box.cast([ballot]) }
        let box = try polls.reopened()
        #expect(polls.store.entries.count == size + (step == .beforeCommit ? 0 : 1))
        _ = try box.cast([ballot])[0].get()
        #expect(polls.store.entries.count == size + 1)
        let head = try #require(
            try polls.store.lockedCheckpoint().map { try Checkpoint(of: $0, by: box.verificationKey) })
        #expect(head.head == box.replay.head)
    }

    @Test("a log that was restored from a backup is not written to, nor one that another box has signed")
    func backup() throws {
        let polls = try Polls()
        _ = try polls.box.cast([polls.ballot(2)])
        let backup = MemoryStore(polls.store)
        _ = try polls.box.cast([polls.ballot(0)])
        let lock = try polls.store.lockedCheckpoint()
        backup.state.withLock { $0.locked = lock }
        #expect { try Polls.box(backup, polls.election) } throws: { "\($0)".contains("restored from a backup") }
        backup.state.withLock { $0.locked = nil }
        #expect { try Polls.box(backup, polls.election) } throws: { "\($0)".contains("is not kept beside the log") }
        backup.state.withLock { $0.locked = lock }
        let twin = MemoryStore(polls.store)
        twin.state.withLock { $0 = MemoryStore(backup).state.withLock { $0 } }
        twin.state.withLock { $0.locked = $0.checkpoints[$0.entries.count] }
        _ = try Polls.box(twin, polls.election).cast([polls.ballot(1)])
        twin.state.withLock { $0.locked = lock }
        #expect { try Polls.box(twin, polls.election) } throws: { "\($0)".contains("two boxes have written") }
    }

    @Test("a log that was changed under its checkpoint is not opened")
    func changed() throws {
        let polls = try Polls()
        _ = try polls.box.cast([polls.ballot(0), polls.ballot(1)])
        polls.store.state.withLock { $0.entries.swapAt($0.entries.count - 1, $0.entries.count - 2) }
        #expect { try polls.reopened() } throws: { "\($0)".contains("the log's root is") }
    }

    @Test("the stored tiles are those of the entries")
    func tiles() throws {
        let polls = try Polls()
        _ = try polls.box.cast([polls.ballot(0), polls.ballot(1)])
        let hashes = TileHashes(polls.store.entries.map { MerkleTree.leaf($0) })
        for tile in TileCoordinate.tiles(for: polls.store.entries.count) {
            #expect(try polls.store.state.withLock { $0.tiles[tile] } == hashes.bytes(of: tile))
        }
    }

    @Test("a witness's line is added to the newest checkpoint; a stranger's, and one of an older checkpoint, are not")
    func cosigned() throws {
        let polls = try Polls()
        let old = try #require(try polls.store.newestCheckpoint())
        _ = try polls.box.cast([polls.ballot(0)])
        let note = try #require(try polls.store.newestCheckpoint())
        let library = try polls.election.keys.signing("library")
        #expect(throws: BoxError.self) { try polls.box.cosign([Cosignature.sign(old.text, time: 1, with: library)]) }
        let stranger = try SigningKey.generate(name: "stranger", kind: .cosignature)
        #expect(throws: BoxError.self) { try polls.box.cosign([Cosignature.sign(note.text, time: 1, with: stranger)]) }
        let now = FixtureElection.opens + 10
        for (time, says) in [
            (1, "the log has an act of"), (now - 311, "the log has an act of"), (now + 301, "the clock says"),
            (Int.max, "the clock says"),
        ] {
            #expect { try polls.box.cosign([Cosignature.sign(note.text, time: time, with: library)]) } throws: {
                "\($0)".contains(says)
            }
        }
        try polls.box.cosign([Cosignature.sign(note.text, time: now, with: library)])
        let cosigned = try #require(try polls.store.newestCheckpoint())
        #expect(cosigned.text == note.text)
        #expect(cosigned.signatures.count == note.signatures.count + 1)
        _ = try polls.reopened()
    }
}
