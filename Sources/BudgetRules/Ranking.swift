/// The projects in the order in which the greedy rule looks at them.
struct Ranking {
    /// By project.
    let scores: [Score]
    /// Why a project doesn't compete, by project.
    let obstacles: [Decision?]
    /// Highest first; the projects of one level tie and stand in the tie order.
    let levels: [[Int]]

    /// `ranks` holds each project's place in the tie order.
    init(_ rule: GreedyRule, _ instance: Instance, _ votes: [Int], _ excluded: [String: Exclusion], _ ranks: [Int]) {
        let projects = instance.projects
        let scores = projects.indices.map { Score(rule.satisfaction, votes: votes[$0], cost: projects[$0].cost) }
        let sorted = projects.indices.sorted { a, b in
            scores[a].outranks(scores[b]) || !scores[b].outranks(scores[a]) && ranks[a] < ranks[b]
        }
        var levels: [[Int]] = []
        for project in sorted {
            if let previous = levels.last?.first, !scores[previous].outranks(scores[project]) {
                levels[levels.count - 1].append(project)
            } else {
                levels.append([project])
            }
        }
        self.scores = scores
        self.levels = levels
        obstacles = projects.indices.map { project in
            if let exclusion = excluded[projects[project].id] { return .excluded(exclusion) }
            if votes[project] == 0, !rule.fundUnsupported { return .noVotes }
            return votes[project] < rule.minScore ? .belowMinimum : nil
        }
    }
}
