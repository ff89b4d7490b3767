import BallotCrypto
import TransparencyLog
import Wire

// Checks V4, V6 and V7: the roll, the ballots, and what the officials say of both.
extension Replay {
    mutating func enrol(
        _ keys: [UInt8], in id: String, by channel: String = Roll.letter, _ index: Int
    ) throws(Violation) {
        let district = try district(id, .roll, index)
        let ascending = phase == .preparation
        do { try roll.enrol(keys, in: district, by: channel, ascending: ascending) } catch {
            throw Violation(.roll, entry: index, "\(error)")
        }
    }

    mutating func rehearse(_ before: TreeHead, _ artifact: ArtifactReference, _ index: Int) throws(Violation) {
        try requireHead(before, .trusteeKeys, index)
        let election = try current(index)
        let artifacts = artifacts
        let keys = try checked(.trusteeKeys, index) { () throws(RecordError) in try ceremony.requireKeys() }
        let credentials = try checked(.trusteeKeys, index) { () throws(RecordError) in
            try Rehearsal(parsing: artifacts.artifact(artifact, atMost: Rehearsal.largest(of: election)), of: election)
                .verify(context: before.root, election: election, keys: keys)
        }
        do { try roll.rehearse(credentials) } catch { throw Violation(.trusteeKeys, entry: index, "\(error)") }
        rehearsals += 1
    }

    mutating func open(
        _ before: TreeHead, _ credentials: [Verbatim: Int], _ key: Point, _ time: Timestamp, _ index: Int
    ) throws(Violation) {
        let election = try current(index)
        try requireHead(before, .acts, index)
        guard rehearsals > 0 else {
            throw Violation(.trusteeKeys, entry: index, "expected a rehearsal before the vote")
        }
        guard key == ceremony.keys?.electionKey else {
            throw Violation(.trusteeKeys, entry: index, "expected the election key that the ceremony made")
        }
        try requireCounts(credentials, roll.enrolled, "credentials", .roll, index)
        guard time >= election.manifest.window.opens, time < election.manifest.window.closes else {
            let window = election.manifest.window
            throw Violation(
                .acts, entry: index,
                "expected the vote to open from \(window.opens) and before \(window.closes), found \(time)")
        }
        phase = .voting
    }

    /// Takes in a ballot whose proof holds, or refuses it. Throws `Violation` of check V6.
    public mutating func admit(_ ballot: Ballot) throws(Violation) {
        try admit(proven: ballot.content)
    }

    /// Takes in a ballot whose proof was checked before, or refuses it. Throws `Violation` of check V6.
    public mutating func admit(proven content: UnverifiedBallot) throws(Violation) {
        let index = frontier.size
        try requireEligible(content)
        let credential = CredentialKey(content.credentialKey)
        let leaf = MerkleTree.leaf(content.bytes)
        roll.cast(credential, entry: index)
        seenPoints.formUnion(content.ciphertexts.map { CompressedPoint($0.a) })
        ballots.append(
            AcceptedBallot(
                entry: index, trackingCode: TrackingCode(leaf), credential: credential, district: Int(content.district),
                start: ciphertexts.count))
        ciphertexts += content.ciphertexts
        for contest in election?.style(of: Int(content.district)) ?? [] { ballotCounts[contest] += 1 }
        frontier.append(leaf)
    }

    /// Throws `Violation` of check V6 unless the ballot may be cast now, its proof left aside.
    public func requireEligible(_ ballot: UnverifiedBallot) throws(Violation) {
        let index = frontier.size
        func refuse(_ message: String) -> Violation { Violation(.ballots, entry: index, message) }
        guard phase == .voting, let election else { throw refuse("a ballot does not belong in the \(phase) phase") }
        guard ballot.context == ctx else { throw refuse("the ballot names another election's context") }
        guard ballot.credentialKey.count == election.credentialLength else {
            throw refuse("expected \(election.manifest.keys.issuers.count) credential keys")
        }
        let district = Int(ballot.district)
        guard district < election.manifest.districts.count else { throw refuse("there is no district \(district)") }
        guard ballot.ciphertexts.count == election.ballotWidth(of: district) else {
            throw refuse(
                "expected \(election.ballotWidth(of: district)) ciphertexts, found \(ballot.ciphertexts.count)")
        }
        if let refusal = roll.refusal(of: CredentialKey(ballot.credentialKey), in: district) { throw refuse(refusal) }
        let points = ballot.ciphertexts.map { CompressedPoint($0.a) }
        guard Set(points).count == points.count, seenPoints.isDisjoint(with: points) else {
            throw refuse("a ciphertext repeats the randomness of an earlier one")
        }
    }

    mutating func revoke(_ keys: [UInt8], _ index: Int) throws(Violation) {
        do { try roll.revoke(keys) } catch { throw Violation(.roll, entry: index, "\(error)") }
    }

    mutating func withdraw(_ project: String, from id: String, _ index: Int) throws(Violation) {
        let contest = try contest(id, .acts, index)
        guard try current(index).projects[contest].contains(where: { $0.id.isSame(as: project) }) else {
            throw Violation(.acts, entry: index, "contest \(id) has no project \"\(project)\"")
        }
        guard withdrawn[id, default: []].insert(project).inserted else {
            throw Violation(.acts, entry: index, "project \(project) was withdrawn before")
        }
    }

    mutating func extend(to end: Timestamp, _ index: Int) throws(Violation) {
        guard let closes, end > closes else {
            throw Violation(
                .acts, entry: index,
                "expected a later end than \(closes.map(\.description) ?? "-"), found \(end)")
        }
        self.closes = end
    }

    mutating func close(
        _ before: TreeHead, _ counts: [Verbatim: Int], _ time: Timestamp, _ index: Int
    ) throws(Violation) {
        try requireHead(before, .close, index)
        try requireCounts(counts, roll.ballots, "ballots", .close, index)
        guard let closes, time >= closes else {
            throw Violation(
                .acts, entry: index,
                "expected the vote to close from \(closes.map(\.description) ?? "-"), found \(time)")
        }
        phase = .closed
    }

    private func requireCounts(
        _ said: [Verbatim: Int], _ held: [Int], _ what: String, _ check: Check, _ index: Int
    ) throws(Violation) {
        let districts = try current(index).manifest.districts
        let expected = Dictionary(zip(districts.map { Verbatim($0.id) }, held)) { first, _ in first }
        guard said == expected else {
            let wrong = Set(said.keys).union(expected.keys).sorted().first { said[$0] != expected[$0] } ?? ""
            throw Violation(
                check, entry: index,
                "district \(wrong): expected \(expected[wrong] ?? 0) \(what), found \(said[wrong] ?? 0)")
        }
    }
}
