import BallotCrypto
import TransparencyLog

// Checks V8, V9 and V11, as far as the order and the sizes of the acts go; the proofs are in `MixedList` and `Opening`.
extension Replay {
    /// Whether the contest has enough ballots to be opened; one without any is, trivially.
    public func isOpened(_ contest: Int) -> Bool {
        let count = ballotCount(contest)
        return count == 0 || count >= election?.manifest.minAnon ?? 0
    }

    /// Accepted ballots whose style holds the contest.
    public func ballotCount(_ contest: Int) -> Int {
        ballotCounts.indices.contains(contest) ? ballotCounts[contest] : 0
    }

    mutating func mix(_ id: String, _ mixer: Int, _ artifact: ArtifactReference, _ index: Int) throws(Violation) {
        let contest = try contest(id, .mixes, index)
        try requireOpened(contest, id, .mixes, index)
        let election = try current(index)
        guard mixer == progress[contest].mixes.count + 1 else {
            throw Violation(
                .mixes, entry: index,
                "contest \(id): expected mixer \(progress[contest].mixes.count + 1), found \(mixer)")
        }
        let size = MixedList.size(count: ballotCount(contest), width: election.width(of: contest))
        guard artifact.size == size else {
            throw Violation(
                .mixes, entry: index, "mixer \(mixer), contest \(id): expected \(size) bytes, found \(artifact.size)")
        }
        progress[contest].mixes.append((index, artifact))
    }

    mutating func decrypt(_ id: String, _ trustee: Int, _ artifact: ArtifactReference, _ index: Int) throws(Violation) {
        let contest = try contest(id, .decryption, index)
        try requireOpened(contest, id, .decryption, index)
        let election = try current(index)
        try requireMixed(contest, id, .decryption, index)
        guard progress[contest].shares[trustee] == nil else {
            throw Violation(.decryption, entry: index, "trustee \(trustee) opened contest \(id) before")
        }
        let size = DecryptionShares.artifactSize(count: ballotCount(contest), width: election.width(of: contest))
        guard artifact.size == size else {
            throw Violation(
                .decryption, entry: index,
                "trustee \(trustee), contest \(id): expected \(size) bytes, found \(artifact.size)")
        }
        progress[contest].shares[trustee] = (index, artifact)
    }

    mutating func result(_ before: TreeHead, _ said: [ContestResult], _ index: Int) throws(Violation) {
        try requireHead(before, .outcome, index)
        let election = try current(index)
        guard said.map(\.contest) == election.manifest.contests.map(\.id) else {
            throw Violation(.outcome, entry: index, "expected the manifest's contests in their order")
        }
        for (contest, result) in said.enumerated() {
            let id = result.contest
            let counted = result.opened == nil ? 0 : result.ballots
            guard result.ballots == ballotCount(contest), result.valid + result.invalid == counted,
                result.blank <= result.valid
            else {
                throw Violation(
                    .outcome, entry: index, "contest \(id): expected the counts of \(ballotCount(contest)) ballots")
            }
            guard (result.opened != nil) == isOpened(contest) else {
                throw Violation(
                    .outcome, entry: index,
                    "contest \(id): expected it to be \(isOpened(contest) ? "opened" : "left closed")")
            }
            guard let opened = result.opened else { continue }
            try requireMixed(contest, id, .decryption, index)
            let threshold = election.manifest.keys.trusteesThreshold
            guard progress[contest].shares.count >= threshold else {
                throw Violation(
                    .decryption, entry: index,
                    "contest \(id): expected \(threshold) trustees, found \(progress[contest].shares.count)")
            }
            let size = Opening.size(count: ballotCount(contest), width: election.width(of: contest))
            guard opened.size == size else {
                throw Violation(
                    .decryption, entry: index,
                    "contest \(id): expected \(size) bytes of opened ballots, found \(opened.size)")
            }
        }
        results = said
        phase = .done
    }

    private func requireOpened(_ contest: Int, _ id: String, _ check: Check, _ index: Int) throws(Violation) {
        guard isOpened(contest) else {
            throw Violation(
                check, entry: index,
                "contest \(id) has \(ballotCount(contest)) ballots, too few to be opened")
        }
    }

    private func requireMixed(_ contest: Int, _ id: String, _ check: Check, _ index: Int) throws(Violation) {
        let mixers = try current(index).manifest.keys.mixers.count
        guard progress[contest].mixes.count == mixers else {
            throw Violation(
                check, entry: index,
                "contest \(id): expected \(mixers) mixes, found \(progress[contest].mixes.count)")
        }
    }
}
