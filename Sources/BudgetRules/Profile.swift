/// The ballots of a vote as rules take them: identical ones merged, in a form that fits every vote type.
///
/// A ballot *grades* the projects that it supports: 1 for each approved one, the points given, or for a ranking of k
/// projects k - 1 for the first down to 0 for the last. A project that is graded 0 isn't supported.
public struct Profile: Hashable, Sendable {
    /// Ballots that say the same.
    public struct Group: Hashable, Sendable {
        /// The supported projects, ascending, and the grade of each, above 0.
        public let projects: [Int]
        public let grades: [Int]
        /// How many ballots say this.
        public let count: Int
    }

    public let voteType: VoteType
    /// How many ballots there are, blank ones included.
    public let ballots: Int
    /// In the order in which they first occur; not the ballots that support nothing.
    public let groups: [Group]
    /// How many ballots support each project, and the sum of their grades, in the order of the ballot.
    public let votes: [Int]
    public let scores: [Int]

    /// What rules have to do with these ballots that look at each of them for every project, and go through the projects
    /// as often as there are winners (spec/tally.md, "How many runs"). `Int.max` if it is more.
    public var weight: Int {
        let named = groups.reduce(0) { $0 + $1.projects.count }
        return votes.count.timesSaturating(groups.count).addingSaturating(named).timesSaturating(votes.count)
    }

    /// Approvals, for the vote types approval and choose-1. Throws `RuleError` for other vote types and for a ballot
    /// that names a project that doesn't exist or isn't in ascending order.
    public init(_ instance: Instance, approvals: [Approval]) throws(RuleError) {
        guard instance.voteType == .approval || instance.voteType == .chooseOne else {
            throw .ballots("approvals", instance.voteType)
        }
        try self.init(instance, approvals.lazy.map { $0.lazy.map { project in (project, 1) } })
    }

    /// Points by project, for the vote types cumulative and scoring. Throws `RuleError` for other vote types, a ballot
    /// that names a project that doesn't exist or one twice, negative points, and points whose sum overflows.
    public init(_ instance: Instance, points: [[(project: Int, points: Int)]]) throws(RuleError) {
        guard instance.voteType == .cumulative || instance.voteType == .scoring else {
            throw .ballots("points", instance.voteType)
        }
        try self.init(
            instance,
            points.lazy.map { ballot in
                ballot.sorted { $0.project < $1.project }.map { ($0.project, $0.points) }
            })
    }

    /// Rankings, the best project first, for the vote type ordinal. `last` is what the last one of a ranking is graded:
    /// 0, or 1 where a city gives 3, 2 and 1 points for three places. Throws `RuleError` for other vote types and for a
    /// ballot that names a project that doesn't exist or one twice.
    public init(_ instance: Instance, rankings: [[Int]], last: Int = 0) throws(RuleError) {
        guard instance.voteType == .ordinal else { throw .ballots("rankings", instance.voteType) }
        try self.init(
            instance,
            rankings.lazy.map { ranking in
                ranking.enumerated().map { ($1, ranking.count - 1 - $0 + last) }.sorted { $0.0 < $1.0 }
            })
    }

    private struct Statement: Hashable {
        var projects: [Int] = []
        var grades: [Int] = []
    }

    private init(
        _ instance: Instance, _ graded: some Sequence<some Sequence<(Int, Int)>>
    ) throws(RuleError) {
        let count = instance.projects.count
        var places: [Statement: Int] = [:]
        var statements: [Statement] = []
        var counts: [Int] = []
        var votes = [Int](repeating: 0, count: count)
        var scores = [Int](repeating: 0, count: count)
        var total = 0
        var ballots = 0
        for (index, ballot) in graded.enumerated() {
            ballots += 1
            var statement = Statement()
            var previous = -1
            for (project, grade) in ballot {
                guard instance.projects.indices.contains(project) else {
                    throw .ballot(index, .unknownProject(project, projects: count))
                }
                guard project > previous else { throw .ballot(index, .outOfOrder(project, after: previous)) }
                previous = project
                guard grade >= 0 else { throw .negativePoints(index, instance.projects[project].id, grade) }
                guard grade > 0 else { continue }
                let (sum, overflow) = total.addingReportingOverflow(grade)
                guard !overflow else { throw .pointsOverflow(index) }
                total = sum
                votes[project] += 1
                scores[project] += grade
                statement.projects.append(project)
                statement.grades.append(grade)
            }
            guard !statement.projects.isEmpty else { continue }
            if let place = places[statement] {
                counts[place] += 1
            } else {
                places[statement] = statements.count
                statements.append(statement)
                counts.append(1)
            }
        }
        voteType = instance.voteType
        self.ballots = ballots
        groups = zip(statements, counts).map { Group(projects: $0.projects, grades: $0.grades, count: $1) }
        self.votes = votes
        self.scores = scores
    }
}
