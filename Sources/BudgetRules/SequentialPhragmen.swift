/// Phragmén's sequential rule: money flows to all ballots at the same pace, and supporters buy a project as soon as
/// they have its cost together (Los, Christoff and Grossi 2022).
///
/// Told by loads: a project's load is (its cost and the loads of its supporters together) / the number of its
/// supporters. The one with the least load wins, and its supporters bear that load. The rule ends as soon as a project
/// with the least load costs more than is left. Projects that cost more than the budget don't compete, nor do those
/// without support. Defined for approvals.
public struct SequentialPhragmen: BudgetRule, Hashable {
    public enum Completion: String, Hashable, Sendable, CaseIterable {
        case none
        /// What is left is granted by votes, as the greedy rule does that passes over what doesn't fit.
        case greedy
    }

    public let name = "phragmen"
    public var completion: Completion
    /// The least number of votes with which a project competes.
    public var minScore: Int

    public init(completion: Completion = .none, minScore: Int = 0) {
        self.completion = completion
        self.minScore = minScore
    }

    public func check(_ instance: Instance) throws(RuleError) {
        guard instance.voteType.isApproval else { throw .undefined(rule: name, instance.voteType) }
    }

    public func decide(
        _ instance: Instance, _ profile: Profile, excluded: [String: Exclusion], tieOrder: [String]
    ) throws(RuleError) -> Outcome {
        try check(instance)
        let field = try Field(instance, profile, excluded: excluded, minScore: minScore, tieOrder: tieOrder)
        var loads = Loads(field)
        var purchases: [Purchase] = []
        var left = instance.budget
        while let purchase = loads.buy(left) {
            purchases.append(purchase)
            left -= field.cost(purchase.project)
        }
        let outcome = field.outcome(purchases) { project in
            field.cost(project) > left ? .tooDear(by: field.cost(project) - left) : .stopped
        }
        return completion == .greedy ? try field.completed(outcome, excluded, tieOrder) : outcome
    }
}

/// The loads of all ballots, and the least load with which each project can be bought. Loads only rise.
private struct Loads {
    /// `numerator / (ledger.denominator * votes)`.
    private typealias Load = (numerator: Natural, votes: UInt)

    private let field: Field
    private var ledger: Ledger
    private var remaining: [Int]
    private var last: [Int: Load] = [:]

    init(_ field: Field) {
        self.field = field
        ledger = Ledger(field.profile, Natural(0), over: Natural(1))
        remaining = field.contenders.filter { field.cost($0) <= field.instance.budget }
        for project in remaining {
            last[project] = (Natural(UInt(field.cost(project))), UInt(field.profile.votes[project]))
        }
    }

    /// The next project, unless it or one with the same load costs more than is `left`.
    mutating func buy(_ left: Int) -> Purchase? {
        let known = last
        remaining.sort { a, b in
            guard let mine = known[a], let its = known[b] else { return false }
            return Self.isLess(mine, its)
        }
        var least: Load?
        var rivals: [Int] = []
        for project in remaining {
            if let least, let bound = last[project], Self.isLess(least, bound) { break }
            let load = load(of: project)
            last[project] = load
            if let known = least, !Self.isLess(load, known) {
                if !Self.isLess(known, load) { rivals.append(project) }
            } else {
                least = load
                rivals = [project]
            }
        }
        rivals = field.inTieOrder(rivals)
        guard let load = least, let winner = rivals.first, rivals.allSatisfy({ field.cost($0) <= left }) else {
            return nil
        }
        remaining.removeAll { $0 == winner }
        return Purchase(project: winner, payment: bear(load, winner), rivals: rivals)
    }

    private func load(of project: Int) -> Load {
        var sum = ledger.denominator.times(UInt(field.cost(project)))
        for holding in ledger.holdings(of: project) {
            sum.add(ledger.numerators[holding.account], times: holding.ballots)
        }
        return (sum, UInt(field.profile.votes[project]))
    }

    private mutating func bear(_ load: Load, _ project: Int) -> Payment {
        ledger.refine(by: load.votes)
        for other in remaining { last[other]?.numerator.multiply(by: load.votes) }
        let holdings = ledger.holdings(of: project)
        var most = Natural(0)
        var payers = 0
        for holding in holdings {
            var paid = load.numerator
            paid.subtract(ledger.numerators[holding.account])
            if !paid.isZero { payers += Int(holding.ballots) }
            most = max(most, paid)
        }
        ledger.update(project, holdings) { _ in load.numerator }
        return Payment(
            price: Ratio(load.numerator, ledger.denominator), most: Ratio(most, ledger.denominator), payers: payers,
            exhausted: payers)
    }

    private static func isLess(_ a: Load, _ b: Load) -> Bool {
        a.numerator.times(b.votes, isLessThan: b.numerator, times: a.votes)
    }
}
