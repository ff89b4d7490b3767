/// A rule that turns ballots into winners, for any vote type that it is defined for.
///
/// A rule is a pure function: equal arguments give equal outcomes, on every machine.
public protocol BudgetRule: Sendable {
    /// As programs and manifests call it: `greedy`, `equal-shares`, …
    var name: String { get }

    /// Throws `RuleError` when the rule's own settings don't fit the vote: `RuleError.undefined` for a vote type that
    /// the rule isn't defined for.
    func check(_ instance: Instance) throws(RuleError)

    /// The outcome of `profile`.
    ///
    /// `excluded` names projects that can't win, and why; `tieOrder` holds the id of every project once, and of projects that
    /// tie the one that stands first there goes first. Throws `RuleError` as `check` does, and when the arguments
    /// don't fit each other.
    func decide(
        _ instance: Instance, _ profile: Profile, excluded: [String: Exclusion], tieOrder: [String]
    ) throws(RuleError) -> Outcome
}

extension VoteType {
    /// Whether every ballot grades each project that it supports 1.
    public var isApproval: Bool { self == .approval || self == .chooseOne }
}

/// The projects of one vote as a rule meets them: who competes, and who goes first when they tie.
struct Field {
    let instance: Instance
    let profile: Profile
    /// The least sum of grades with which a project competes.
    let minScore: Int
    /// Each project's place in the tie order.
    let ranks: [Int]
    /// Why a project doesn't compete, by project.
    let obstacles: [Decision?]

    init(
        _ instance: Instance, _ profile: Profile, excluded: [String: Exclusion], minScore: Int, tieOrder: [String]
    ) throws(RuleError) {
        guard profile.votes.count == instance.projects.count else {
            throw .votes(found: profile.votes.count, expected: instance.projects.count)
        }
        guard profile.voteType == instance.voteType else {
            throw .ballots("\(profile.voteType.rawValue) ballots", instance.voteType)
        }
        ranks = try instance.ranks(tieOrder)
        try instance.check(excluded: excluded)
        obstacles = instance.projects.indices.map { project in
            if let exclusion = excluded[instance.projects[project].id] { return .excluded(exclusion) }
            if profile.votes[project] == 0 { return .noVotes }
            return profile.scores[project] < minScore ? .belowMinimum : nil
        }
        self.instance = instance
        self.profile = profile
        self.minScore = minScore
    }

    func cost(_ project: Int) -> Int { instance.projects[project].cost }

    /// Those that compete, in the tie order.
    var contenders: [Int] { inTieOrder(obstacles.indices.filter { obstacles[$0] == nil }) }

    func inTieOrder(_ projects: [Int]) -> [Int] { projects.sorted { ranks[$0] < ranks[$1] } }

    func step(_ project: Int, left: Int, _ decision: Decision, _ payment: Payment? = nil) -> Step {
        Step(
            project: project, votes: profile.votes[project],
            score: Score(votes: profile.scores[project], per: max(1, cost(project))), cost: cost(project), left: left,
            decision: decision, payment: payment)
    }
}

extension Instance {
    /// Each project's place in `tieOrder`. Throws `RuleError` unless it holds every id once.
    func ranks(_ tieOrder: [String]) throws(RuleError) -> [Int] {
        guard tieOrder.count == projects.count else {
            throw .tieOrder(found: tieOrder.count, expected: projects.count)
        }
        let index = places
        var ranks = [Int?](repeating: nil, count: projects.count)
        for (rank, id) in tieOrder.enumerated() {
            guard let place = index[id] else { throw .tieOrderUnknown(id) }
            guard ranks[place] == nil else { throw .tieOrderRepeated(id) }
            ranks[place] = rank
        }
        return ranks.compactMap(\.self)
    }

    func check(excluded: [String: Exclusion]) throws(RuleError) {
        let index = places
        for id in excluded.keys.sorted() where index[id] == nil { throw .excluded(id) }
    }

    func check(incompatible sets: [[String]]) throws(RuleError) {
        let index = places
        for ids in sets {
            guard ids.count > 1, Set(ids).count == ids.count, ids.allSatisfy({ index[$0] != nil }) else {
                throw .incompatible(ids)
            }
        }
    }

    var places: [String: Int] {
        Dictionary(zip(projects.map(\.id), projects.indices)) { first, _ in first }
    }
}
