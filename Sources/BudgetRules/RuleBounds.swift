extension Rule {
    /// Whether a manifest may name the rule for this contest: whatever its ballots say, they are counted in time
    /// (spec/tally.md, "How much a rule may ask for").
    package func fits(_ instance: Instance) -> Bool {
        let projects = instance.projects.count
        let named = min(instance.voteType == .chooseOne ? 1 : projects, instance.limits.maxLength ?? projects)
        switch self {
        case .greedy: return true
        case .equalShares, .phragmen: return projects <= Self.mostProjects && projects * named <= 100_000
        case .maximinSupport: return projects * named <= 2_000
        case .maxWelfare: return MaxWelfare.alwaysDecides(instance)
        }
    }

    /// Whether `what-if.json` says what the rule makes of these ballots, for which everybody who verifies waits
    /// (spec/files.md).
    package func fits(_ instance: Instance, _ profile: Profile) -> Bool {
        let projects = instance.projects.count
        switch self {
        case .greedy: return true
        case .equalShares, .phragmen: return projects <= Self.mostProjects && profile.weight <= 2_000_000_000
        case .maximinSupport:
            let approvals = profile.votes.reduce(0, +)
            return approvals <= 50_000 && approvals * projects <= 10_000_000
        case .maxWelfare: return MaxWelfare.alwaysDecides(instance)
        }
    }

    /// Exact fractions grow with every project that wins.
    private static let mostProjects = 1_000
}
