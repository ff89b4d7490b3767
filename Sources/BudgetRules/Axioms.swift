/// What an outcome keeps to, as far as it can be computed.
public struct Axioms: Hashable, Sendable {
    /// Supporters of a project that lost, who could have had it and more with their share of the budget.
    public struct Underrepresented: Hashable, Sendable {
        public let project: Int
        /// How many supporters have as little as this from the winners.
        public let ballots: Int
        public let satisfaction: Int
    }

    /// Whether no more is granted than the budget, and no project more than its cost.
    public let isWithinBudget: Bool
    /// The projects that competed, lost and cost no more than what is left: none when the outcome is exhaustive.
    public let affordable: [Int]
    /// The first group found for each project that breaks EJR+ up to one project: none when the outcome keeps to it.
    /// Nil on ballots that aren't approvals, or without any.
    public let underrepresented: [Underrepresented]?

    /// EJR+ up to one project (Brill and Peters 2023): whenever m ballots support a project p that lost, one of them is
    /// satisfied with the winners and p by more than m / n of the budget buys at p's rate of satisfaction.
    public init(_ outcome: Outcome, _ instance: Instance, _ profile: Profile, _ satisfaction: Satisfaction) {
        let costs = instance.projects.map(\.cost)
        isWithinBudget =
            outcome.spent <= instance.budget && outcome.winners.reduce(0) { $0 + $1.granted } == outcome.spent
            && outcome.winners.allSatisfy { $0.granted <= costs[$0.project] }
        let losers = outcome.trace.filter { $0.decision.lost }.map(\.project)
        affordable = losers.filter { costs[$0] <= outcome.left }
        guard instance.voteType.isApproval, satisfaction.isDefined(for: instance.voteType), profile.ballots > 0 else {
            underrepresented = nil
            return
        }
        var worth = [Int](repeating: 0, count: costs.count)
        for winner in outcome.winners { worth[winner.project] = satisfaction == .cost ? costs[winner.project] : 1 }
        let had = profile.groups.map { $0.projects.reduce(0) { $0 + worth[$1] } }
        // By project, how many of its supporters had how much.
        var supporters = [[Int: Int]](repeating: [:], count: costs.count)
        let lost = Set(losers)
        for (group, had) in zip(profile.groups, had) {
            for project in group.projects where lost.contains(project) {
                supporters[project][had, default: 0] += group.count
            }
        }
        underrepresented = losers.compactMap { project in
            // (satisfaction + u) n c against m L u, u being 1 or c; a count of ballots fits 40 bits.
            let (unit, cost) = satisfaction == .cost ? (costs[project], 1) : (1, costs[project])
            var ballots = 0
            for (had, count) in supporters[project].sorted(by: { $0.key < $1.key }) {
                ballots += count
                let needed = Int128(had + unit) * Int128(profile.ballots) * Int128(cost)
                if needed <= Int128(ballots) * Int128(instance.budget) {
                    return Underrepresented(project: project, ballots: ballots, satisfaction: had)
                }
            }
            return nil
        }
    }
}

extension Decision {
    /// Whether the project competed and lost for want of money.
    fileprivate var lost: Bool {
        switch self {
        case .tooDear, .stopped: true
        default: false
        }
    }
}
