/// What is left of the budget and under every cap, and which projects can still win beside those that have.
struct Purse {
    private(set) var left: Int
    private let costs: [Int]
    private var caps: [Cap]
    /// The caps that a project falls under, by project: its neighbourhood's, then its categories'.
    private let bounds: [[Int]]
    /// The sets of incompatible projects that a project stands in, by project.
    private let sets: [[Int]]
    /// By set, the winner that stands in it.
    private var winners: [Int?]

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
            var seen: Set<Int> = []
            if let name = project.neighborhood, let cap = neighborhoods[name] { bounds.append(cap) }
            for name in project.categories {
                if let cap = categories[name], seen.insert(cap).inserted { bounds.append(cap) }
            }
            return bounds
        }
        self.caps = caps
        var sets = [[Int]](repeating: [], count: instance.projects.count)
        let places = instance.places
        for (number, ids) in rule.incompatible.enumerated() {
            for id in ids { if let place = places[id] { sets[place].append(number) } }
        }
        self.sets = sets
        winners = Array(repeating: nil, count: rule.incompatible.count)
    }

    /// Why the whole cost of `project` can't be paid, or nil when it can.
    func obstacle(to project: Int) -> Decision? {
        if let winner = sets[project].compactMap({ winners[$0] }).min() { return .incompatible(with: winner) }
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
        for set in sets[project] { winners[set] = project }
        left -= amount
        for cap in bounds[project] { caps[cap].left -= amount }
    }
}
