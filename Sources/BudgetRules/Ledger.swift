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
        let gradePlace: Int
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
    /// How many groups hold each account; those that nobody holds are used again.
    private var members: [Int]
    private var unused: [Int] = []
    /// The accounts that somebody holds, by amount.
    private(set) var order: [Int] = [0]
    /// The account of each group.
    private var accounts: [Int]
    private let counts: [UInt]
    private let supports: [Support]
    private let blank: Int

    /// Every ballot holds `numerator / denominator`.
    init(_ profile: Profile, _ numerator: Natural, over denominator: Natural) {
        self.denominator = denominator
        untouched = numerator
        numerators = [numerator]
        members = [profile.groups.count]
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
        members = [accounts.count]
        unused = []
        order = [0]
        for group in accounts.indices { accounts[group] = 0 }
    }

    /// What the supporters of `project` hold, those with the least money for each point of their grade first.
    func holdings(of project: Int) -> [Holding] {
        let support = supports[project]
        let width = support.grades.count
        var holdings: [Holding] = []
        holdings.reserveCapacity(order.count * width)
        unsafe withUnsafeTemporaryAllocation(of: UInt.self, capacity: numerators.count * width) { ballots in
            unsafe ballots.initialize(repeating: 0)
            for place in support.groups.indices {
                let group = support.groups[place]
                unsafe ballots[accounts[group] * width + support.gradePlaces[place]] += counts[group]
            }
            for account in order {
                for gradePlace in 0..<width {
                    let count = unsafe ballots[account * width + gradePlace]
                    guard count > 0 else { continue }
                    holdings.append(
                        Holding(
                            account: account, grade: UInt(support.grades[gradePlace]), ballots: count,
                            gradePlace: gradePlace))
                }
            }
        }
        if width > 1 {
            holdings.sort { a, b in
                numerators[a.account].times(b.grade, isLessThan: numerators[b.account], times: a.grade)
            }
        }
        return holdings
    }

    /// Multiplies the common denominator; no amount changes.
    mutating func refine(by factor: UInt) {
        guard factor != 1 else { return }
        denominator.multiply(by: factor)
        untouched.multiply(by: factor)
        for account in order { numerators[account].multiply(by: factor) }
    }

    /// Gives each supporter of `project` the numerator that `amount` says for its holding, and says which account it
    /// then is on.
    @discardableResult
    mutating func update(_ project: Int, _ holdings: [Holding], amount: (Holding) -> Natural) -> [Int] {
        let support = supports[project]
        let width = support.grades.count
        let changes = holdings.map { (holding: $0, amount: amount($0)) }.sorted { $0.amount < $1.amount }
        var renamed = [Int](repeating: -1, count: numerators.count * width)
        var fresh: [Int] = []
        for (holding, amount) in changes {
            if fresh.last.map({ numerators[$0] == amount }) != true { fresh.append(open(amount)) }
            renamed[holding.account * width + holding.gradePlace] = fresh[fresh.count - 1]
        }
        for (group, gradePlace) in zip(support.groups, support.gradePlaces) {
            let new = renamed[accounts[group] * width + gradePlace]
            members[accounts[group]] -= 1
            members[new] += 1
            accounts[group] = new
        }
        merge(fresh)
        return holdings.map { renamed[$0.account * width + $0.gradePlace] }
    }

    /// The amounts of all ballots, ascending, with how many hold each.
    var amounts: [(amount: Natural, ballots: Int)] {
        var ballots = [Int](repeating: 0, count: numerators.count)
        for (group, account) in accounts.enumerated() { ballots[account] += Int(counts[group]) }
        var amounts = zip(numerators, ballots).map { (amount: $0, ballots: $1) }.filter { $0.ballots > 0 }
        if blank > 0 { amounts.append((untouched, blank)) }
        return amounts.sorted { $0.amount < $1.amount }
    }

    /// An account of this amount that nobody holds yet, or the one of nothing, which stands first in order.
    private mutating func open(_ amount: Natural) -> Int {
        if amount.isZero, let first = order.first, numerators[first].isZero { return first }
        if let account = unused.popLast() {
            numerators[account] = amount
            return account
        }
        numerators.append(amount)
        members.append(0)
        return numerators.count - 1
    }

    /// Puts `fresh`, which are by amount, into order, and forgets accounts that nobody holds any more.
    private mutating func merge(_ fresh: [Int]) {
        var merged: [Int] = []
        merged.reserveCapacity(order.count + fresh.count)
        var rest = fresh[...]
        if let first = rest.first, first == order.first { rest.removeFirst() }
        for account in order {
            guard members[account] > 0 else {
                unused.append(account)
                continue
            }
            while let next = rest.first, numerators[next] < numerators[account] {
                merged.append(next)
                rest.removeFirst()
            }
            merged.append(account)
        }
        order = merged + rest
    }
}
