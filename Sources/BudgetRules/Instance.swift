/// What is voted on: the money, the projects and how a ballot may be filled in.
///
/// No sum of costs overflows, as an instance whose projects together cost more than `Int.max` can't be made.
public struct Instance: Hashable, Sendable {
    /// In the smallest unit of money that the vote uses; more than 0.
    public let budget: Int
    /// In the order of the ballot; one or more, with distinct ids.
    public let projects: [Project]
    public let voteType: VoteType
    public let limits: Limits

    /// Throws `InstanceError` for a budget that isn't positive, no projects, an empty or repeated id, a negative
    /// cost, costs whose sum overflows, and limits that are negative or that no ballot could keep to.
    public init(
        budget: Int, projects: [Project], voteType: VoteType = .approval, limits: Limits = Limits()
    ) throws(InstanceError) {
        guard budget > 0 else { throw .budget(budget) }
        guard !projects.isEmpty else { throw .noProjects }
        var seen: Set<String> = []
        var total = 0
        for (index, project) in projects.enumerated() {
            guard !project.id.isEmpty else { throw .emptyID(index) }
            guard seen.insert(project.id).inserted else { throw .repeated(project.id) }
            guard project.cost >= 0 else { throw .negativeCost(project.id, project.cost) }
            let (sum, overflow) = total.addingReportingOverflow(project.cost)
            guard !overflow else { throw .costsOverflow(project.id) }
            total = sum
        }
        guard limits.minLength >= 0, limits.minLength <= min(limits.maxLength ?? .max, projects.count) else {
            throw .limits("length", min: limits.minLength, max: min(limits.maxLength ?? .max, projects.count))
        }
        guard (limits.minSumCost ?? 0) >= 0, (limits.minSumCost ?? 0) <= (limits.maxSumCost ?? .max) else {
            throw .limits("cost", min: limits.minSumCost ?? 0, max: limits.maxSumCost ?? .max)
        }
        self.budget = budget
        self.projects = projects
        self.voteType = voteType
        self.limits = limits
    }

    /// Why `vote` doesn't count, or nil when it does. A blank vote always counts, whatever the least number.
    public func check(_ vote: Approval) -> Invalidity? {
        guard voteType.isSupported else { return .unsupported(voteType) }
        if let fault = disorder(vote) { return fault }
        if vote.isEmpty { return nil }
        let most = voteType == .chooseOne ? min(limits.maxLength ?? 1, 1) : limits.maxLength ?? .max
        guard vote.count >= limits.minLength else { return .tooFew(found: vote.count, min: limits.minLength) }
        guard vote.count <= most else { return .tooMany(found: vote.count, max: most) }
        let cost = vote.reduce(0) { $0 + projects[$1].cost }
        if let min = limits.minSumCost, cost < min { return .tooCheap(found: cost, min: min) }
        if let max = limits.maxSumCost, cost > max { return .tooDear(found: cost, max: max) }
        return nil
    }

    /// How many of `ballots` approve of each project, in the order of `projects`.
    ///
    /// Throws `RuleError` for a vote type that isn't supported, and for a ballot that names a project that doesn't
    /// exist or isn't in ascending order. That ballots keep to the limits is for `check` to say beforehand.
    public func votes(_ ballots: [Approval]) throws(RuleError) -> [Int] {
        guard voteType.isSupported else { throw .unsupported(voteType) }
        var votes = [Int](repeating: 0, count: projects.count)
        for (index, ballot) in ballots.enumerated() {
            if let fault = disorder(ballot) { throw .ballot(index, fault) }
            for project in ballot { votes[project] += 1 }
        }
        return votes
    }

    private func disorder(_ vote: Approval) -> Invalidity? {
        var previous = -1
        for index in vote {
            guard projects.indices.contains(index) else { return .unknownProject(index, projects: projects.count) }
            guard index > previous else { return .outOfOrder(index, after: previous) }
            previous = index
        }
        return nil
    }
}

/// Why there is no such vote.
public enum InstanceError: Error, Hashable, Sendable, CustomStringConvertible {
    case budget(Int)
    case noProjects
    case emptyID(Int)
    case repeated(String)
    case negativeCost(String, Int)
    case costsOverflow(String)
    case limits(String, min: Int, max: Int)

    public var description: String {
        switch self {
        case .budget(let found): "expected a budget above 0, found \(found)"
        case .noProjects: "expected one project or more, found none"
        case .emptyID(let index): "project \(index): expected an id, found nothing"
        case .repeated(let id): "expected distinct ids, found \(id) twice"
        case .negativeCost(let id, let cost): "project \(id): expected a cost of 0 or more, found \(cost)"
        case .costsOverflow(let id): "project \(id): expected all costs together to be at most \(Int.max), found more"
        case .limits(let of, let min, let max): "expected limits of \(of) from 0, found \(min) to \(max)"
        }
    }
}
