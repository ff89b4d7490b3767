/// The maximin support rule: the costs of all winners are divided among their supporters anew after every winner, so
/// that the greatest load of any ballot is as small as it can be (Aziz, Lee and Talmon 2018, "generalised sequential
/// Phragmén"; Sánchez-Fernández et al. 2022).
///
/// Each time the project wins that still fits the budget and with which that load is the least. Projects that don't
/// fit are passed over, projects without support don't compete. Defined for approvals.
public struct MaximinSupport: BudgetRule, Hashable {
    public let name = "maximin-support"
    /// The least number of votes with which a project competes.
    public var minScore: Int

    public init(minScore: Int = 0) { self.minScore = minScore }

    public func check(_ instance: Instance) throws(RuleError) {
        guard instance.voteType.isApproval else { throw .undefined(rule: name, instance.voteType) }
    }

    public func decide(
        _ instance: Instance, _ profile: Profile, excluded: [String: Exclusion], tieOrder: [String]
    ) throws(RuleError) -> Outcome {
        try check(instance)
        let field = try Field(instance, profile, excluded: excluded, minScore: minScore, tieOrder: tieOrder)
        var loads = BalancedLoads(field.instance.projects.map(\.cost), profile)
        var last: [Int: SharedLoad] = [:]
        var remaining = field.contenders
        for project in remaining {
            last[project] = SharedLoad(cost: field.cost(project), ballots: profile.votes[project])
        }
        var purchases: [Purchase] = []
        var left = instance.budget
        while true {
            remaining.removeAll { field.cost($0) > left }
            let known = last
            remaining.sort { a, b in
                guard let mine = known[a], let its = known[b] else { return false }
                return mine < its
            }
            var least: SharedLoad?
            var rivals: [Int] = []
            for project in remaining {
                guard let bound = last[project] else { continue }
                if let least, least < bound { break }
                let load = loads.with(project, atLeast: bound)
                last[project] = load
                if let known = least, known <= load {
                    if load <= known { rivals.append(project) }
                } else {
                    least = load
                    rivals = [project]
                }
            }
            rivals = field.inTieOrder(rivals)
            guard let winner = rivals.first, let load = least else { break }
            loads.add(winner, load)
            let price = Ratio(Natural(UInt(load.cost)), Natural(UInt(load.ballots)))
            let payment = Payment(price: price, most: nil, payers: profile.votes[winner], exhausted: 0)
            purchases.append(Purchase(project: winner, payment: payment, rivals: rivals))
            remaining.removeAll { $0 == winner }
            left -= field.cost(winner)
        }
        return field.outcome(purchases) { .tooDear(by: field.cost($0) - left) }
    }
}

/// A load that some projects' cost puts on all ballots that support any of them.
struct SharedLoad: Comparable, Hashable {
    let cost: Int
    let ballots: Int

    static func < (a: SharedLoad, b: SharedLoad) -> Bool {
        let (mine, its) = (a.cost.multipliedFullWidth(by: b.ballots), b.cost.multipliedFullWidth(by: a.ballots))
        return (mine.high, mine.low) < (its.high, its.low)
    }

    static func == (a: SharedLoad, b: SharedLoad) -> Bool { !(a < b) && !(b < a) }

    func hash(into hasher: inout Hasher) {}
}

/// The least greatest load with which the costs of some projects can be divided among their supporters.
///
/// By the theorem of the maximum flow and the minimum cut it is the greatest of cost(T) / supporters(T) over all
/// non-empty subsets T of the projects. It is found as Dinkelbach does: from a load that some T has, to the T that
/// exceeds it most, until none does.
struct BalancedLoads {
    private let costs: [Int]
    private let profile: Profile
    /// The groups that support each project.
    private let supporters: [[Int]]
    private var chosen: [Int] = []
    private var load: SharedLoad?
    /// Ballots that support the same chosen projects: these, by place among the chosen, and how many ballots.
    private var classes: [(projects: [Int], ballots: Int)]
    /// The class of each group.
    private var classOf: [Int]

    init(_ costs: [Int], _ profile: Profile) {
        self.costs = costs
        self.profile = profile
        var supporters = [[Int]](repeating: [], count: costs.count)
        for (place, group) in profile.groups.enumerated() {
            for project in group.projects { supporters[project].append(place) }
        }
        self.supporters = supporters
        classes = [([], profile.groups.reduce(0) { $0 + $1.count })]
        classOf = [Int](repeating: 0, count: profile.groups.count)
    }

    mutating func add(_ project: Int, _ load: SharedLoad) {
        self.load = load
        var divided: [Int: Int] = [:]
        for group in supporters[project] {
            let old = classOf[group]
            let new = divided[old] ?? classes.count
            if new == classes.count {
                divided[old] = new
                classes.append((classes[old].projects + [chosen.count], 0))
            }
            let count = profile.groups[group].count
            classes[old].ballots -= count
            classes[new].ballots += count
            classOf[group] = new
        }
        chosen.append(project)
    }

    /// The load of the chosen projects and `project`. `bound` is known to be at most this load, and to be the load of
    /// some of these projects.
    func with(_ project: Int, atLeast bound: SharedLoad) -> SharedLoad {
        var load = self.load.map { max($0, bound) } ?? bound
        var ballots = [Int](repeating: 0, count: classes.count)
        for group in supporters[project] { ballots[classOf[group]] += profile.groups[group].count }
        var bearers: [(projects: [Int], ballots: Int)] = []
        for (these, count) in zip(classes, ballots) {
            if count > 0 { bearers.append((these.projects + [chosen.count], count)) }
            if these.ballots > count, !these.projects.isEmpty {
                bearers.append((these.projects, these.ballots - count))
            }
        }
        let division = Division((chosen + [project]).map { costs[$0] }, bearers)
        while let heavier = division.heavier(than: load) { load = heavier }
        return load
    }
}
