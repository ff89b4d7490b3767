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
        return WhatIf.others(than: .greedy(GreedyRule()), profile, instance, increment: 1).map(\.name)
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
        // 1,000 projects, and different ballots that name 2,000,000 of them together.
        let projects = costs.indices.map { Project(id: "\($0)", cost: 5) }
        let instance = try Instance(budget: 10, projects: projects)
        var ballots = (0..<2_000).map { ballot in Array(0..<1_000).filter { $0 != ballot % 1_000 } }
        for ballot in 1_000..<2_000 { ballots[ballot].removeAll { $0 == (ballot + 1) % 1_000 } }
        func rules(_ more: [Approval]) throws -> [String] {
            let profile = try Profile(instance, approvals: ballots + more)
            return WhatIf.others(than: .greedy(GreedyRule()), profile, instance, increment: 1).map(\.name)
        }
        let more = [1000, 996, 995].map { Array(0..<$0) }
        #expect(ballots.reduce(0) { $0 + $1.count } == 1_997_000)
        #expect(try rules(more + [Array(0..<9)]).contains("phragmen"))
        let heavier = try rules(more + [Array(0..<10)])
        #expect(!heavier.contains("phragmen") && !heavier.contains("equal-shares"))
    }
}
