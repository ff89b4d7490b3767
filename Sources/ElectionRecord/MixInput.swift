import BallotCrypto

extension Replay {
    /// What the first mixer of a contest shuffles: the contest's ciphertexts of every accepted ballot, in ascending
    /// order of the credential's bytes, so that nothing tells when a ballot came (spec/cryptography.md, "Shuffle").
    public func mixInput(_ contest: Int) -> CiphertextList {
        guard let election else { return CiphertextList(width: 1, []) }
        var list: [Ciphertext] = []
        list.reserveCapacity(ballotCount(contest) * election.width(of: contest))
        for ballot in ballots.sorted(by: { $0.credential < $1.credential }) {
            guard let columns = election.columns(of: contest, onBallotOf: ballot.district) else { continue }
            list += ciphertexts[ballot.start + columns.lowerBound..<ballot.start + columns.upperBound]
        }
        return CiphertextList(width: election.width(of: contest), list)
    }
}
