extension Rule {
    /// Rules whose work is of one kind, and bounded together.
    package enum Family: Hashable, Sendable, CaseIterable {
        /// Equal shares, and Phragmén's rule.
        case shares
        case maximinSupport
        case maxWelfare
    }

    /// Nil for the greedy rule, which asks for no more than a look at each project.
    package var family: Family? {
        switch self {
        case .greedy: nil
        case .equalShares, .phragmen: .shares
        case .maximinSupport: .maximinSupport
        case .maxWelfare: .maxWelfare
        }
    }
}

/// What the rules of one manifest may ask of everybody who verifies, whatever the ballots say (spec/tally.md, "How much
/// a rule may ask for").
package struct AskedWork {
    private var totals: [Rule.Family: Int] = [:]

    package init() {}

    /// Throws `RuleError.work` when the contest's rule asks for too much, or the contests added so far together.
    package mutating func add(_ rule: Rule, _ instance: Instance) throws(RuleError) {
        guard let family = rule.family else { return }
        let projects = instance.projects.count
        let named = min(instance.voteType == .chooseOne ? 1 : projects, instance.limits.maxLength ?? projects)
        let (unit, work, most, mostTogether): (String, Int, Int, Int)
        switch family {
        case .shares:
            guard projects <= 300 else { throw .work(rule.name, "projects", most: 300, found: projects) }
            (unit, work, most, mostTogether) = ("projects times names on a ballot", projects * named, 30_000, 120_000)
        case .maximinSupport:
            (unit, work, most, mostTogether) = ("projects times names on a ballot", projects * named, 500, 2_000)
        case .maxWelfare:
            let sums = MaxWelfare.sums(instance)
            guard sums < MaxWelfare.mostSelections else {
                throw .work(rule.name, "sums of costs", most: MaxWelfare.mostSelections - 1, found: sums)
            }
            (unit, work, most, mostTogether) = (
                "projects times sums of costs", MaxWelfare.work(instance), MaxWelfare.mostWork, 2 * MaxWelfare.mostWork
            )
        }
        guard work <= most else { throw .work(rule.name, unit, most: most, found: work) }
        let total = totals[family, default: 0] + work
        guard total <= mostTogether else {
            throw .work(rule.name, "\(unit) up to here in all contests together", most: mostTogether, found: total)
        }
        totals[family] = total
    }
}

/// What `what-if.json` may ask of everybody who verifies (spec/files.md): the ballots are known.
package struct ComparedWork {
    private var totals: [Rule.Family: Int] = [:]

    package init() {}

    /// The families that the document compares in the next contest. Their work counts from now on.
    package mutating func families(_ instance: Instance, _ profile: Profile) -> Set<Rule.Family> {
        var families: Set<Rule.Family> = []
        for family in Rule.Family.allCases {
            guard let (work, most) = Self.work(family, instance, profile) else { continue }
            let total = totals[family, default: 0].addingSaturating(work)
            guard total <= most else { continue }
            totals[family] = total
            families.insert(family)
        }
        return families
    }

    /// What the family has to do in the contest, and the most in all contests; nil where the contest alone is too much.
    private static func work(
        _ family: Rule.Family, _ instance: Instance, _ profile: Profile
    ) -> (work: Int, mostTogether: Int)? {
        let projects = instance.projects.count
        switch family {
        case .shares:
            let weight = profile.weight
            return projects <= 1_000 && weight <= 20_000_000_000 ? (weight, 40_000_000_000) : nil
        case .maximinSupport:
            let approvals = profile.votes.reduce(0, +)
            guard approvals <= 50_000, approvals * projects <= 10_000_000 else { return nil }
            return (approvals * projects, 20_000_000)
        case .maxWelfare:
            let work = MaxWelfare.work(instance)
            guard MaxWelfare.sums(instance) < MaxWelfare.mostSelections, work <= MaxWelfare.mostWork else { return nil }
            return (work, 2 * MaxWelfare.mostWork)
        }
    }
}

extension Int {
    func addingSaturating(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    func timesSaturating(_ other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
