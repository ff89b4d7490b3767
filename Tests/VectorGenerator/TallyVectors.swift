import BallotCrypto
import BudgetRules
import ElectionRecord
import Wire

/// vectors/tally.json: selections to bytes, the lot, and every rule with each of its settings.
enum TallyVectors {
    private static let projects = [
        Project(id: "A", cost: 600, name: "A", categories: ["groen"], neighborhood: "Noord"),
        Project(id: "B", cost: 500, name: "B", categories: ["groen"], neighborhood: "Zuid"),
        Project(id: "C", cost: 300, name: "C", categories: ["sport"], neighborhood: "Noord"),
        Project(id: "D", cost: 100, name: "D", categories: ["sport"], neighborhood: "Zuid"),
        Project(id: "E", cost: 0, name: "E", categories: [], neighborhood: nil),
        Project(id: "F", cost: 200, name: "F", categories: ["groen"], neighborhood: "Zuid"),
    ]
    /// Categories and a neighbourhood in two forms of one name, and a category twice.
    private static let forms = [
        Project(id: "A", cost: 600, name: "A", categories: ["Café", "Cafe\u{301}"], neighborhood: "IJ-oever"),
        Project(id: "B", cost: 500, name: "B", categories: ["groen", "groen"], neighborhood: "Île"),
        Project(id: "C", cost: 300, name: "C", categories: ["Cafe\u{301}", "groen"], neighborhood: "I\u{302}le"),
    ]
    private static let budget = 1000
    private static let votes = [[0, 1], [0, 1, 2], [0, 2], [1, 3], [0, 3, 4], [], [1, 2]]

    static func all() throws -> JSON {
        [
            "selections": try selections(), "limits": try limits(), "lot": lot(),
            "projects": .array(projects.map(project)), "ballots": .array(votes.map(JSON.integers)),
            "budget": .integer(budget), "outcomes": .array(try rules().map(outcome)),
        ]
    }

    private static func project(_ project: Project) -> JSON {
        var members: [String: JSON] = [
            "project_id": .string(project.id), "cost": .integer(project.cost), "category": .strings(project.categories),
        ]
        if let neighborhood = project.neighborhood { members["neighborhood"] = .string(neighborhood) }
        return .object(members)
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
            budget: 1000, projects: projects,
            limits: Limits(minLength: 2, maxLength: 3, minSumCost: 300, maxSumCost: 1000))
        return [
            "min_length": 2, "max_length": 3, "min_sum_cost": 300, "max_sum_cost": 1000,
            "cases": .array(
                [[], [0], [0, 1], [3, 4], [1, 2, 3], [0, 1, 2, 3]].map { places in
                    let reason = instance.check(places).flatMap(InvalidRow.init)
                    return ["selected": .integers(places), "reason": .string(reason?.rawValue ?? "")]
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

    private struct Case {
        var comment: String
        var rule: Rule
        var withdrawn: [String] = []
        var order = TallyVectors.projects.map(\.id)
        /// What it is about when that is not the vectors' own budget and projects; ballots then name the first ones.
        var budget = TallyVectors.budget
        var projects = TallyVectors.projects
        var isOpened = true
    }

    private static func rules() -> [Case] {
        func greedy(_ comment: String, _ rule: GreedyRule) -> Case { Case(comment: comment, rule: .greedy(rule)) }
        func shares(_ comment: String, _ rule: EqualShares) -> Case { Case(comment: comment, rule: .equalShares(rule)) }
        return [
            greedy("skip", GreedyRule()), greedy("stop", GreedyRule(leftover: .stop)),
            greedy("part-fund", GreedyRule(leftover: .partFund)),
            Case(
                comment: "part-fund ends when nothing is left, and grants nothing",
                rule: .greedy(GreedyRule(leftover: .partFund)), budget: 1100),
            greedy("votes per cost", GreedyRule(satisfaction: .number)),
            greedy("a minimum score", GreedyRule(minScore: 3)),
            greedy("a cap on a neighbourhood", GreedyRule(neighborhoodCaps: ["Noord": 500])),
            greedy("a cap on a category", GreedyRule(leftover: .stop, categoryCaps: ["groen": 550])),
            greedy("A and B cannot go together", GreedyRule(incompatible: [["A", "B"]])),
            greedy("one of A, B and C", GreedyRule(incompatible: [["C", "B", "A"]])),
            Case(
                comment: "D is incompatible with two winners: the ballot's first is named",
                rule: .greedy(GreedyRule(incompatible: [["D", "B"], ["A", "D"]])), budget: 2000),
            Case(
                comment:
                    "a category that a project has twice, or in two forms, counts once; the rule's spelling is named",
                rule: .greedy(GreedyRule(categoryCaps: ["Café": 700, "groen": 500])), order: forms.map(\.id),
                budget: 2000, projects: forms),
            Case(
                comment: "neighbourhoods of one NFC form are one; a neighbourhood's cap goes before a category's",
                rule: .greedy(GreedyRule(neighborhoodCaps: ["I\u{302}le": 600], categoryCaps: ["groen": 500])),
                order: forms.map(\.id), budget: 2000, projects: forms),
            Case(comment: "not opened", rule: .greedy(GreedyRule()), isOpened: false),
            Case(comment: "A is withdrawn", rule: .greedy(GreedyRule()), withdrawn: ["A"]),
            Case(
                comment: "the tie of A and B the other way", rule: .greedy(GreedyRule()),
                order: projects.map(\.id).reversed()),
            greedy("unsupported projects too", GreedyRule(fundUnsupported: true)),
            shares("equal shares by cost", EqualShares()),
            shares("equal shares by number", EqualShares(satisfaction: .number)),
            shares("add1, until exhaustive", EqualShares(completion: .add1)),
            shares("add1, until the budget is passed", EqualShares(completion: .add1, exhaustiveStop: false)),
            shares(
                "add1 by number, in steps of 10", EqualShares(satisfaction: .number, completion: .add1, increment: 10)),
            shares("add1u", EqualShares(completion: .add1u)),
            shares("equal shares, then greedy", EqualShares(completion: .greedy)),
            shares("equal shares with a minimum score", EqualShares(minScore: 3)),
            Case(comment: "Phragmén", rule: .phragmen(SequentialPhragmen())),
            Case(
                comment: "Phragmén: A and B cost more than the budget", rule: .phragmen(SequentialPhragmen()),
                budget: 450),
            Case(comment: "Phragmén, then greedy", rule: .phragmen(SequentialPhragmen(completion: .greedy))),
            Case(comment: "maximin support", rule: .maximinSupport(MaximinSupport())),
            Case(comment: "maximum welfare by cost", rule: .maxWelfare(MaxWelfare())),
            Case(comment: "maximum welfare by number", rule: .maxWelfare(MaxWelfare(satisfaction: .number))),
            Case(comment: "maximum welfare without B", rule: .maxWelfare(MaxWelfare()), withdrawn: ["B"]),
        ]
    }

    private static func outcome(_ test: Case) throws -> JSON {
        let instance = try Instance(budget: test.budget, projects: test.projects)
        let contest = Contest(
            id: "vector", title: [:], budget: test.budget, voteType: .approval, limits: Limits(), rule: test.rule,
            ties: .lot, projects: ArtifactReference([]))
        let chosen = votes.map { $0.filter(test.projects.indices.contains) }
        let rows = try chosen.map { Result<Selection, InvalidRow>.success(try Selection($0, of: test.projects.count)) }
        let count = try ContestCount(
            contest, instance, ballots: votes.count, rows: test.isOpened ? rows : nil, withdrawn: Set(test.withdrawn),
            lot: test.order)
        guard case .object(var members) = count.document else { return .null }
        for name in ["contest", "ties", "ballots", "valid", "blank", "invalid"] { members[Verbatim(name)] = nil }
        members["comment"] = .string(test.comment)
        members["withdrawn"] = .strings(test.withdrawn)
        if test.projects.count != projects.count {
            members["projects"] = .array(test.projects.map(project))
            members["votes"] = .array(chosen.map(JSON.integers))
        }
        return .object(members)
    }
}
