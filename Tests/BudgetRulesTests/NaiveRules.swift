@testable import BudgetRules

/// A fraction in lowest terms; small votes keep within its 128 bits, and it traps otherwise.
struct Fraction: Comparable, Hashable {
    let top: Int128
    let bottom: Int128

    init(_ top: Int128, _ bottom: Int128 = 1) {
        var (a, b) = (top < 0 ? -top : top, bottom)
        while b != 0 { (a, b) = (b, a % b) }
        self.top = top / a
        self.bottom = bottom / a
    }

    init(_ whole: Int) { self.init(Int128(whole), 1) }

    static func + (a: Fraction, b: Fraction) -> Fraction {
        Fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
    }
    static func - (a: Fraction, b: Fraction) -> Fraction { a + Fraction(-b.top, b.bottom) }
    static func * (a: Fraction, b: Fraction) -> Fraction { Fraction(a.top * b.top, a.bottom * b.bottom) }
    static func / (a: Fraction, b: Fraction) -> Fraction { Fraction(a.top * b.bottom, a.bottom * b.top) }
    static func < (a: Fraction, b: Fraction) -> Bool { a.top * b.bottom < b.top * a.bottom }
}

/// A small vote, and what each rule's definition says about it, word by word: every ballot on its own, everything
/// added up anew in every round.
struct SmallVote {
    let instance: Instance
    let profile: Profile
    /// The satisfaction of each ballot with each project, before costs count.
    let grades: [[Int]]
    let withdrawn: Set<String>
    let order: [Int]

    init(_ seed: UInt64, _ voteType: VoteType = .approval, costs: Int = 9) throws {
        var random = SplitMix(seed)
        let projects = (0..<random.below(5) + 1).map { Project(id: "p\($0)", cost: random.below(costs)) }
        instance = try Instance(budget: random.below(costs * 2) + 1, projects: projects, voteType: voteType)
        let most = random.below(5) == 0 ? 0 : 5
        switch voteType {
        case .approval, .chooseOne:
            let ballots = (0..<random.below(most + 1)).map { _ in
                projects.indices.filter { _ in random.below(2) == 0 }
            }
            profile = try Profile(instance, approvals: ballots)
            grades = ballots.map { ballot in projects.indices.map { ballot.contains($0) ? 1 : 0 } }
        case .cumulative, .scoring:
            let ballots = (0..<random.below(most + 1)).map { _ in projects.indices.map { _ in random.below(4) } }
            profile = try Profile(instance, points: ballots.map { $0.enumerated().map { ($0, $1) } })
            grades = ballots
        case .ordinal:
            let ballots = (0..<random.below(most + 1)).map { _ in
                Array(projects.indices.shuffled(using: &random).prefix(random.below(projects.count + 1)))
            }
            profile = try Profile(instance, rankings: ballots)
            grades = ballots.map { ballot in
                projects.indices.map { project in ballot.firstIndex(of: project).map { ballot.count - 1 - $0 } ?? 0 }
            }
        }
        withdrawn = Set(projects.map(\.id).filter { _ in random.below(10) == 0 })
        order = projects.indices.shuffled(using: &random)
    }

    init(_ instance: Instance, approvals: [Approval], order: [Int]) throws {
        self.instance = instance
        profile = try Profile(instance, approvals: approvals)
        grades = approvals.map { ballot in instance.projects.indices.map { ballot.contains($0) ? 1 : 0 } }
        withdrawn = []
        self.order = order
    }

    var tieOrder: [String] { order.map { instance.projects[$0].id } }
    func cost(_ project: Int) -> Int { instance.projects[project].cost }
    func supporters(_ project: Int) -> [Int] { grades.indices.filter { grades[$0][project] > 0 } }

    /// Supported and not withdrawn, in the tie order.
    var contenders: [Int] {
        order.filter { !supporters($0).isEmpty && !withdrawn.contains(instance.projects[$0].id) }
    }

    func decide(_ rule: some BudgetRule) throws -> Outcome {
        try rule.decide(instance, profile, excluded: .withdrawn(withdrawn), tieOrder: tieOrder)
    }

    func spent(_ winners: [Int]) -> Int { winners.reduce(0) { $0 + cost($1) } }

    func equalShares(_ satisfaction: Satisfaction, added: Int = 0) -> [Int] {
        guard !grades.isEmpty else { return [] }
        func satisfied(_ ballot: Int, _ project: Int) -> Fraction {
            Fraction(grades[ballot][project] * (satisfaction == .cost ? cost(project) : 1))
        }
        var money = grades.map { _ in Fraction(instance.budget) / Fraction(grades.count) + Fraction(added) }
        var winners = contenders.filter { cost($0) == 0 }
        var remaining = contenders.filter { cost($0) > 0 }
        /// The least rho with sum of min(money, rho u) = cost is one at which some number of the poorest pay all.
        func price(_ project: Int) -> Fraction? {
            let supporters = supporters(project)
            func paid(_ rho: Fraction) -> Fraction {
                supporters.reduce(Fraction(0)) { $0 + min(money[$1], rho * satisfied($1, project)) }
            }
            let poorest = supporters.sorted {
                money[$0] / satisfied($0, project) < money[$1] / satisfied($1, project)
            }
            let candidates = poorest.indices.map { poor in
                let given = poorest[..<poor].reduce(Fraction(0)) { $0 + money[$1] }
                let worth = poorest[poor...].reduce(Fraction(0)) { $0 + satisfied($1, project) }
                return (Fraction(cost(project)) - given) / worth
            }
            return candidates.filter { $0 > Fraction(0) && paid($0) == Fraction(cost(project)) }.min()
        }
        while true {
            let prices = remaining.compactMap { project in price(project).map { (project, $0) } }
            guard let least = prices.map(\.1).min(), let winner = prices.first(where: { $0.1 == least })?.0 else {
                return winners
            }
            for ballot in supporters(winner) {
                money[ballot] = money[ballot] - min(money[ballot], least * satisfied(ballot, winner))
            }
            winners.append(winner)
            remaining.removeAll { $0 == winner }
        }
    }

    func add1(_ satisfaction: Satisfaction, exhaustiveStop: Bool) -> [Int] {
        var winners = equalShares(satisfaction)
        for added in 1... {
            let losers = contenders.filter { !winners.contains($0) && cost($0) > 0 }
            let full = losers.allSatisfy { spent(winners) + cost($0) > instance.budget }
            if losers.isEmpty || grades.isEmpty || exhaustiveStop && full { break }
            let next = equalShares(satisfaction, added: added)
            if spent(next) > instance.budget { break }
            winners = next
        }
        return winners
    }

    /// `winners`, and by score whatever else fits.
    func completed(_ winners: [Int]) -> [Int] {
        var winners = winners
        func score(_ project: Int) -> (Int, Int) {
            (cost(project) == 0 ? 1 : 0, grades.reduce(0) { $0 + $1[project] })
        }
        var remaining = contenders.filter { !winners.contains($0) }
        while let best = remaining.map(score).max(by: <), let next = remaining.first(where: { score($0) == best }) {
            remaining.removeAll { $0 == next }
            if spent(winners) + cost(next) <= instance.budget { winners.append(next) }
        }
        return winners
    }

    func phragmen() -> [Int] {
        var loads = grades.map { _ in Fraction(0) }
        var winners: [Int] = []
        var remaining = contenders.filter { cost($0) <= instance.budget }
        while true {
            let next = remaining.map { project in
                supporters(project).reduce(Fraction(cost(project))) { $0 + loads[$1] }
                    / Fraction(supporters(project).count)
            }
            guard let least = next.min() else { return winners }
            let tied = zip(remaining, next).filter { $0.1 == least }.map(\.0)
            if tied.contains(where: { spent(winners) + cost($0) > instance.budget }) { return winners }
            for ballot in supporters(tied[0]) { loads[ballot] = least }
            winners.append(tied[0])
            remaining.removeAll { $0 == tied[0] }
        }
    }

    /// Hall's theorem in place of a linear program: every subset of the projects is tried.
    func maximinSupport() -> [Int] {
        var winners: [Int] = []
        func load(_ projects: [Int]) -> Fraction {
            var greatest = Fraction(0)
            for subset in 1..<(1 << projects.count) {
                let members = projects.indices.filter { subset >> $0 & 1 == 1 }.map { projects[$0] }
                let ballots = Set(members.flatMap(supporters))
                greatest = max(greatest, Fraction(spent(members)) / Fraction(ballots.count))
            }
            return greatest
        }
        while true {
            let fitting = contenders.filter {
                !winners.contains($0) && spent(winners) + cost($0) <= instance.budget
            }
            let loads = fitting.map { load(winners + [$0]) }
            guard let least = loads.min(), let place = loads.firstIndex(of: least) else { return winners }
            winners.append(fitting[place])
        }
    }

    /// Every set is tried.
    func maxWelfare(_ satisfaction: Satisfaction) -> [Int] {
        let contenders = contenders
        var best: (welfare: Int, ranks: [Int]) = (-1, [])
        for subset in 0..<(1 << contenders.count) {
            let ranks = contenders.indices.map { subset >> $0 & 1 }
            let members = contenders.indices.filter { ranks[$0] == 1 }.map { contenders[$0] }
            guard spent(members) <= instance.budget else { continue }
            let welfare = members.reduce(0) { sum, project in
                grades.reduce(sum) { $0 + $1[project] * (satisfaction == .cost ? cost(project) : 1) }
            }
            if welfare > best.welfare || welfare == best.welfare && best.ranks.lexicographicallyPrecedes(ranks) {
                best = (welfare, ranks)
            }
        }
        return contenders.indices.filter { best.ranks[$0] == 1 }.map { contenders[$0] }
    }
}

extension [String: Exclusion] {
    static func withdrawn(_ ids: Set<String>) -> Self { Dictionary(withdrawn: ids) }
}
