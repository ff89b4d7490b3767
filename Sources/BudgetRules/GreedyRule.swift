/// Takes projects in the order of their scores as long as there is money for them.
///
/// Withdrawn projects, those without a vote (unless `fundUnsupported`) and those with fewer than `minScore` votes
/// don't compete. The others are sorted once: by score, highest first, then by the tie order. Free projects with
/// support stand before all others, by votes; projects without support stand last. Each in turn
///
/// 1. is passed over, whatever `leftover` says, if a project that it is incompatible with won before, or if its whole
///    cost exceeds what is left under the cap of its neighbourhood or of any of its categories;
/// 2. or is funded, if its cost is at most what is left of the budget;
/// 3. or doesn't fit, and then `leftover` says what happens.
///
/// What is granted counts towards every cap that the project falls under. A cap alone never funds a project in part.
public struct GreedyRule: BudgetRule, Hashable {
    /// What happens at a project that costs more than is left of the budget.
    public enum Leftover: String, Hashable, Sendable, CaseIterable {
        /// It is passed over, and the rule goes on.
        case skip
        /// The rule ends.
        case stop
        /// It is granted what is left, if anything is, and the rule ends.
        case partFund = "part-fund"
    }

    public let name = "greedy"
    /// `cost`: projects go by votes, points or Borda's scores. Any other: by these per cost.
    public var satisfaction: Satisfaction
    public var leftover: Leftover
    /// The least number of votes with which a project can win.
    public var minScore: Int
    /// The most that the projects of a neighbourhood, by its name, are granted together.
    public var neighborhoodCaps: [String: Int]
    /// The most that the projects of a category, by its name, are granted together.
    public var categoryCaps: [String: Int]
    /// Sets of projects, by id, of which one at most can win each.
    public var incompatible: [[String]]
    /// Whether projects that nobody voted for compete too.
    public var fundUnsupported: Bool

    public init(
        satisfaction: Satisfaction = .cost, leftover: Leftover = .skip, minScore: Int = 0,
        neighborhoodCaps: [String: Int] = [:], categoryCaps: [String: Int] = [:], incompatible: [[String]] = [],
        fundUnsupported: Bool = false
    ) {
        self.satisfaction = satisfaction
        self.leftover = leftover
        self.minScore = minScore
        self.neighborhoodCaps = neighborhoodCaps
        self.categoryCaps = categoryCaps
        self.incompatible = incompatible
        self.fundUnsupported = fundUnsupported
    }

    public func check(_ instance: Instance) throws(RuleError) {
        if satisfaction != .cost { try require(satisfaction, for: instance.voteType) }
        for (name, cap) in (Array(neighborhoodCaps) + Array(categoryCaps)).sorted(by: { $0.key < $1.key })
        where cap < 0 {
            throw .negativeCap(name, cap)
        }
        try instance.check(incompatible: incompatible)
    }

    /// The outcome when each project, in the order of the ballot, has these `votes`.
    ///
    /// `excluded` and `tieOrder` are as for `Rule.decide`. Throws `RuleError` for a vote type that isn't supported,
    /// votes that are negative or not one for each project, an unknown excluded id, a tie order that doesn't hold
    /// every id once, a negative cap, and a set of incompatible projects that has fewer than two, an unknown id or one
    /// twice.
    public func decide(
        _ instance: Instance, votes: [Int], excluded: [String: Exclusion] = [:], tieOrder: [String]
    ) throws(RuleError) -> Outcome {
        guard instance.voteType.isSupported else { throw .unsupported(instance.voteType) }
        return try decided(instance, votes, excluded, tieOrder)
    }

    private func decided(
        _ instance: Instance, _ votes: [Int], _ excluded: [String: Exclusion], _ tieOrder: [String],
        after chosen: [Winner] = []
    ) throws(RuleError) -> Outcome {
        let ranks = try checked(instance, votes, excluded, tieOrder)
        let ranking = Ranking(self, instance, votes, excluded, ranks)
        var purse = Purse(self, instance)
        for winner in chosen { purse.pay(winner.granted, for: winner.project) }
        let budget = purse.left
        let done = Set(chosen.map(\.project))
        var winners: [Winner] = []
        var ties: [Tie] = []
        var trace: [Step] = []
        var ended = false
        for level in ranking.levels {
            let level = done.isEmpty ? level : level.filter { !done.contains($0) }
            let rivals = level.filter { ranking.obstacles[$0] == nil }
            let before = purse
            if !ended, rivals.count > 1 {
                ties.append(Tie(projects: rivals, decisive: decides(rivals, before)))
            }
            for project in level {
                let left = purse.left
                let decision = ranking.obstacles[project] ?? (ended ? .stopped : purse.spend(on: project, leftover))
                if let granted = decision.granted(of: instance.projects[project].cost) {
                    winners.append(Winner(project: project, granted: granted, votes: votes[project]))
                }
                ended = ended || decision.ends(leftover)
                trace.append(
                    Step(
                        project: project, votes: votes[project], score: ranking.scores[project],
                        cost: instance.projects[project].cost, left: left, decision: decision))
            }
        }
        return Outcome(
            winners: winners, spent: budget - purse.left, left: purse.left, votes: votes, ties: ties,
            trace: trace)
    }

    /// As above, for every vote type: a project's votes are then the sum of its grades, points or Borda's.
    public func decide(
        _ instance: Instance, _ profile: Profile, excluded: [String: Exclusion], tieOrder: [String]
    ) throws(RuleError) -> Outcome {
        guard profile.voteType == instance.voteType else {
            throw .ballots("\(profile.voteType.rawValue) ballots", instance.voteType)
        }
        return try decided(instance, profile.scores, excluded, tieOrder)
    }

    /// What the rule adds to `winners`, whose costs are spent already; they aren't in the outcome's trace.
    func decide(
        _ instance: Instance, _ profile: Profile, excluded: [String: Exclusion], tieOrder: [String],
        after winners: [Winner]
    ) throws(RuleError) -> Outcome {
        try decided(instance, profile.scores, excluded, tieOrder, after: winners)
    }

    /// Whether the order among `rivals` matters, of which `purse` is what they find.
    ///
    /// It doesn't if those that fit on their own also fit together, and none of the others ends the rule before them
    /// or takes what is left from another.
    private func decides(_ rivals: [Int], _ purse: Purse) -> Bool {
        var together = purse
        var fitting = 0
        var tooDear = 0
        for project in rivals {
            switch purse.obstacle(to: project) {
            case nil:
                fitting += 1
                if together.spend(on: project, .skip) != .funded { return true }
            case .tooDear: tooDear += 1
            default: break
            }
        }
        switch leftover {
        case .skip: return false
        case .stop: return fitting > 0 && tooDear > 0
        case .partFund: return tooDear > 0 && fitting > 0 || tooDear > 1 && purse.left > 0
        }
    }

    /// Each project's place in the tie order, once the arguments are found to fit each other.
    private func checked(
        _ instance: Instance, _ votes: [Int], _ excluded: [String: Exclusion], _ tieOrder: [String]
    ) throws(RuleError) -> [Int] {
        let count = instance.projects.count
        guard votes.count == count else { throw .votes(found: votes.count, expected: count) }
        for (place, project) in instance.projects.enumerated() where votes[place] < 0 {
            throw .negativeVotes(project.id, votes[place])
        }
        try check(instance)
        try instance.check(excluded: excluded)
        return try instance.ranks(tieOrder)
    }
}

extension Decision {
    /// What a project of this `cost` is granted, or nil if it doesn't win.
    fileprivate func granted(of cost: Int) -> Int? {
        switch self {
        case .funded: cost
        case .partFunded(let granted): granted
        default: nil
        }
    }

    fileprivate func ends(_ leftover: GreedyRule.Leftover) -> Bool {
        switch self {
        case .partFunded: true
        case .tooDear: leftover != .skip
        default: false
        }
    }
}
