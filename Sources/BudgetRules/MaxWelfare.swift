/// The projects that together bring the most satisfaction and cost no more than the budget: the knapsack problem,
/// solved exactly.
///
/// Of several such sets the tie order decides: a set that holds the first project on which two of them differ goes
/// before the other. Projects without support don't compete.
///
/// The method is Nemhauser and Ullmann's (1969): a list of the selections of the first projects that no other one
/// beats in cost and in satisfaction, here without those that can't reach the best selection known even if the rest
/// of the money were spent at the next project's rate.
public struct MaxWelfare: BudgetRule, Hashable {
    public let name = "max-welfare"
    public var satisfaction: Satisfaction
    /// The least sum of grades with which a project competes.
    public var minScore: Int

    /// More selections than this at once are not compared.
    static let mostSelections = 2_000_000

    /// Whether the rule decides whatever the votes are: of selections that cost the same one is kept, so that the costs
    /// bound their number.
    package static func alwaysDecides(_ instance: Instance) -> Bool {
        let unit = instance.projects.reduce(0) { Self.divisor($0, $1.cost) }
        return instance.projects.count <= 20 || instance.budget / max(unit, 1) < mostSelections
    }

    /// The greatest common divisor; 0 for two zeros.
    private static func divisor(_ left: Int, _ right: Int) -> Int {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return left
    }

    public init(satisfaction: Satisfaction = .cost, minScore: Int = 0) {
        self.satisfaction = satisfaction
        self.minScore = minScore
    }

    public func check(_ instance: Instance) throws(RuleError) {
        try require(satisfaction, for: instance.voteType)
    }

    public func decide(
        _ instance: Instance, _ profile: Profile, excluded: [String: Exclusion], tieOrder: [String]
    ) throws(RuleError) -> Outcome {
        try check(instance)
        let field = try Field(instance, profile, excluded: excluded, minScore: minScore, tieOrder: tieOrder)
        let items = field.contenders.enumerated().map { rank, project in
            KnapsackItem(
                rank: rank, cost: field.cost(project),
                worth: Int128(profile.scores[project]) * (satisfaction == .cost ? Int128(field.cost(project)) : 1))
        }
        let best = try Knapsack(items, budget: instance.budget, most: Self.mostSelections).best()
        let contenders = field.contenders
        let winners = contenders.indices.filter { best.ranks[$0] }.map { contenders[$0] }
        let left = instance.budget - winners.reduce(0) { $0 + field.cost($1) }
        return field.outcome(winners.map { Purchase(project: $0, payment: nil, rivals: []) }) { project in
            .tooDear(by: max(0, field.cost(project) - left))
        }
    }
}

/// Something of a cost and a worth; the worths of all together fit 128 bits, as votes and costs each fit 63.
struct KnapsackItem {
    let rank: Int
    let cost: Int
    let worth: Int128
}

struct Knapsack {
    /// Some of the items.
    struct Selection {
        var cost = 0
        var worth: Int128 = 0
        /// Which items, by rank.
        var ranks: [Bool]

        /// Whether this one goes before `other` when both are worth the same.
        func precedes(_ other: Selection) -> Bool {
            for (mine, its) in zip(ranks, other.ranks) where mine != its { return mine }
            return false
        }
    }

    private let items: [KnapsackItem]
    private let budget: Int
    private let most: Int

    init(_ items: [KnapsackItem], budget: Int, most: Int) {
        self.budget = budget
        self.most = most
        self.items = items.sorted { a, b in Self.rate(a, isAbove: b) }
    }

    func best() throws(RuleError) -> Selection {
        var selections = [Selection(ranks: [Bool](repeating: false, count: items.count))]
        for place in items.indices {
            let enough = selections.reduce(0) { max($0, reached($1, from: place)) }
            selections = merged(selections, items[place]).filter { reaches(enough, $0, from: place + 1) }
            guard selections.count <= most else { throw .tooManyCombinations(most) }
        }
        var best = selections[0]
        for other in selections.dropFirst()
        where other.worth > best.worth
            || other.worth == best.worth && other.precedes(best)
        {
            best = other
        }
        return best
    }

    /// Those that no other one beats, by cost: each is worth more than all cheaper ones, or as much as the cheapest of
    /// that worth and goes before it.
    private func merged(_ without: [Selection], _ item: KnapsackItem) -> [Selection] {
        var result: [Selection] = []
        result.reserveCapacity(without.count * 2)
        func take(_ next: Selection) {
            if let last = result.last {
                if next.worth < last.worth || next.worth == last.worth && !next.precedes(last) { return }
                if next.cost == last.cost { result.removeLast() }
            }
            result.append(next)
        }
        var old = 0
        var new = 0
        while old < without.count || new < without.count {
            var fits = false
            var cost = 0
            if new < without.count {
                cost = without[new].cost + item.cost
                fits = cost <= budget
                if !fits { new = without.count }
            }
            if old < without.count, !fits || without[old].cost <= cost {
                take(without[old])
                old += 1
            } else if fits {
                var next = without[new]
                next.cost = cost
                next.worth += item.worth
                next.ranks[item.rank] = true
                take(next)
                new += 1
            }
        }
        return result
    }

    /// What `selection` is worth once every later item that still fits is added, in order.
    private func reached(_ selection: Selection, from place: Int) -> Int128 {
        var left = budget - selection.cost
        var worth = selection.worth
        for item in items[place...] where item.cost <= left {
            left -= item.cost
            worth += item.worth
        }
        return worth
    }

    /// Whether `selection` could be worth `enough` in the end: later items in order, the last one in part.
    private func reaches(_ enough: Int128, _ selection: Selection, from place: Int) -> Bool {
        var left = budget - selection.cost
        var missing = enough - selection.worth
        for item in items[place...] {
            if missing <= 0 { return true }
            if item.cost > left {
                // missing <= left * worth / cost, without a product that could overflow
                let (whole, rest) = item.worth.quotientAndRemainder(dividingBy: Int128(item.cost))
                let part = whole * Int128(left) + rest * Int128(left) / Int128(item.cost)
                return missing <= part
            }
            left -= item.cost
            missing -= item.worth
        }
        return missing <= 0
    }

    /// By worth for each unit of cost, the highest first, then by rank.
    private static func rate(_ a: KnapsackItem, isAbove b: KnapsackItem) -> Bool {
        if a.cost == 0 || b.cost == 0 { return (a.cost == 0 ? 0 : 1, a.rank) < (b.cost == 0 ? 0 : 1, b.rank) }
        let mine = a.worth.multipliedFullWidth(by: Int128(b.cost))
        let its = b.worth.multipliedFullWidth(by: Int128(a.cost))
        return mine.high == its.high && mine.low == its.low
            ? a.rank < b.rank : (mine.high, mine.low) > (its.high, its.low)
    }
}
