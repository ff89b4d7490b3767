/// One amount of money for each ballot, exactly: fractions over one common denominator.
///
/// Ballots with equal amounts share an account, so that long numbers are few, and counting a project's supporters by
/// account takes machine words only.
struct Ledger {
    /// Supporters of one project that hold the same amount and give the same grade.
    struct Holding {
        let account: Int
        let grade: UInt
        /// How many they are.
        let ballots: UInt
        /// The place of `grade` among the project's grades.
        fileprivate let gradePlace: Int
    }

    private struct Support {
        /// The groups that support the project, and the place of each one's grade in `grades`.
        var groups: [Int] = []
        var gradePlaces: [Int] = []
        var grades: [Int] = []
    }

    /// What every numerator counts parts of.
    private(set) var denominator: Natural
    /// What every ballot held to begin with, and blank ones still hold.
    private(set) var untouched: Natural
    /// The amount of each account.
    private(set) var numerators: [Natural]
    private var accounts: [Int]
    private let counts: [UInt]
    private let supports: [Support]
    private let blank: Int
    /// Each account's place among all, by amount.
    private var places: [Int] = [0]

    /// Every ballot holds `numerator / denominator`.
    init(_ profile: Profile, _ numerator: Natural, over denominator: Natural) {
        self.denominator = denominator
        untouched = numerator
        numerators = [numerator]
        accounts = [Int](repeating: 0, count: profile.groups.count)
        counts = profile.groups.map { UInt($0.count) }
        blank = profile.ballots - profile.groups.reduce(0) { $0 + $1.count }
        var supports = [Support](repeating: Support(), count: profile.votes.count)
        for (group, ballots) in profile.groups.enumerated() {
            for (project, grade) in zip(ballots.projects, ballots.grades) {
                let place = supports[project].grades.firstIndex(of: grade) ?? supports[project].grades.count
                if place == supports[project].grades.count { supports[project].grades.append(grade) }
                supports[project].groups.append(group)
                supports[project].gradePlaces.append(place)
            }
        }
        self.supports = supports
    }

    /// The same ballots with other amounts.
    mutating func reset(_ numerator: Natural, over denominator: Natural) {
        self.denominator = denominator
        untouched = numerator
        numerators = [numerator]
        places = [0]
        for group in accounts.indices { accounts[group] = 0 }
    }

    /// What the supporters of `project` hold, those with the least money for each point of their grade first.
    func holdings(of project: Int) -> [Holding] {
        let support = supports[project]
        let width = support.grades.count
        var ballots = [UInt](repeating: 0, count: numerators.count * width)
        for (group, gradePlace) in zip(support.groups, support.gradePlaces) {
            ballots[accounts[group] * width + gradePlace] += counts[group]
        }
        var holdings: [Holding] = []
        for key in ballots.indices where ballots[key] > 0 {
            let (account, gradePlace) = key.quotientAndRemainder(dividingBy: width)
            holdings.append(
                Holding(
                    account: account, grade: UInt(support.grades[gradePlace]), ballots: ballots[key],
                    gradePlace: gradePlace))
        }
        if width == 1 {
            holdings.sort { places[$0.account] < places[$1.account] }
        } else {
            holdings.sort { a, b in
                numerators[a.account].times(b.grade, isLessThan: numerators[b.account], times: a.grade)
            }
        }
        return holdings
    }

    /// Multiplies the common denominator; no amount changes.
    mutating func refine(by factor: UInt) {
        denominator.multiply(by: factor)
        untouched.multiply(by: factor)
        for account in numerators.indices { numerators[account].multiply(by: factor) }
    }

    /// Gives each supporter of `project` the numerator that `amount` says for its holding.
    mutating func update(_ project: Int, _ holdings: [Holding], amount: (Holding) -> Natural) {
        let support = supports[project]
        let width = support.grades.count
        var renamed: [Int: Int] = [:]
        var byAmount: [Natural: Int] = [:]
        for holding in holdings {
            let amount = amount(holding)
            let account = byAmount[amount] ?? numerators.count
            if account == numerators.count {
                numerators.append(amount)
                byAmount[amount] = account
            }
            renamed[holding.account * width + holding.gradePlace] = account
        }
        for (group, gradePlace) in zip(support.groups, support.gradePlaces) {
            accounts[group] = renamed[accounts[group] * width + gradePlace] ?? accounts[group]
        }
        compact()
    }

    /// The amounts of all ballots, ascending, with how many hold each.
    var amounts: [(amount: Natural, ballots: Int)] {
        var ballots = [Int](repeating: 0, count: numerators.count)
        for (group, account) in accounts.enumerated() { ballots[account] += Int(counts[group]) }
        var amounts = zip(numerators, ballots).map { (amount: $0, ballots: $1) }.filter { $0.ballots > 0 }
        if blank > 0 { amounts.append((untouched, blank)) }
        return amounts.sorted { $0.amount < $1.amount }
    }

    /// Forgets accounts that nobody holds any more, and puts the others in order.
    private mutating func compact() {
        var used = [Bool](repeating: false, count: numerators.count)
        for account in accounts { used[account] = true }
        var fresh = [Int](repeating: 0, count: numerators.count)
        let kept = used.indices.filter { used[$0] }
        for (account, old) in kept.enumerated() { fresh[old] = account }
        numerators = kept.map { numerators[$0] }
        for group in accounts.indices { accounts[group] = fresh[accounts[group]] }
        places = [Int](repeating: 0, count: numerators.count)
        for (place, account) in numerators.indices.sorted(by: { numerators[$0] < numerators[$1] }).enumerated() {
            places[account] = place
        }
    }
}
