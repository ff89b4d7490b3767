import BudgetRules
import Wire

/// How a Pabulib file names a rule, and says in `comment` what its name leaves out (spec/files.md).
enum PabulibRuleName {
    static func name(of rule: Rule, scale: Int) -> String {
        switch rule {
        case .greedy(let rule):
            let isPlain =
                rule.satisfaction == .cost && rule.neighborhoodCaps.isEmpty && rule.categoryCaps.isEmpty
                && rule.leftover != .partFund
            if !rule.incompatible.isEmpty { return isPlain ? "greedy-exclusive" : "greedy-custom" }
            guard isPlain else { return "greedy-custom" }
            if rule.leftover == .stop { return "greedy-no-skip" }
            return rule.minScore > 0 ? "greedy-threshold" : "greedy"
        case .equalShares(let rule):
            guard rule.satisfaction == .cost else { return "unknown" }
            if rule.completion == .none { return "equalshares" }
            let isUsual = rule.completion == .add1 && rule.exhaustiveStop && rule.increment == scale
            return isUsual ? "equalshares/add1" : "unknown"
        case .phragmen, .maximinSupport, .maxWelfare: return "unknown"
        }
    }

    static func comments(_ rule: Rule, scale: Int) -> [String] {
        switch rule {
        case .greedy(let greedy): return comments(greedy, name(of: rule, scale: scale))
        case .equalShares(let shares):
            guard name(of: rule, scale: scale) == "unknown" else { return [] }
            return [
                "The rule is the Method of Equal Shares with satisfaction \(shares.satisfaction.rawValue), "
                    + "completion \(shares.completion.rawValue), increment \(shares.increment) of the smallest unit, "
                    + "exhaustive stop \(shares.exhaustiveStop ? "on" : "off")."
            ]
        case .phragmen(let rule):
            return ["The rule is Phragmén's sequential rule with completion \(rule.completion.rawValue)."]
        case .maximinSupport: return ["The rule is maximin support."]
        case .maxWelfare(let rule):
            return ["The rule is maximum welfare with satisfaction \(rule.satisfaction.rawValue)."]
        }
    }

    private static func comments(_ rule: GreedyRule, _ name: String) -> [String] {
        var comments: [String] = []
        if rule.satisfaction == .number { comments.append("Projects are taken by votes per cost.") }
        if !rule.categoryCaps.isEmpty {
            comments.append("The budget_per_category is an upper bound on what the chosen projects of a category cost.")
        }
        if !rule.neighborhoodCaps.isEmpty {
            comments.append(
                "The budget_per_neighborhood is an upper bound on what the chosen projects of a neighborhood cost.")
        }
        for ids in rule.incompatible {
            comments.append("One at most of the projects \(ids.joined(separator: ", ")) is chosen.")
        }
        if rule.leftover != .skip, !name.isSame(as: "greedy-no-skip") {
            comments.append("The rule ends at the first project that does not fit.")
        }
        return comments
    }
}
