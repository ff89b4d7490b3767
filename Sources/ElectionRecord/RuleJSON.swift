import BudgetRules
import Wire

/// A rule and its settings as manifests and outcome documents write them (spec/tally.md).
extension Rule {
    init(_ json: JSON) throws(WireError) {
        var members = try Members(json, of: "the rule")
        let name = try members.string("name")
        switch name {
        case "greedy":
            self = .greedy(
                GreedyRule(
                    satisfaction: try members.named("satisfaction"), leftover: try members.named("leftover"),
                    minScore: try members.minScore(), neighborhoodCaps: try members.amounts("neighborhood_caps"),
                    categoryCaps: try members.amounts("category_caps"),
                    incompatible: try members.idSets("incompatible"),
                    fundUnsupported: try members.bool("fund_unsupported")))
        case "equal-shares":
            self = .equalShares(
                EqualShares(
                    satisfaction: try members.named("satisfaction"), completion: try members.named("completion"),
                    increment: try members.integer("increment", in: 1...JSON.largestInteger),
                    exhaustiveStop: try members.bool("exhaustive_stop"), minScore: try members.minScore()))
        case "phragmen":
            self = .phragmen(
                SequentialPhragmen(completion: try members.named("completion"), minScore: try members.minScore()))
        case "maximin-support": self = .maximinSupport(MaximinSupport(minScore: try members.minScore()))
        case "max-welfare":
            self = .maxWelfare(
                MaxWelfare(satisfaction: try members.named("satisfaction"), minScore: try members.minScore()))
        default:
            throw WireError(
                "the rule: expected greedy, equal-shares, phragmen, maximin-support or max-welfare, found \"\(name)\"")
        }
        try members.finish()
    }

    public var json: JSON {
        switch self {
        case .greedy(let rule):
            [
                "name": .string(name), "satisfaction": .string(rule.satisfaction.rawValue),
                "leftover": .string(rule.leftover.rawValue), "min_score": .integer(rule.minScore),
                "neighborhood_caps": JSON(amounts: rule.neighborhoodCaps),
                "category_caps": JSON(amounts: rule.categoryCaps),
                "incompatible": .array(rule.incompatible.map { .array($0.map(JSON.string)) }),
                "fund_unsupported": .bool(rule.fundUnsupported),
            ]
        case .equalShares(let rule):
            [
                "name": .string(name), "satisfaction": .string(rule.satisfaction.rawValue),
                "completion": .string(rule.completion.rawValue), "increment": .integer(rule.increment),
                "exhaustive_stop": .bool(rule.exhaustiveStop), "min_score": .integer(rule.minScore),
            ]
        case .phragmen(let rule):
            [
                "name": .string(name), "completion": .string(rule.completion.rawValue),
                "min_score": .integer(rule.minScore),
            ]
        case .maximinSupport(let rule): ["name": .string(name), "min_score": .integer(rule.minScore)]
        case .maxWelfare(let rule):
            [
                "name": .string(name), "satisfaction": .string(rule.satisfaction.rawValue),
                "min_score": .integer(rule.minScore),
            ]
        }
    }
}

extension Members {
    fileprivate mutating func minScore() throws(WireError) -> Int {
        try integer("min_score", in: 0...JSON.largestInteger)
    }

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
    package mutating func amounts(_ name: String) throws(WireError) -> [String: Int] {
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

    /// Lists of project ids.
    package mutating func idSets(_ name: String) throws(WireError) -> [[String]] {
        var sets: [[String]] = []
        for element in try array(name) {
            guard case .array(let ids) = element else { throw WireError("\"\(name)\": expected arrays of ids") }
            var set: [String] = []
            for id in ids {
                guard case .string(let id) = id else { throw WireError("\"\(name)\": expected arrays of ids") }
                set.append(id)
            }
            sets.append(set)
        }
        return sets
    }
}

extension JSON {
    init(amounts: [String: Int]) { self = .object(amounts.mapValues(JSON.integer)) }
}
