/// What is left of the budget and under every cap, and which projects can still win beside those that have.
struct Purse {
    private(set) var left: Int
    private let costs: [Int]
    private var caps: [Cap]
    /// The caps that a project falls under, by project: its neighbourhood's, then its categories'.
    private let bounds: [[Int]]
    /// The projects that a project is incompatible with, by project, in the ballot's order.
    private let rivals: [[Int]]
    private var winners: Set<Int> = []

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
        var rivals = [[Int]](repeating: [], count: instance.projects.count)
        for ids in rule.incompatible {
            let places = instance.projects.indices.filter { ids.contains(instance.projects[$0].id) }
            for place in places { rivals[place] += places.filter { $0 != place } }
        }
        self.rivals = rivals.map { Set($0).sorted() }
    }

    /// Why the whole cost of `project` can't be paid, or nil when it can.
    func obstacle(to project: Int) -> Decision? {
        if let winner = rivals[project].first(where: winners.contains) { return .incompatible(with: winner) }
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
        winners.insert(project)
        left -= amount
        for cap in bounds[project] { caps[cap].left -= amount }
    }
}
