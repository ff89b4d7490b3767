import BallotCrypto
import BudgetRules
import ElectionRecord
import Wire

/// vectors/tally.json: selections to bytes, the lot, and the greedy rule with each of its parameters.
enum TallyVectors {
    private static let projects = [
        Project(id: "A", cost: 600, name: "A", categories: ["groen"], neighborhood: "Noord"),
        Project(id: "B", cost: 500, name: "B", categories: ["groen"], neighborhood: "Zuid"),
        Project(id: "C", cost: 300, name: "C", categories: ["sport"], neighborhood: "Noord"),
        Project(id: "D", cost: 100, name: "D", categories: ["sport"], neighborhood: "Zuid"),
        Project(id: "E", cost: 0, name: "E", categories: [], neighborhood: nil),
        Project(id: "F", cost: 200, name: "F", categories: ["groen"], neighborhood: "Zuid"),
    ]
    private static let votes = [[0, 1], [0, 1, 2], [0, 2], [1, 3], [0, 3, 4], [], [1, 2]]

    static func all() throws -> JSON {
        [
            "selections": try selections(), "limits": try limits(), "lot": lot(),
            "projects": .array(
                projects.map {
                    var members: [String: JSON] = [
                        "project_id": .string($0.id), "cost": .integer($0.cost), "category": .strings($0.categories),
                    ]
                    if let neighborhood = $0.neighborhood { members["neighborhood"] = .string(neighborhood) }
                    return .object(members)
                }),
            "ballots": .array(votes.map(JSON.integers)), "budget": 1000,
            "outcomes": .array(try rules().map(outcome)),
        ]
    }

    private static func selections() throws -> JSON {
        [
            "valid": .array(
                try [([], 5), ([0], 5), ([4], 5), ([0, 8, 9], 10), ([0, 7, 239, 240], 241)].map { places, count in
                    let selection = try Selection(places, of: count)
                    return [
                        "projects": .integer(count), "selected": .integers(places), "bytes": .hex(selection.bytes),
                        "elements": .array(selection.elements.map { .hex($0) }),
                    ]
                }),
            "refused": [
                ["comment": "an unused bit is set", "projects": 5, "bytes": "04", "refused_by": "V10"],
                ["comment": "a byte more", "projects": 5, "bytes": "0000", "refused_by": "V10"],
            ],
        ]
    }

    private static func limits() throws -> JSON {
        let instance = try Instance(
            budget: 1000, projects: projects, limits: Limits(minLength: 2, maxLength: 3, maxSumCost: 1000))
        return [
            "min_length": 2, "max_length": 3, "max_sum_cost": 1000,
            "cases": .array(
                [[], [0], [0, 1], [1, 2, 3], [0, 2, 3, 4]].map { places in
                    ["selected": .integers(places), "valid": .bool(instance.check(places) == nil)]
                }),
        ]
    }

    private static func lot() -> JSON {
        let opened: [[[UInt8]]] = [[[0x80], [0x00], [0x40]], []]
        let lot = Lot(tctx: CryptographyVectors.tctx, opened: opened)
        return [
            "tctx": .hex(CryptographyVectors.tctx.bytes),
            "opened": .array(opened.map { .array($0.map { .hex($0) }) }), "seed": .hex(lot.seed.bytes),
            "order of contest 0": .strings(lot.order(of: projects.map(\.id), contest: 0)),
            "order of contest 1": .strings(lot.order(of: projects.map(\.id), contest: 1)),
        ]
    }

    private static func rules() -> [(comment: String, rule: GreedyRule, withdrawn: Set<String>, order: [String])] {
        let order = projects.map(\.id)
        return [
            ("skip", GreedyRule(), [], order), ("stop", GreedyRule(leftover: .stop), [], order),
            ("part-fund", GreedyRule(leftover: .partFund), [], order),
            ("votes per cost", GreedyRule(satisfaction: .number), [], order),
            ("a minimum score", GreedyRule(minScore: 3), [], order),
            ("a cap on a neighbourhood", GreedyRule(neighborhoodCaps: ["Noord": 500]), [], order),
            ("a cap on a category", GreedyRule(leftover: .stop, categoryCaps: ["groen": 550]), [], order),
            ("A is withdrawn", GreedyRule(), ["A"], order),
            ("the tie of A and B the other way", GreedyRule(), [], order.reversed()),
            ("unsupported projects too", GreedyRule(fundUnsupported: true), [], order),
        ]
    }

    private static func outcome(
        _ rule: (comment: String, rule: GreedyRule, withdrawn: Set<String>, order: [String])
    ) throws -> JSON {
        let instance = try Instance(budget: 1000, projects: projects)
        let outcome = try Rule.greedy(rule.rule).decide(
            instance, ballots: votes, withdrawn: rule.withdrawn, tieOrder: rule.order)
        return [
            "comment": .string(rule.comment), "satisfaction": .string(rule.rule.satisfaction.rawValue),
            "leftover": .string(rule.rule.leftover.rawValue), "min_score": .integer(rule.rule.minScore),
            "neighborhood_caps": .object(rule.rule.neighborhoodCaps.mapValues(JSON.integer)),
            "category_caps": .object(rule.rule.categoryCaps.mapValues(JSON.integer)),
            "fund_unsupported": .bool(rule.rule.fundUnsupported), "withdrawn": .strings(rule.withdrawn.sorted()),
            "tie_order": .strings(rule.order),
            "winners": .array(
                outcome.winners.map {
                    ["project": .string(projects[$0.project].id), "granted": .integer($0.granted)]
                }),
            "votes": .integers(outcome.votes), "left": .integer(outcome.left),
            "tied": .array(
                outcome.ties.map {
                    ["projects": .strings($0.projects.map { projects[$0].id }), "decisive": .bool($0.decisive)]
                }),
            "decisions": .object(
                Dictionary(outcome.trace.map { (projects[$0.project].id, JSON.string($0.decision.name)) }) { first, _ in
                    first
                }),
        ]
    }
}
