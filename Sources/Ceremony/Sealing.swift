import BallotCrypto
import ElectionRecord

/// What a voting device does: a choice becomes a sealed, signed ballot.
public struct Sealing: Sendable {
    private let election: Election
    private let electionKey: Point
    private let ctx: Digest

    /// Throws `CeremonyError` before the vote is open.
    public init(_ replay: Replay) throws(CeremonyError) {
        guard let election = replay.election, let key = replay.ceremony.keys?.electionKey, let ctx = replay.ctx else {
            throw CeremonyError("the vote is not open yet")
        }
        self.election = election
        electionKey = key
        self.ctx = ctx
    }

    /// The ballot of a resident of `district` who approves of `choices`: project ids by contest id; a contest of the
    /// ballot style that is left out gets a blank selection.
    ///
    /// Throws `CeremonyError` for an unknown contest or project and for a choice that breaks the contest's limits.
    public func seal(
        _ choices: [String: [String]], district: Int, by credential: borrowing Credential
    ) throws(CeremonyError) -> Ballot {
        let style = election.manifest.districts[district].contests
        for contest in choices.keys.sorted() where !style.contains(contest) {
            throw CeremonyError("district \(election.manifest.districts[district].id) does not vote in \"\(contest)\"")
        }
        var elements: [[UInt8]] = []
        for contest in style { elements += try selection(choices[contest] ?? [], in: contest).elements }
        do {
            return try Ballot.seal(
                elements: elements, context: ctx, district: UInt32(district), under: electionKey, by: credential)
        } catch {
            throw CeremonyError("\(error)")
        }
    }

    private func selection(_ ids: [String], in contest: String) throws(CeremonyError) -> Selection {
        guard let index = election.contestIndex(contest) else { throw CeremonyError("there is no contest \(contest)") }
        let projects = election.projects[index]
        var places: [Int] = []
        for id in ids {
            guard let place = projects.firstIndex(where: { $0.id == id }) else {
                throw CeremonyError("contest \(contest): there is no project \"\(id)\"")
            }
            guard !places.contains(place) else {
                throw CeremonyError("contest \(contest): project \"\(id)\" is named twice")
            }
            places.append(place)
        }
        do {
            let selection = try Selection(places, of: projects.count)
            if let fault = election.instances[index].check(selection.projects) { throw CeremonyError("\(fault)") }
            return selection
        } catch {
            throw CeremonyError("contest \(contest): \(error)")
        }
    }
}
