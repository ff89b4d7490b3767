/// What is left of the budget and under every cap.
struct Purse {
    private(set) var left: Int
    private let costs: [Int]
    private var caps: [Cap]
    /// The caps that a project falls under, by project: its neighbourhood's, then its categories'.
    private let bounds: [[Int]]

    private struct Cap {
        let name: String
        var left: Int
    }

    init(_ rule: GreedyRule, _ instance: Instance) {
        left = instance.budget
        costs = instance.projects.map(\.cost)
        var caps: [Cap] = []
        func places(_ limits: [String: Int]) -> [String: Int] {
            var places: [String: Int] = [:]
            for (name, limit) in limits {
                places[name] = caps.count
                caps.append(Cap(name: name, left: limit))
            }
            return places
        }
        let neighborhoods = places(rule.neighborhoodCaps)
        let categories = places(rule.categoryCaps)
        bounds = instance.projects.map { project in
            var bounds: [Int] = []
            if let name = project.neighborhood, let cap = neighborhoods[name] { bounds.append(cap) }
            for name in project.categories {
                if let cap = categories[name], !bounds.contains(cap) { bounds.append(cap) }
            }
            return bounds
        }
        self.caps = caps
    }

    /// Why the whole cost of `project` can't be paid, or nil when it can.
    func obstacle(to project: Int) -> Decision? {
        let cost = costs[project]
        for cap in bounds[project] where cost > caps[cap].left {
            return .overCap(caps[cap].name, by: cost - caps[cap].left)
        }
        return cost > left ? .tooDear(by: cost - left) : nil
    }

    /// Pays for `project` if it fits, or in part if `leftover` says so.
    mutating func spend(on project: Int, _ leftover: GreedyRule.Leftover) -> Decision {
        switch obstacle(to: project) {
        case nil:
            pay(costs[project], for: project)
            return .funded
        case .tooDear where leftover == .partFund && left > 0:
            let granted = left
            pay(granted, for: project)
            return .partFunded(granted)
        case .some(let obstacle):
            return obstacle
        }
    }

    /// `amount` is at most what is left, of the budget and under every cap of `project`.
    mutating func pay(_ amount: Int, for project: Int) {
        left -= amount
        for cap in bounds[project] { caps[cap].left -= amount }
    }
}
