/// What a project that wins brings those who support it; rules compare it for each unit of money.
public enum Satisfaction: String, Hashable, Sendable, CaseIterable {
    /// Its cost, for every ballot that approves of it.
    case cost
    /// 1, for every ballot that approves of it.
    case number
    /// The points that a cumulative or scoring ballot gives it.
    case points
    /// What a ranking of k projects gives it: k - 1 if it stands first, down to 0 if it stands last.
    case borda

    /// Whether ballots of this type say it.
    public func isDefined(for type: VoteType) -> Bool {
        switch self {
        case .cost, .number: type.isApproval
        case .points: type == .cumulative || type == .scoring
        case .borda: type == .ordinal
        }
    }

    /// The one that is used where none is named.
    public static func standard(for type: VoteType) -> Satisfaction {
        allCases.first { $0.isDefined(for: type) } ?? .cost
    }
}

extension BudgetRule {
    /// Throws `RuleError.undefined` unless ballots of `type` say what the satisfaction is.
    func require(_ satisfaction: Satisfaction, for type: VoteType) throws(RuleError) {
        guard satisfaction.isDefined(for: type) else {
            throw .undefined(rule: "\(name) with satisfaction \(satisfaction.rawValue)", type)
        }
    }
}
