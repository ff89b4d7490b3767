extension Pabulib {
    /// The votes as rules take them, the last project of a ranking graded 0.
    ///
    /// Throws `RuleError` as `Profile` does, and for cumulative and scoring votes whose `points` aren't one whole
    /// number for each project that the vote names.
    public var profile: Profile {
        get throws(RuleError) { try profile(last: 0) }
    }

    /// As `profile`, the last project of a ranking graded `last`.
    public func profile(last: Int) throws(RuleError) -> Profile {
        switch instance.voteType {
        case .approval, .chooseOne: return try Profile(instance, approvals: approvals)
        case .ordinal: return try Profile(instance, rankings: votes.map(\.projects), last: last)
        case .cumulative, .scoring:
            var points: [[(project: Int, points: Int)]] = []
            for (index, vote) in votes.enumerated() {
                let text = vote.extra.first { $0.key == "points" }?.value ?? ""
                let numbers = ProjectList.list(text).map(Amount.whole)
                guard numbers.count == vote.projects.count, !numbers.contains(nil) else {
                    throw .points(index, text, expected: vote.projects.count)
                }
                points.append(zip(vote.projects, numbers.compactMap(\.self)).map { ($0, $1) })
            }
            return try Profile(instance, points: points)
        }
    }
}
