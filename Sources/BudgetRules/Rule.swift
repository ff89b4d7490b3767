/// A rule that turns votes into winners, as a manifest names it: a pure function of the instance, the ballots and the
/// order that breaks ties.
public enum Rule: Hashable, Sendable {
    case greedy(GreedyRule)
    case equalShares(EqualShares)
    case phragmen(SequentialPhragmen)
    case maximinSupport(MaximinSupport)
    case maxWelfare(MaxWelfare)

    public var name: String { rule.name }

    /// The rule itself.
    public var rule: any BudgetRule {
        switch self {
        case .greedy(let rule): rule
        case .equalShares(let rule): rule
        case .phragmen(let rule): rule
        case .maximinSupport(let rule): rule
        case .maxWelfare(let rule): rule
        }
    }

    /// What a project brings its supporters under the rule.
    public var satisfaction: Satisfaction {
        switch self {
        case .greedy(let rule): rule.satisfaction
        case .equalShares(let rule): rule.satisfaction
        case .maxWelfare(let rule): rule.satisfaction
        case .phragmen, .maximinSupport: .cost
        }
    }

    /// The least score with which a project competes.
    public var minScore: Int {
        switch self {
        case .greedy(let rule): rule.minScore
        case .equalShares(let rule): rule.minScore
        case .phragmen(let rule): rule.minScore
        case .maximinSupport(let rule): rule.minScore
        case .maxWelfare(let rule): rule.minScore
        }
    }

    /// The outcome of `ballots`, all of them valid, blank ones included.
    ///
    /// `excluded` names projects that can't win, and why; `tieOrder` holds the id of every project once, and of
    /// projects that tie the one that stands first there goes first. Throws `RuleError` when the arguments don't fit
    /// each other.
    public func decide(
        _ instance: Instance, ballots: [Approval], excluded: [String: Exclusion] = [:], tieOrder: [String]
    ) throws(RuleError) -> Outcome {
        let profile = try Profile(instance, approvals: ballots)
        return try rule.decide(instance, profile, excluded: excluded, tieOrder: tieOrder)
    }
}

/// Why a rule can't decide.
public enum RuleError: Error, Hashable, Sendable, CustomStringConvertible {
    case unsupported(VoteType)
    case ballot(Int, Invalidity)
    case votes(found: Int, expected: Int)
    case negativeVotes(String, Int)
    case excluded(String)
    case tieOrder(found: Int, expected: Int)
    case tieOrderUnknown(String)
    case tieOrderRepeated(String)
    case negativeCap(String, Int)
    case incompatible([String])
    case undefined(rule: String, VoteType)
    case ballots(String, VoteType)
    case negativePoints(Int, String, Int)
    case points(Int, String, expected: Int)
    case pointsOverflow(Int)
    case amountsOverflow
    case increment(Int)
    case tooManyCombinations(Int)
    case work(String, String, most: Int, found: Int)

    public var description: String {
        switch self {
        case .unsupported(let type): "vote type \(type.rawValue) is not supported"
        case .ballot(let index, let fault): "ballot \(index): \(fault)"
        case .votes(let found, let expected): "expected the votes of \(expected) projects, found \(found)"
        case .negativeVotes(let id, let votes): "project \(id): expected 0 votes or more, found \(votes)"
        case .excluded(let id): "excluded: expected a project's id, found \(id)"
        case .tieOrder(let found, let expected): "tie order: expected \(expected) ids, found \(found)"
        case .tieOrderUnknown(let id): "tie order: expected a project's id, found \(id)"
        case .tieOrderRepeated(let id): "tie order: expected each id once, found \(id) twice"
        case .negativeCap(let name, let cap): "cap of \(name): expected 0 or more, found \(cap)"
        case .incompatible(let ids):
            "incompatible: expected the ids of two projects or more, each once, found \(ids.joined(separator: ", "))"
        case .undefined(let rule, let type): "rule \(rule): not defined for vote type \(type.rawValue)"
        case .ballots(let found, let type): "expected ballots of vote type \(type.rawValue), found \(found)"
        case .negativePoints(let index, let id, let points):
            "ballot \(index), project \(id): expected 0 points or more, found \(points)"
        case .points(let index, let found, let count):
            "ballot \(index): expected \(count) whole numbers of points, found \"\(found)\""
        case .pointsOverflow(let index):
            "ballot \(index): expected all points together to be at most \(Int.max), found more"
        case .amountsOverflow: "expected amounts that can be added in \(Int.bitWidth) bits, found larger ones"
        case .increment(let found): "expected an increment above 0 and large enough for the costs, found \(found)"
        case .tooManyCombinations(let most): "expected \(most) combinations to compare at most, found more"
        case .work(let rule, let what, let most, let found):
            "expected a rule \(rule) that ends in time, for at most \(most) \(what), found \(found)"
        }
    }
}
