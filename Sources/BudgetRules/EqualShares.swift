/// The Method of Equal Shares: every ballot gets an equal share of the budget, which it spends with others on projects
/// that it supports (Peters, Pierczyński and Skowron 2021; equalshares.net).
///
/// A project that its supporters can still pay for has a price: the least money for each unit of satisfaction at which
/// those who can't pay in full give all they have, and the others' payments complete its cost. The project with the
/// lowest price wins and is paid for, again and again, until no supporters can afford theirs. Free projects with
/// support win first; projects without support don't compete.
public struct EqualShares: BudgetRule, Hashable {
    /// How money that the method leaves over is used.
    public enum Completion: String, Hashable, Sendable, CaseIterable {
        case none
        /// The method is run again with larger shares.
        case add1
        /// As `add1`, and then as `greedy`.
        case add1u
        /// What is left is granted by votes, as the greedy rule does that passes over what doesn't fit.
        case greedy
    }

    public let name = "equal-shares"
    public var satisfaction: Satisfaction
    public var completion: Completion
    /// By how much `add1` and `add1u` raise the share of every ballot from run to run, in the instance's unit of
    /// money; above 0.
    public var increment: Int
    /// Whether `add1` and `add1u` end at the first outcome that leaves too little for any project that competes. They
    /// always end before the first outcome that costs more than the budget, and when all projects that compete win.
    public var exhaustiveStop: Bool
    /// The least sum of grades with which a project competes.
    public var minScore: Int

    /// A share as large as all costs together buys every project that has support, so that Add1 ends. An increment
    /// with which this could take more runs than these is refused.
    private static let mostRuns = 1_000_000_000_000

    /// The smallest increment with which Add1 ends in time.
    package static func leastIncrement(for instance: Instance) -> Int {
        instance.projects.reduce(0) { $0 + $1.cost } / mostRuns + 1
    }

    public init(
        satisfaction: Satisfaction = .cost, completion: Completion = .none, increment: Int = 1,
        exhaustiveStop: Bool = true, minScore: Int = 0
    ) {
        self.satisfaction = satisfaction
        self.completion = completion
        self.increment = increment
        self.exhaustiveStop = exhaustiveStop
        self.minScore = minScore
    }

    public func check(_ instance: Instance) throws(RuleError) {
        try require(satisfaction, for: instance.voteType)
        guard increment > 0 else { throw .increment(increment) }
        guard completion != .add1 && completion != .add1u || increment >= Self.leastIncrement(for: instance) else {
            throw .increment(increment)
        }
    }

    public func decide(
        _ instance: Instance, _ profile: Profile, excluded: [String: Exclusion], tieOrder: [String]
    ) throws(RuleError) -> Outcome {
        try check(instance)
        switch completion {
        case .none, .add1: return try uncompleted(instance, profile, excluded, tieOrder)
        case .greedy, .add1u:
            let outcome = try uncompleted(instance, profile, excluded, tieOrder)
            return try completed(outcome, instance, profile, excluded: excluded, tieOrder: tieOrder)
        }
    }

    /// What `greedy` makes of the outcome of `none`, and `add1u` of that of `add1`. Throws `RuleError` as `decide`.
    public func completed(
        _ outcome: Outcome, _ instance: Instance, _ profile: Profile, excluded: [String: Exclusion],
        tieOrder: [String]
    ) throws(RuleError) -> Outcome {
        guard profile.ballots > 0 else { return outcome }
        let field = try Field(instance, profile, excluded: excluded, minScore: minScore, tieOrder: tieOrder)
        return try field.completed(outcome, excluded, tieOrder)
    }

    private func uncompleted(
        _ instance: Instance, _ profile: Profile, _ excluded: [String: Exclusion], _ tieOrder: [String]
    ) throws(RuleError) -> Outcome {
        let field = try Field(instance, profile, excluded: excluded, minScore: minScore, tieOrder: tieOrder)
        guard profile.ballots > 0 else { return field.outcome([]) { _ in .noVotes } }
        var rounds = EqualShareRounds(field, satisfaction)
        var purchases = rounds.run(added: 0)
        if completion == .add1 || completion == .add1u { try add1(&rounds, &purchases, field) }
        return rounds.outcome(purchases)
    }

    /// Goes from the run without an addition to the one that counts.
    ///
    /// Runs that come to nothing else than the one before are passed over: strides double while both of their ends have
    /// one course, and then halve until the first run with another one is found.
    private func add1(
        _ rounds: inout EqualShareRounds, _ purchases: inout [Purchase], _ field: Field
    ) throws(RuleError) {
        // All in increments.
        let last = lastAddition(field.instance)
        let most = min(Self.mostSteps(field.profile), last)
        var (added, stride, isDoubling, leap) = (0, 1, true, 1)
        var course = rounds.course
        while !ends(field, purchases) {
            guard added < last else { throw .amountsOverflow }
            let isClose = added < most
            if !isClose { leap *= 10 }
            let step = min(isClose ? min(stride, most - added) : leap, last - added)
            let next = rounds.run(added: (added + step) * increment)
            if isClose, rounds.course == course {
                added += step
                stride = isDoubling ? step * 2 : max(1, step / 2)
            } else if isClose, step > 1 {
                (stride, isDoubling) = (step / 2, false)
            } else if field.spent(next) > field.instance.budget {
                break
            } else {
                (purchases, added, course) = (next, added + step, rounds.course)
                (stride, isDoubling) = (1, true)
            }
        }
        // The last run was another than the one that counts: the ledger is put back.
        if rounds.added != added * increment { purchases = rounds.run(added: added * increment) }
    }

    /// In increments: a share as large as all costs together buys all that competes.
    private func lastAddition(_ instance: Instance) -> Int {
        let costs = instance.projects.reduce(0) { $0 + $1.cost }
        let (whole, rest) = costs.quotientAndRemainder(dividingBy: increment)
        return min(rest == 0 ? whole : whole + 1, Int.max / increment)
    }

    /// How many steps of one increment Add1 makes. Each further one is ten times the one before, so that the rule ends in
    /// time whatever the votes are.
    static func mostSteps(_ profile: Profile) -> Int {
        max(20, min(1_000_000, 500_000_000_000 / max(1, profile.weight)))
    }

    /// Whether a larger share can't or needn't be tried.
    private func ends(_ field: Field, _ purchases: [Purchase]) -> Bool {
        let winners = Set(purchases.map(\.project))
        let left = field.instance.budget - field.spent(purchases)
        let losers = field.contenders.filter { !winners.contains($0) && field.cost($0) > 0 }
        return losers.isEmpty || exhaustiveStop && losers.allSatisfy { field.cost($0) > left }
    }
}
