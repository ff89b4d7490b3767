import BudgetRules
import Testing

@testable import ElectionRecord

@Suite("What other rules would have decided")
struct WhatIfTests {
    /// The names of the rules beside greedy, for projects of these costs that nobody voted for but `ballots` for the first.
    private func names(_ costs: [Int], budget: Int, ballots: Int = 1) throws -> [String] {
        let projects = costs.enumerated().map { Project(id: "P-\($0)", cost: $1, name: "") }
        let instance = try Instance(
            budget: budget, projects: projects, voteType: .approval, limits: Limits(minLength: 0))
        let profile = try Profile(instance, approvals: [Approval](repeating: [0], count: ballots))
        return WhatIf.rules(beside: [(.greedy(GreedyRule()), instance, profile)], scale: 1)[0].map(\.name)
    }

    @Test("there are 17 beside greedy that passes over what does not fit")
    func all() throws {
        let names = try names([5, 7], budget: 10)
        #expect(names.count == 17)
        #expect(names.count { $0 == "max-welfare" } == 2 && names.count { $0 == "greedy" } == 5)
    }

    @Test("maximum welfare is left out where it might not decide: by many projects, and a budget of many parts")
    func maxWelfare() throws {
        let costs = (0...20).map { 2 * $0 + 3 }
        #expect(try names(costs, budget: 1_999_999).contains("max-welfare"))
        #expect(try !names(costs, budget: 2_000_000).contains("max-welfare"))
        #expect(try names(costs.map { $0 * 10 }, budget: 2_000_000).contains("max-welfare"))
        #expect(try names(costs.dropLast(), budget: 2_000_000).contains("max-welfare"))
    }

    @Test("maximin support is left out above 50,000 approvals, as everybody who verifies would wait for it")
    func maximinSupport() throws {
        #expect(try names([5], budget: 10, ballots: 50_000).contains("maximin-support"))
        #expect(try !names([5], budget: 10, ballots: 50_001).contains("maximin-support"))
    }

    @Test("maximin support, Phragmén and equal shares are left out where projects or different ballots are very many")
    func weight() throws {
        let costs = [Int](repeating: 5, count: 1000)
        #expect(try names(costs.dropLast(800), budget: 10, ballots: 50_000).contains("maximin-support"))
        #expect(try !names(costs.dropLast(799), budget: 10, ballots: 50_000).contains("maximin-support"))
        for name in ["equal-shares", "phragmen"] {
            #expect(try names(costs, budget: 10).contains(name))
            #expect(try !names(costs + [5], budget: 10).contains(name))
        }
        let (instance, profile) = try heaviest()
        #expect(profile.weight == 20_000_000_000)
        let (_, heavier) = try heaviest(more: 1)
        #expect(heavier.weight == 20_000_001_000)
        #expect(families([(instance, profile)]) == [["equal-shares", "phragmen", "max-welfare"]])
        #expect(families([(instance, heavier)]) == [["max-welfare"]])
    }

    /// 1,000 projects and different ballots that have the greatest weight, and `more` names.
    private func heaviest(more: Int = 0) throws -> (Instance, Profile) {
        var ballots: [Approval] = []
        var left = 20_000_000_000 / 1_000
        while left > 2_100 {
            let (start, length) = (ballots.count % 900, 40 + ballots.count / 900)
            ballots.append(Array(start..<start + length))
            left -= 1_000 + length
        }
        ballots.append(Array(0..<left - 1_000 + more))
        let projects = (0..<1_000).map { Project(id: "\($0)", cost: 5) }
        let instance = try Instance(budget: 10, projects: projects)
        return (instance, try Profile(instance, approvals: ballots))
    }

    /// The names of the rules but greedy, each once, by contest.
    private func families(_ contests: [(Instance, Profile)]) -> [[String]] {
        let rules = WhatIf.rules(beside: contests.map { (.greedy(GreedyRule()), $0, $1) }, scale: 1)
        return rules.map { rules in
            var names: [String] = []
            for name in rules.map(\.name) where name != "greedy" && !names.contains(name) { names.append(name) }
            return names
        }
    }

    @Test("what all contests of a record ask for together is bounded, in the manifest's order")
    func together() throws {
        let all = ["equal-shares", "phragmen", "maximin-support", "max-welfare"]
        func small(_ costs: [Int], budget: Int, ballots: Int) throws -> (Instance, Profile) {
            let projects = costs.enumerated().map { Project(id: "\($0)", cost: $1) }
            let instance = try Instance(budget: budget, projects: projects)
            return (instance, try Profile(instance, approvals: [Approval](repeating: [0], count: ballots)))
        }
        let tiny = try small([5], budget: 10, ballots: 1)
        let heaviest = try heaviest()
        // Shares: two of the greatest weight, or one and whatever is smaller.
        #expect(
            families([heaviest, tiny, heaviest, tiny]).map { $0.contains("phragmen") } == [true, true, false, true])
        #expect(families([heaviest, heaviest, tiny]).map { $0.contains("phragmen") } == [true, true, false])
        #expect(families([heaviest, heaviest, tiny])[2] == ["maximin-support", "max-welfare"])
        let approvals = try small([Int](repeating: 5, count: 200), budget: 10, ballots: 50_000)
        #expect(
            families([approvals, tiny, approvals, tiny]).map { $0.contains("maximin-support") }
                == [true, true, false, true])
        #expect(families([approvals, approvals, tiny])[2] == ["equal-shares", "phragmen", "max-welfare"])
        let sums = try small((1...100).map { 2 * $0 + 1 }, budget: 1_999_999, ballots: 1)
        #expect(families([sums, sums, sums, tiny]) == [all, all, all.dropLast(), all])
    }
}
