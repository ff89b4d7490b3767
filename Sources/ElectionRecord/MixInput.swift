import BallotCrypto

extension Replay {
    /// What the first mixer of a contest shuffles: the contest's ciphertexts of every accepted ballot, in ascending
    /// order of the credential's bytes, so that nothing tells when a ballot came (spec/cryptography.md, "Shuffle").
    public func mixInput(_ contest: Int) -> CiphertextList {
        guard let election else { return CiphertextList(width: 1, []) }
        let columns = election.manifest.districts.indices.map { election.columns(of: contest, onBallotOf: $0) }
        var order: [(prefix: UInt64, ballot: Int)] = []
        for (place, ballot) in ballots.enumerated() where columns[ballot.district] != nil {
            order.append((ballot.credential.prefix, place))
        }
        order.sort { left, right in
            left.prefix == right.prefix
                ? ballots[left.ballot].credential < ballots[right.ballot].credential : left.prefix < right.prefix
        }
        var list: [Ciphertext] = []
        list.reserveCapacity(order.count * election.width(of: contest))
        for (_, place) in order {
            let ballot = ballots[place]
            guard let columns = columns[ballot.district] else { continue }
            list += ciphertexts[ballot.start + columns.lowerBound..<ballot.start + columns.upperBound]
        }
        return CiphertextList(width: election.width(of: contest), list)
    }
}
