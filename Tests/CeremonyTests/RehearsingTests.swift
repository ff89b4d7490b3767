import ElectionRecord
import Testing

@testable import Ceremony
@testable import ElectionFixture

@Suite("A rehearsal that goes from party to party")
struct RehearsingTests {
    /// Ready for the rehearsal.
    private static let prepared = Result {
        var election = try FixtureElection()
        try election.begin()
        try election.holdCeremony()
        try election.enrol()
        return election
    }

    private func passed(_ rehearsing: Rehearsing, in election: FixtureElection) throws -> Rehearsing {
        try Rehearsing(parsing: rehearsing.bytes, election.replay)
    }

    @Test("each party takes it up from bytes, and the log takes in what comes of it")
    func passes() throws {
        var election = try Self.prepared.get()
        var rehearsing = try Rehearsing(election.replay)
        try rehearsing.seal(3)
        for mixer in 1...FixtureKeys.mixers.count {
            rehearsing = try passed(rehearsing, in: election)
            try rehearsing.mix(mixer: mixer)
        }
        for trustee in 1...FixtureKeys.trustees.count {
            rehearsing = try passed(rehearsing, in: election)
            try rehearsing.open(with: election.share(of: trustee))
        }
        let artifact = try passed(rehearsing, in: election).finish().bytes
        try election.append(
            .rehearsal(before: election.replay.head, artifact: election.shelf.put(artifact)),
            by: FixtureElection.signers)
        #expect(election.refused.isEmpty)
        #expect(election.replay.rehearsals == 1)
    }

    @Test("nobody acts out of turn")
    func turns() throws {
        let election = try Self.prepared.get()
        var rehearsing = try Rehearsing(election.replay)
        try rehearsing.seal(1)
        #expect(throws: CeremonyError("it is mixer 1's turn, not mixer 2's")) { try rehearsing.mix(mixer: 2) }
        #expect(throws: CeremonyError("it is mixer 1's turn, not trustee 1's")) {
            try rehearsing.open(with: election.share(of: 1))
        }
        #expect(throws: CeremonyError.self) { try rehearsing.finish() }
        for mixer in 1...FixtureKeys.mixers.count { try rehearsing.mix(mixer: mixer) }
        #expect(throws: CeremonyError("it is trustee 1's turn, not trustee 2's")) {
            try rehearsing.open(with: election.share(of: 2))
        }
    }

    @Test("a mix or a share that is not proven is refused, and so is a test ballot of another state of the log")
    func refused() throws {
        var election = try Self.prepared.get()
        var rehearsing = try Rehearsing(election.replay)
        try rehearsing.seal(2)
        let sealed = rehearsing.bytes
        try rehearsing.mix(mixer: 1)
        var mixed = rehearsing.bytes
        mixed[mixed.count - 1] ^= 1
        let mixError = #expect(throws: CeremonyError.self) { try Rehearsing(parsing: mixed, election.replay) }
        #expect(mixError?.description.contains("mixer 1: proof does not verify") == true)

        for mixer in 2...FixtureKeys.mixers.count { try rehearsing.mix(mixer: mixer) }
        try rehearsing.open(with: election.share(of: 1))
        var shared = rehearsing.bytes
        shared[shared.count - 1] ^= 1
        let shareError = #expect(throws: CeremonyError.self) { try Rehearsing(parsing: shared, election.replay) }
        #expect(shareError?.description.contains("trustee 1: proof does not verify") == true)

        #expect(throws: CeremonyError.self) { try Rehearsing(parsing: Array(sealed.dropLast()), election.replay) }
        #expect(throws: CeremonyError.self) { try Rehearsing(parsing: [], election.replay) }
        try election.giveNotice()
        let stale = #expect(throws: CeremonyError.self) { try Rehearsing(parsing: sealed, election.replay) }
        #expect(stale?.description.contains("another state of the log") == true)
    }

    @Test("there is no rehearsal once the vote is open")
    func late() throws {
        #expect(throws: CeremonyError.self) { try Rehearsing(Held.opened.get().replay) }
    }
}

@Suite("Signing acts")
struct ActDraftTests {
    @Test("an act drafted by one official is taken in when enough have signed, each once")
    func signers() throws {
        var election = try Held.opened.get()
        let now = Timestamp(seconds: election.time)
        var draft = try ActDraft(
            .notice(["nl": "Hallo", "en": "Hello"]), after: election.replay, time: now, clock: now)
        draft.sign(with: try election.keys.signing("official-2"))
        var alone = election
        alone.append(draft.bytes)
        #expect(alone.refused.count == 1)

        var second = try ActDraft(signed: draft.bytes, clock: now)
        second.sign(with: try election.keys.signing("official-2"))
        #expect(second.bytes == draft.bytes)
        second.sign(with: try election.keys.signing("official-1"))
        election.append(second.bytes)
        #expect(election.refused.isEmpty)
        #expect(throws: RecordError.self) { try ActDraft(signed: Array("no act".utf8), clock: now) }
    }
}
