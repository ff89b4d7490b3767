import BudgetRules
import Wire

/// A rule and its settings as manifests and outcome documents write them (spec/tally.md).
extension Rule {
    init(_ json: JSON) throws(WireError) {
        var members = try Members(json, of: "the rule")
        let name = try members.string("name")
        switch Verbatim(name) {
        case "greedy":
            self = .greedy(
                GreedyRule(
                    satisfaction: try members.named("satisfaction"), leftover: try members.named("leftover"),
                    minScore: try members.minScore(), neighborhoodCaps: try members.caps("neighborhood_caps"),
                    categoryCaps: try members.caps("category_caps"),
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
                "neighborhood_caps": JSON(caps: rule.neighborhoodCaps),
                "category_caps": JSON(caps: rule.categoryCaps),
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
        guard let value = Name.allCases.first(where: { $0.rawValue.isSame(as: text) }) else {
            let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
            throw WireError("\"\(name)\": expected one of \(names), found \"\(text)\"")
        }
        return value
    }

    /// Amounts of money by neighbourhood or category, no two of which have one NFC form.
    package mutating func caps(_ name: String) throws(WireError) -> [String: Int] {
        var caps: [NFCName: Int] = [:]
        for (key, amount) in try amounts(name) {
            guard caps.updateValue(amount, forKey: NFCName(key.text)) == nil else {
                throw WireError("\"\(name)\": expected each name once, found \"\(key)\" in another form too")
            }
        }
        return Dictionary(caps.map { ($0.text, $1) }) { first, _ in first }
    }

    /// Numbers from 0 by name.
    package mutating func amounts(_ name: String) throws(WireError) -> [Verbatim: Int] {
        guard case .object(let members) = try json(name) else { throw WireError("\"\(name)\": expected an object") }
        var amounts: [Verbatim: Int] = [:]
        for (key, value) in members {
            try NFCName.require(key.text, "\"\(name)\"")
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
    init(amounts: [Verbatim: Int]) { self = .object(amounts.mapValues(JSON.integer)) }

    init(caps: [String: Int]) { self = .object(caps.mapValues(JSON.integer)) }
}
