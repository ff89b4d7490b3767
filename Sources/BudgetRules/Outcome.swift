/// What a rule decided, and why. Projects are named by their place in `Instance.projects`.
public struct Outcome: Hashable, Sendable {
    /// In the order they were chosen.
    public let winners: [Winner]
    /// What the winners are granted together, and what remains of the budget.
    public let spent: Int
    public let left: Int
    /// The votes of each project, in the order of the ballot.
    public let votes: [Int]
    /// The ties that the rule came across before it stopped, in that order.
    public let ties: [Tie]
    /// Every project once, in the order of the rule.
    public let trace: [Step]
    /// What each ballot had and spent, under equal shares.
    public let shares: Shares?

    public init(
        winners: [Winner], spent: Int, left: Int, votes: [Int], ties: [Tie], trace: [Step], shares: Shares? = nil
    ) {
        self.winners = winners
        self.spent = spent
        self.left = left
        self.votes = votes
        self.ties = ties
        self.trace = trace
        self.shares = shares
    }
}

public struct Winner: Hashable, Sendable {
    public let project: Int
    /// The cost, or less when the project is funded in part.
    public let granted: Int
    public let votes: Int

    public init(project: Int, granted: Int, votes: Int) {
        self.project = project
        self.granted = granted
        self.votes = votes
    }
}

/// Projects with equal scores.
public struct Tie: Hashable, Sendable {
    /// As the tie order ranked them; the first went first.
    public let projects: [Int]
    /// Whether another order of these projects would have granted any project a different amount. Under rules that
    /// recount after each winner: whether one of them didn't win in the end, which it would have, had it gone first.
    public let decisive: Bool

    public init(projects: [Int], decisive: Bool) {
        self.projects = projects
        self.decisive = decisive
    }
}

/// What became of one project.
public struct Step: Hashable, Sendable {
    public let project: Int
    public let votes: Int
    public let score: Score
    public let cost: Int
    /// What was left of the budget when it was this project's turn.
    public let left: Int
    public let decision: Decision
    /// Who paid for a winner, under rules in which supporters do.
    public let payment: Payment?

    public init(
        project: Int, votes: Int, score: Score, cost: Int, left: Int, decision: Decision, payment: Payment? = nil
    ) {
        self.project = project
        self.votes = votes
        self.score = score
        self.cost = cost
        self.left = left
        self.decision = decision
        self.payment = payment
    }
}

/// Why a project can't win, whatever its votes.
public enum Exclusion: String, Hashable, Sendable, CaseIterable {
    /// It can no longer be carried out.
    case withdrawn
    /// Other money than this budget pays for it.
    case alreadyFunded = "already-funded"
}

extension [String: Exclusion] {
    /// These projects, all withdrawn.
    public init(withdrawn ids: some Sequence<String>) {
        self.init(ids.map { ($0, .withdrawn) }) { first, _ in first }
    }
}

public enum Decision: Hashable, Sendable {
    case funded
    /// Granted this much, less than the cost: all that was left.
    case partFunded(Int)
    /// The cost exceeds what is left by this much; under equal shares, what the supporters have left together, by
    /// this much rounded up.
    case tooDear(by: Int)
    /// The cost exceeds what is left under the cap of this neighbourhood or category by this much.
    case overCap(String, by: Int)
    /// Fewer votes than the rule asks for.
    case belowMinimum
    case excluded(Exclusion)
    /// This project won before, and only one of the two can.
    case incompatible(with: Int)
    case noVotes
    /// The rule had ended before this project's turn.
    case stopped
}
