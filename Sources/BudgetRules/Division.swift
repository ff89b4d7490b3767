/// Projects, and ballots that can bear parts of the costs of those that they support.
///
/// Whether all costs can be borne is a question of maximum flow, from the projects through the ballots that support
/// them; it is found with Dinitz's blocking flows.
struct Division {
    private let costs: [Int]
    private let groups: [(projects: [Int], ballots: Int)]
    /// An edge for each project of each group, group by group.
    private let edges: [(project: Int, group: Int)]
    private let firstEdge: [Int]
    private let edgesOfProject: [[Int]]

    init(_ costs: [Int], _ supporters: [(projects: [Int], ballots: Int)]) {
        self.costs = costs
        // Those with little choice come first, so that the first try divides most of the money well.
        groups = supporters.sorted { $0.projects.count < $1.projects.count }
        var edges: [(project: Int, group: Int)] = []
        var firstEdge = [0]
        var edgesOfProject = [[Int]](repeating: [], count: costs.count)
        for (group, supporters) in groups.enumerated() {
            for project in supporters.projects {
                edgesOfProject[project].append(edges.count)
                edges.append((project, group))
            }
            firstEdge.append(edges.count)
        }
        self.edges = edges
        self.firstEdge = firstEdge
        self.edgesOfProject = edgesOfProject
    }

    /// The load of the projects that are furthest from being paid when no ballot bears more than `load`; nil when all
    /// can be paid.
    ///
    /// The flow counts money in parts of one `load.ballots`-th, so that all amounts are whole. A product of two
    /// integers of 63 bits, and any sum of parts of it, fits 128 bits.
    func heavier(than load: SharedLoad) -> SharedLoad? {
        var flow = Flow(
            unpaid: costs.map { Int128($0) * Int128(load.ballots) },
            room: groups.map { Int128($0.ballots) * Int128(load.cost) }, paid: .init(repeating: 0, count: edges.count))
        for (edge, ends) in edges.enumerated() {
            flow.pay(min(flow.room[ends.group], flow.unpaid[ends.project]), edge, ends)
        }
        while flow.unpaid.contains(where: { $0 > 0 }) {
            var levels = levels(flow)
            guard levels.reachesRoom else {
                // What can't be paid: the projects from which money still looks for room, in vain.
                return SharedLoad(
                    cost: costs.indices.filter { levels.projects[$0] >= 0 }.reduce(0) { $0 + costs[$1] },
                    ballots: groups.indices.filter { levels.groups[$0] >= 0 }.reduce(0) { $0 + groups[$1].ballots })
            }
            for project in costs.indices where flow.unpaid[project] > 0 {
                flow.unpaid[project] -= push(flow.unpaid[project], from: project, &levels, &flow)
            }
        }
        return nil
    }

    private struct Flow {
        var unpaid: [Int128]
        var room: [Int128]
        /// By edge.
        var paid: [Int128]

        mutating func pay(_ amount: Int128, _ edge: Int, _ ends: (project: Int, group: Int)) {
            paid[edge] += amount
            room[ends.group] -= amount
            unpaid[ends.project] -= amount
        }
    }

    /// How far projects and groups are from unpaid money, -1 where it doesn't come, and which edges are still untried.
    private struct Levels {
        var projects: [Int]
        var groups: [Int]
        var reachesRoom = false
        var nextOfProject: [Int]
        var nextOfGroup: [Int]
    }

    /// Money goes from a project to a group that supports it, and from a group to a project that it pays for, which
    /// others then have to pay.
    private func levels(_ flow: Flow) -> Levels {
        var levels = Levels(
            projects: flow.unpaid.map { $0 > 0 ? 0 : -1 }, groups: .init(repeating: -1, count: groups.count),
            nextOfProject: .init(repeating: 0, count: costs.count), nextOfGroup: Array(firstEdge.dropLast()))
        var layer = costs.indices.filter { flow.unpaid[$0] > 0 }
        while !layer.isEmpty, !levels.reachesRoom {
            var next: [Int] = []
            for project in layer {
                for edge in edgesOfProject[project] {
                    let group = edges[edge].group
                    guard levels.groups[group] < 0 else { continue }
                    levels.groups[group] = levels.projects[project] + 1
                    if flow.room[group] > 0 { levels.reachesRoom = true }
                    for back in firstEdge[group]..<firstEdge[group + 1] where flow.paid[back] > 0 {
                        let other = edges[back].project
                        guard levels.projects[other] < 0 else { continue }
                        levels.projects[other] = levels.groups[group] + 1
                        next.append(other)
                    }
                }
            }
            layer = next
        }
        return levels
    }

    /// How much of `amount` finds room from `project`, along edges that lead one level on.
    private func push(_ amount: Int128, from project: Int, _ levels: inout Levels, _ flow: inout Flow) -> Int128 {
        var rest = amount
        while rest > 0, levels.nextOfProject[project] < edgesOfProject[project].count {
            let edge = edgesOfProject[project][levels.nextOfProject[project]]
            let group = edges[edge].group
            guard levels.groups[group] == levels.projects[project] + 1 else {
                levels.nextOfProject[project] += 1
                continue
            }
            var taken = min(rest, flow.room[group])
            flow.room[group] -= taken
            while taken < rest, levels.nextOfGroup[group] < firstEdge[group + 1] {
                let back = levels.nextOfGroup[group]
                let other = edges[back].project
                if flow.paid[back] > 0, levels.projects[other] == levels.groups[group] + 1 {
                    let moved = push(min(rest - taken, flow.paid[back]), from: other, &levels, &flow)
                    flow.paid[back] -= moved
                    taken += moved
                    if taken == rest { break }
                }
                levels.nextOfGroup[group] += 1
            }
            flow.paid[edge] += taken
            rest -= taken
            if rest > 0 { levels.nextOfProject[project] += 1 }
        }
        return amount - rest
    }
}
