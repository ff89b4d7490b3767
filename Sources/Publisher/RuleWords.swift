import BudgetRules

extension Words {
    /// What the rule does, in a sentence or two.
    func rule(_ rule: Rule) -> String {
        switch rule {
        case .greedy(let greedy):
            "\(self("rule.greedy.\(greedy.satisfaction.rawValue)")) \(self("rule.leftover.\(greedy.leftover.rawValue)"))"
        case .equalShares(let shares) where shares.completion == .greedy || shares.completion == .add1u:
            "\(self("rule.equal-shares")) \(self("rule.completion.greedy"))"
        case .phragmen(let phragmen) where phragmen.completion == .greedy:
            "\(self("rule.phragmen")) \(self("rule.completion.greedy"))"
        case .maxWelfare(let welfare): self("rule.max-welfare.\(welfare.satisfaction.rawValue)")
        case .equalShares, .phragmen, .maximinSupport: self("rule.\(rule.name)")
        }
    }
}
