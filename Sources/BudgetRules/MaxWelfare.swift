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

    /// Projects times sums of costs, at most.
    static let mostWork = 200_000_000

    /// The most different sums of costs within the budget: of selections that cost the same one is kept, so that there
    /// are no more of them, whatever the votes are.
    static func sums(_ instance: Instance) -> Int {
        let unit = instance.projects.reduce(0) { Self.divisor($0, $1.cost) }
        let projects = instance.projects.count
        return min(instance.budget / max(unit, 1), projects < Int.bitWidth - 1 ? 1 << projects : .max)
    }

    /// Each sum is looked at once for every project.
    static func work(_ instance: Instance) -> Int { sums(instance).timesSaturating(instance.projects.count) }

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
        let winners = contenders.indices.filter(best.contains).map { contenders[$0] }
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
    private let items: [KnapsackItem]
    private let budget: Int
    private let most: Int
    /// The costs and worths of the first items together, by how many they are.
    private let costs: [Int]
    private let worths: [Int128]

    /// No sum of costs overflows an `Int`.
    init(_ items: [KnapsackItem], budget: Int, most: Int) {
        self.budget = budget
        self.most = most
        self.items = items.sorted { a, b in Self.rate(a, isAbove: b) }
        costs = self.items.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.cost) }
        worths = self.items.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.worth) }
    }

    /// The ranks of the best items.
    func best() throws(RuleError) -> Set<Int> {
        var selections = Selections(items: items.count)
        var enough: Int128 = 0
        for place in items.indices {
            // Any worth that is reached will do; of very many selections not all are tried.
            for selection in stride(from: 0, to: selections.count, by: 1 + selections.count / 10_000) {
                enough = max(enough, reached(selections, selection, from: place))
            }
            selections = merged(selections, place, enough)
            guard selections.count <= most else { throw .tooManyCombinations(most) }
        }
        var best = 0
        for other in 1..<max(1, selections.count) {
            let (mine, its) = (selections.worths[other], selections.worths[best])
            if mine > its || mine == its && selections.precedes(other, nil, selections, best) { best = other }
        }
        return selections.ranks(of: best)
    }

    /// Those that no other one beats, by cost: each is worth more than all cheaper ones, or as much as the cheapest of
    /// that worth and goes before it. Those that can't be worth `enough` in the end are left out.
    private func merged(_ without: Selections, _ place: Int, _ enough: Int128) -> Selections {
        let item = items[place]
        var result = Selections(items: items.count, reserving: without.count * 2)
        func take(_ cost: Int, _ worth: Int128, _ selection: Int, _ rank: Int?) {
            if let last = result.worths.last {
                let isLess =
                    worth < last
                    || worth == last && !without.precedes(selection, rank, result, result.count - 1)
                if isLess { return }
            }
            guard reaches(enough, cost, worth, from: place + 1) else { return }
            if result.costs.last == cost { result.removeLast() }
            result.append(cost, worth, without, selection, rank)
        }
        var (old, new) = (0, 0)
        while old < without.count || new < without.count {
            let cost = new < without.count ? without.costs[new] + item.cost : .max
            if cost > budget { new = without.count }
            if old < without.count, new == without.count || without.costs[old] <= cost {
                take(without.costs[old], without.worths[old], old, nil)
                old += 1
            } else if new < without.count {
                take(cost, without.worths[new] + item.worth, new, item.rank)
                new += 1
            }
        }
        return result
    }

    /// How many items from `place` on, one after the other, cost at most `left` together.
    private func fitting(_ left: Int, from place: Int) -> Int {
        var (low, high) = (place, items.count)
        while low < high {
            let middle = (low + high + 1) / 2
            if costs[middle] - costs[place] <= left { low = middle } else { high = middle - 1 }
        }
        return low - place
    }

    /// What the selection is worth once every later item that still fits is added, in order.
    private func reached(_ selections: Selections, _ selection: Int, from place: Int) -> Int128 {
        let next = place + fitting(budget - selections.costs[selection], from: place)
        var left = budget - selections.costs[selection] - (costs[next] - costs[place])
        var worth = selections.worths[selection] + worths[next] - worths[place]
        for item in items[next...] where item.cost <= left {
            left -= item.cost
            worth += item.worth
        }
        return worth
    }

    /// Whether a selection of this cost and worth could be worth `enough` in the end: later items in order, the last one
    /// in part.
    private func reaches(_ enough: Int128, _ cost: Int, _ worth: Int128, from place: Int) -> Bool {
        let next = place + fitting(budget - cost, from: place)
        let missing = enough - worth - (worths[next] - worths[place])
        if missing <= 0 { return true }
        guard next < items.count else { return false }
        // missing <= left * worth / cost, without a product that could overflow
        let left = Int128(budget - cost - (costs[next] - costs[place]))
        let item = items[next]
        let (whole, rest) = item.worth.quotientAndRemainder(dividingBy: Int128(item.cost))
        return missing <= whole * left + rest * left / Int128(item.cost)
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

/// Some of the items, many times: costs, worths, and which items, a bit for each rank, the first the highest.
private struct Selections {
    private(set) var costs: [Int]
    private(set) var worths: [Int128]
    private var masks: [UInt64]
    private let width: Int

    /// The one of no items.
    init(items: Int) {
        width = max(1, (items + 63) / 64)
        (costs, worths, masks) = ([0], [0], [UInt64](repeating: 0, count: width))
    }

    init(items: Int, reserving count: Int) {
        width = max(1, (items + 63) / 64)
        (costs, worths, masks) = ([], [], [])
        costs.reserveCapacity(count)
        worths.reserveCapacity(count)
        masks.reserveCapacity(count * width)
    }

    var count: Int { costs.count }

    mutating func append(_ cost: Int, _ worth: Int128, _ source: Selections, _ selection: Int, _ rank: Int?) {
        costs.append(cost)
        worths.append(worth)
        for word in 0..<width { masks.append(source.word(word, of: selection, and: rank)) }
    }

    mutating func removeLast() {
        costs.removeLast()
        worths.removeLast()
        masks.removeLast(width)
    }

    private func word(_ word: Int, of selection: Int, and rank: Int?) -> UInt64 {
        let own = masks[selection * width + word]
        guard let rank, rank / 64 == word else { return own }
        return own | 1 << (63 - UInt64(rank % 64))
    }

    /// Whether the selection, with the item of this rank, holds the first item on which it and another one differ.
    func precedes(_ selection: Int, _ rank: Int?, _ others: Selections, _ other: Int) -> Bool {
        for word in 0..<width {
            let (mine, its) = (self.word(word, of: selection, and: rank), others.word(word, of: other, and: nil))
            if mine != its { return mine > its }
        }
        return false
    }

    func ranks(of selection: Int) -> Set<Int> {
        Set(
            (0..<width * 64).filter { rank in
                word(rank / 64, of: selection, and: nil) >> (63 - UInt64(rank % 64)) & 1 == 1
            })
    }
}
