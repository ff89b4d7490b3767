/// The ratio `votes / per` by which a rule ranks projects, compared exactly.
///
/// `per` is 0 for a free project with support: such a score outranks all others, and among them votes count.
public struct Score: Hashable, Sendable {
    public let votes: Int
    public let per: Int

    public init(votes: Int, per: Int) {
        self.votes = votes
        self.per = per
    }

    /// The satisfaction with a project summed over its supporters, for each unit of its cost.
    public init(_ satisfaction: Satisfaction, votes: Int, cost: Int) {
        self.votes = votes
        if cost == 0 {
            per = votes > 0 ? 0 : 1
        } else {
            per = satisfaction == .cost ? 1 : cost
        }
    }

    /// Whether this score is the higher one. Two scores tie when neither outranks the other.
    public func outranks(_ other: Score) -> Bool {
        if per == 0 || other.per == 0 {
            return per == other.per ? votes > other.votes : per == 0
        }
        let (mine, its) = (votes.multipliedFullWidth(by: other.per), other.votes.multipliedFullWidth(by: per))
        return (mine.high, mine.low) > (its.high, its.low)
    }
}
