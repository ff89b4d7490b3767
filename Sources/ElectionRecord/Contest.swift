import BudgetRules

/// One budget, the projects that compete for it, how residents vote and which rule decides.
public struct Contest: Hashable, Sendable {
    public var id: String
    public var title: Texts
    /// In the election's smallest unit of money.
    public var budget: Int
    public var voteType: VoteType
    public var limits: Limits
    public var rule: Rule
    public var ties: TieBreak
    /// The artifact with the projects, in the ballot's order.
    public var projects: ArtifactReference

    public init(
        id: String, title: Texts, budget: Int, voteType: VoteType, limits: Limits, rule: Rule, ties: TieBreak,
        projects: ArtifactReference
    ) {
        self.id = id
        self.title = title
        self.budget = budget
        self.voteType = voteType
        self.limits = limits
        self.rule = rule
        self.ties = ties
        self.projects = projects
    }
}

/// How projects with equal claims are ordered.
public enum TieBreak: String, CaseIterable, Hashable, Sendable {
    /// Drawn from the opened ballots themselves (spec/tally.md, "The lot").
    case lot
    /// By the bytes of the project id.
    case projectID = "project-id"
    /// The most votes first, then the lot.
    case mostVotes = "most-votes"
    /// The lowest cost first, then the most votes, then the lot.
    case lowestCost = "lowest-cost"
}
