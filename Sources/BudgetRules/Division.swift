/// Projects, and ballots that can bear parts of the costs of those that they support.
struct Division {
    private let costs: [Int]
    private let supporters: [(projects: [Int], ballots: Int)]
    /// The places in `supporters` by project.
    private let byProject: [[Int]]

    init(_ costs: [Int], _ supporters: [(projects: [Int], ballots: Int)]) {
        self.costs = costs
        self.supporters = supporters
        var byProject = [[Int]](repeating: [], count: costs.count)
        for (place, group) in supporters.enumerated() {
            for project in group.projects { byProject[project].append(place) }
        }
        self.byProject = byProject
    }

    /// The load of the projects that are furthest from being paid when no ballot bears more than `load`; nil when all
    /// can be paid.
    ///
    /// The flow counts money in parts of one `load.ballots`-th, so that all amounts are whole. A product of two
    /// integers of 63 bits, and any sum of parts of it, fits 128 bits.
    func heavier(than load: SharedLoad) -> SharedLoad? {
        var unpaid = costs.map { Int128($0) * Int128(load.ballots) }
        var room = supporters.map { Int128($0.ballots) * Int128(load.cost) }
        var paid = supporters.map { [Int128](repeating: 0, count: $0.projects.count) }
        // Most is paid by ballots with little choice; the paths set the rest right.
        for group in supporters.indices.sorted(by: { supporters[$0].projects.count < supporters[$1].projects.count }) {
            for (slot, project) in supporters[group].projects.enumerated() {
                let amount = min(room[group], unpaid[project])
                paid[group][slot] = amount
                room[group] -= amount
                unpaid[project] -= amount
            }
        }
        while let reach = path(unpaid, room, paid) {
            guard let end = reach.end else {
                // What can't be paid: the projects from which money still looks for room, in vain.
                let cost = costs.indices.filter { reach.projects[$0] }.reduce(0) { $0 + costs[$1] }
                let ballots = supporters.indices.filter { reach.groups[$0] >= 0 }.reduce(0) {
                    $0 + supporters[$1].ballots
                }
                return SharedLoad(cost: cost, ballots: ballots)
            }
            push(along: reach, to: end, &unpaid, &room, &paid)
        }
        return nil
    }

    /// What unpaid money can reach: from a project to a group that supports it, and from a group to a project that it
    /// pays for, which then has to be paid by others.
    private struct Reach {
        var projects: [Bool]
        /// The group through which a project was reached, or -1.
        var through: [Int]
        /// The project from which a group was reached, or -1.
        var groups: [Int]
        /// A group with room.
        var end: Int?
    }

    /// Nil when nothing is unpaid.
    private func path(_ unpaid: [Int128], _ room: [Int128], _ paid: [[Int128]]) -> Reach? {
        var queue = costs.indices.filter { unpaid[$0] > 0 }
        guard !queue.isEmpty else { return nil }
        var reach = Reach(
            projects: unpaid.map { $0 > 0 }, through: [Int](repeating: -1, count: costs.count),
            groups: [Int](repeating: -1, count: supporters.count))
        var head = 0
        while head < queue.count {
            let project = queue[head]
            head += 1
            for group in byProject[project] where reach.groups[group] < 0 {
                reach.groups[group] = project
                if room[group] > 0 {
                    reach.end = group
                    return reach
                }
                for (slot, other) in supporters[group].projects.enumerated()
                where paid[group][slot] > 0 && !reach.projects[other] {
                    reach.projects[other] = true
                    reach.through[other] = group
                    queue.append(other)
                }
            }
        }
        return reach
    }

    private func push(
        along reach: Reach, to end: Int, _ unpaid: inout [Int128], _ room: inout [Int128], _ paid: inout [[Int128]]
    ) {
        var steps: [(group: Int, slot: Int, back: Int?)] = []
        var group = end
        var amount = room[end]
        while true {
            let project = reach.groups[group]
            let slot = supporters[group].projects.firstIndex(of: project) ?? 0
            let before = reach.through[project]
            guard before >= 0 else {
                steps.append((group, slot, nil))
                amount = min(amount, unpaid[project])
                unpaid[project] -= amount
                break
            }
            let back = supporters[before].projects.firstIndex(of: project) ?? 0
            steps.append((group, slot, back))
            amount = min(amount, paid[before][back])
            group = before
        }
        room[end] -= amount
        for (place, step) in steps.enumerated() {
            paid[step.group][step.slot] += amount
            if let back = step.back, place + 1 < steps.count { paid[steps[place + 1].group][back] -= amount }
        }
    }
}
