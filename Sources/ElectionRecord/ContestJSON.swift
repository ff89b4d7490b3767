import BudgetRules
import Wire

extension Contest {
    init(_ json: JSON) throws(WireError) {
        var members = try Members(json, of: "the contest")
        id = try members.string("id")
        title = try members.texts("title")
        budget = try members.integer("budget", in: 1...JSON.largestInteger)
        voteType = try members.named("vote_type")
        limits = Limits(
            minLength: try members.integer("min_length", in: 0...10_000), maxLength: try members.limit("max_length"),
            minSumCost: try members.limit("min_sum_cost"), maxSumCost: try members.limit("max_sum_cost"))
        rule = try Rule(members.json("rule"))
        ties = try members.named("ties")
        projects = try ArtifactReference(members.json("projects"), of: "the contest's projects")
        try members.finish()
    }

    var json: JSON {
        [
            "id": .string(id), "title": JSON(title), "budget": .integer(budget),
            "vote_type": .string(voteType.rawValue), "min_length": .integer(limits.minLength),
            "max_length": JSON(limit: limits.maxLength), "min_sum_cost": JSON(limit: limits.minSumCost),
            "max_sum_cost": JSON(limit: limits.maxSumCost), "rule": rule.json, "ties": .string(ties.rawValue),
            "projects": projects.json,
        ]
    }
}

extension Rule {
    init(_ json: JSON) throws(WireError) {
        var members = try Members(json, of: "the rule")
        let name = try members.string("name")
        guard name == "greedy" else { throw WireError("the rule: expected \"greedy\", found \"\(name)\"") }
        let rule = GreedyRule(
            satisfaction: try members.named("satisfaction"), leftover: try members.named("leftover"),
            minScore: try members.integer("min_score", in: 0...JSON.largestInteger),
            neighborhoodCaps: try members.amounts("neighborhood_caps"),
            categoryCaps: try members.amounts("category_caps"),
            fundUnsupported: try members.bool("fund_unsupported"))
        try members.finish()
        self = .greedy(rule)
    }

    var json: JSON {
        switch self {
        case .greedy(let rule):
            [
                "name": "greedy", "satisfaction": .string(rule.satisfaction.rawValue),
                "leftover": .string(rule.leftover.rawValue), "min_score": .integer(rule.minScore),
                "neighborhood_caps": JSON(amounts: rule.neighborhoodCaps),
                "category_caps": JSON(amounts: rule.categoryCaps), "fund_unsupported": .bool(rule.fundUnsupported),
            ]
        }
    }
}

extension Members {
    /// A name from a fixed list.
    mutating func named<Name: RawRepresentable<String> & CaseIterable>(_ name: String) throws(WireError) -> Name {
        let text = try string(name)
        guard let value = Name(rawValue: text) else {
            let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
            throw WireError("\"\(name)\": expected one of \(names), found \"\(text)\"")
        }
        return value
    }

    /// Amounts of money by name.
    mutating func amounts(_ name: String) throws(WireError) -> [String: Int] {
        guard case .object(let members) = try json(name) else { throw WireError("\"\(name)\": expected an object") }
        var amounts: [String: Int] = [:]
        for (key, value) in members {
            guard case .integer(let amount) = value, amount >= 0 else {
                throw WireError("\"\(name)\": expected an amount from 0 for \"\(key)\"")
            }
            amounts[key] = amount
        }
        return amounts
    }
}

extension JSON {
    init(amounts: [String: Int]) { self = .object(amounts.mapValues(JSON.integer)) }
}
