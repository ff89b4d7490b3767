/// Runs of the Method of Equal Shares over the same ballots.
///
/// Prices only rise while a run goes on, as money is only spent. So a project whose last price is above the lowest one
/// found in a round needn't be looked at.
struct EqualShareRounds {
    /// `numerator / (ledger.denominator * perUnit * worth)`, money for each unit of satisfaction.
    private struct Price {
        var numerator: Natural
        /// The sum of the grades of those who pay in full.
        var grades: UInt
        /// What one point of a grade is worth in satisfaction: the project's cost, or 1.
        let worth: UInt

        func isLess(than other: Price) -> Bool {
            let (its, overflows) = other.grades.multipliedReportingOverflow(by: other.worth)
            let (mine, overflowsToo) = grades.multipliedReportingOverflow(by: worth)
            guard overflows || overflowsToo else {
                return numerator.times(its, isLessThan: other.numerator, times: mine)
            }
            return numerator.times(other.grades).times(other.worth) < other.numerator.times(grades).times(worth)
        }
    }

    private let field: Field
    private let satisfaction: Satisfaction
    private let contenders: [Int]
    private var ledger: Ledger
    /// What the last run added to every share.
    private(set) var added = 0
    private(set) var runs = 0
    /// What the last run came across, in numbers: in every round which projects it priced, which of their supporters
    /// gave all they had, which projects were the cheapest, and who held how much more than whom.
    ///
    /// Along one course every amount and every price is linear in what is added, so that a comparison which comes out
    /// the same in two runs does so in every run between them: if two runs have one course, those between have it too.
    private(set) var course: [Int] = []
    /// The last price of each project, over the ledger's denominator; nil for one that doesn't compete.
    private var prices: [Price?]

    /// There has to be a ballot.
    init(_ field: Field, _ satisfaction: Satisfaction) {
        self.field = field
        self.satisfaction = satisfaction
        contenders = field.contenders
        ledger = Ledger(field.profile, Natural(0), over: Natural(1))
        prices = Array(repeating: nil, count: field.instance.projects.count)
    }

    /// The winners when every ballot has its share of the budget and `added`.
    mutating func run(added: Int) -> [Purchase] {
        runs += 1
        self.added = added
        course.removeAll(keepingCapacity: true)
        ledger.reset(share(added), over: Natural(UInt(field.profile.ballots)))
        var purchases: [Purchase] = []
        for project in contenders where field.cost(project) == 0 {
            purchases.append(Purchase(project: project, payment: nil, rivals: []))
        }
        var remaining = contenders.filter { field.cost($0) > 0 }
        for project in remaining {
            prices[project] = Price(
                numerator: ledger.denominator.times(UInt(field.cost(project))),
                grades: UInt(field.profile.scores[project]),
                worth: satisfaction == .cost ? UInt(field.cost(project)) : 1)
        }
        while let purchase = buy(&remaining) { purchases.append(purchase) }
        return purchases
    }

    /// `purchases` are those of the last run.
    func outcome(_ purchases: [Purchase]) -> Outcome {
        return field.outcome(purchases, shares: shares) { .tooDear(by: shortage($0)) }
    }

    /// The share of a ballot in parts of one `ballots`-th.
    private func share(_ added: Int) -> Natural {
        var share = Natural(UInt(field.instance.budget))
        share.add(Natural(UInt(added)), times: UInt(field.profile.ballots))
        return share
    }

    /// Sells the cheapest of `remaining`, and drops those that nobody can afford any more.
    private mutating func buy(_ remaining: inout [Int]) -> Purchase? {
        sort(&remaining)
        var best: Price?
        var rivals: [Int] = []
        var unaffordable: Set<Int> = []
        for project in remaining {
            guard let last = prices[project] else { continue }
            if let best, best.isLess(than: last) { break }
            course.append(project)
            guard let price = price(of: project, last) else {
                course.append(-1)
                unaffordable.insert(project)
                continue
            }
            prices[project] = price
            if let lowest = best, !price.isLess(than: lowest) {
                if !lowest.isLess(than: price) { rivals.append(project) }
            } else {
                best = price
                rivals = [project]
            }
        }
        rivals = field.inTieOrder(rivals)
        course.append(-1)
        course += rivals
        course.append(-1)
        guard let price = best, let winner = rivals.first else { return nil }
        remaining.removeAll { $0 == winner || unaffordable.contains($0) }
        return Purchase(project: winner, payment: pay(price, for: winner, remaining), rivals: rivals)
    }

    /// By last price; nearly sorted from round to round.
    private func sort(_ projects: inout [Int]) {
        for place in projects.indices.dropFirst() {
            guard let price = prices[projects[place]] else { continue }
            var at = place
            while at > 0, let before = prices[projects[at - 1]], price.isLess(than: before) {
                projects.swapAt(at, at - 1)
                at -= 1
            }
        }
    }

    /// Nil when the supporters can't pay for it.
    private mutating func price(of project: Int, _ last: Price) -> Price? {
        var numerator = ledger.denominator.times(UInt(field.cost(project)))
        var grades = UInt(field.profile.scores[project])
        for (poorer, holding) in ledger.holdings(of: project).enumerated() {
            let money = ledger.numerators[holding.account]
            if !money.times(grades, isLessThan: numerator, times: holding.grade) {
                course.append(poorer)
                return Price(numerator: numerator, grades: grades, worth: last.worth)
            }
            note(holding)
            numerator.subtract(money, times: holding.ballots)
            grades -= holding.ballots * holding.grade
        }
        return nil
    }

    /// Where ballots grade, supporters with the same money stand in the order of their grades too.
    private mutating func note(_ holding: Ledger.Holding) {
        guard !field.instance.voteType.isApproval else { return }
        course.append(holding.account)
        course.append(holding.gradePlace)
    }

    private mutating func pay(_ price: Price, for project: Int, _ remaining: [Int]) -> Payment {
        let common = Self.divisor(price.grades, price.numerator.remainder(dividingBy: price.grades))
        let factor = price.grades / common
        var unit = price.numerator
        unit.divide(by: common)
        ledger.refine(by: factor)
        for other in remaining { prices[other]?.numerator.multiply(by: factor) }
        let holdings = ledger.holdings(of: project)
        var most = Natural(0)
        var payers = 0
        var exhausted = 0
        let numerators = ledger.numerators
        for holding in holdings { note(holding) }
        course += ledger.update(project, holdings) { holding in
            var money = numerators[holding.account]
            let due = min(money, unit.times(holding.grade))
            if !due.isZero {
                payers += Int(holding.ballots)
                if due == money { exhausted += Int(holding.ballots) }
            }
            most = max(most, due)
            money.subtract(due)
            return money
        }
        course += ledger.order
        return Payment(
            price: Ratio(unit, ledger.denominator.times(price.worth)), most: Ratio(most, ledger.denominator),
            payers: payers,
            exhausted: exhausted)
    }

    /// By how much the supporters' money falls short of the cost, rounded up.
    private func shortage(_ project: Int) -> Int {
        var missing = ledger.denominator.times(UInt(field.cost(project)))
        var money = Natural(0)
        for holding in ledger.holdings(of: project) {
            money.add(ledger.numerators[holding.account], times: holding.ballots)
        }
        missing.subtract(min(money, missing))
        return Ratio(missing, ledger.denominator).roundedUp
    }

    private var shares: Shares {
        let ballots = field.profile.ballots
        var spent = ledger.amounts.map { amount, ballots in
            var spent = ledger.untouched
            spent.subtract(amount)
            return (spent: spent, ballots: ballots)
        }
        spent.reverse()
        let quartiles = (0...4).compactMap { quarter -> Ratio? in
            var rank = (ballots - 1).multipliedFullWidth(by: quarter).low / 4
            for (spent, ballots) in spent {
                if rank < UInt(ballots) { return Ratio(spent, ledger.denominator) }
                rank -= UInt(ballots)
            }
            return nil
        }
        return Shares(
            share: Ratio(share(added), Natural(UInt(ballots))), added: added, runs: runs, quartiles: quartiles)
    }

    private static func divisor(_ a: UInt, _ b: UInt) -> UInt {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}
