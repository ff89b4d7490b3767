/// A rule that turns votes into winners: a pure function of the instance, the ballots and the order that breaks ties.
public enum Rule: Hashable, Sendable {
    case greedy(GreedyRule)

    public var name: String {
        switch self {
        case .greedy: "greedy"
        }
    }

    /// The outcome of `ballots`, all of them valid, blank ones included.
    ///
    /// `withdrawn` names projects that can't win; `tieOrder` holds the id of every project once, and of projects that
    /// tie the one that stands first there goes first. Throws `RuleError` when the arguments don't fit each other.
    public func decide(
        _ instance: Instance, ballots: [Approval], withdrawn: Set<String> = [], tieOrder: [String]
    ) throws(RuleError) -> Outcome {
        switch self {
        case .greedy(let rule):
            let votes = try instance.votes(ballots)
            return try rule.decide(instance, votes: votes, withdrawn: withdrawn, tieOrder: tieOrder)
        }
    }
}

/// What a project brings its supporters; rules compare it for each unit of money.
public enum Satisfaction: String, Hashable, Sendable, CaseIterable {
    /// Its cost: the greedy rule then goes by votes.
    case cost
    /// 1: the greedy rule then goes by votes per cost.
    case number
}

/// Why a rule can't decide.
public enum RuleError: Error, Hashable, Sendable, CustomStringConvertible {
    case unsupported(VoteType)
    case ballot(Int, Invalidity)
    case votes(found: Int, expected: Int)
    case negativeVotes(String, Int)
    case withdrawn(String)
    case tieOrder(found: Int, expected: Int)
    case tieOrderUnknown(String)
    case tieOrderRepeated(String)
    case negativeCap(String, Int)
    case undefined(rule: String, VoteType)
    case ballots(String, VoteType)
    case negativePoints(Int, String, Int)
    case points(Int, String, expected: Int)
    case pointsOverflow(Int)
    case amountsOverflow
    case increment(Int)
    case tooManyRuns(Int)
    case tooManyCombinations(Int)

    public var description: String {
        switch self {
        case .unsupported(let type): "vote type \(type.rawValue) is not supported"
        case .ballot(let index, let fault): "ballot \(index): \(fault)"
        case .votes(let found, let expected): "expected the votes of \(expected) projects, found \(found)"
        case .negativeVotes(let id, let votes): "project \(id): expected 0 votes or more, found \(votes)"
        case .withdrawn(let id): "withdrawn: expected a project's id, found \(id)"
        case .tieOrder(let found, let expected): "tie order: expected \(expected) ids, found \(found)"
        case .tieOrderUnknown(let id): "tie order: expected a project's id, found \(id)"
        case .tieOrderRepeated(let id): "tie order: expected each id once, found \(id) twice"
        case .negativeCap(let name, let cap): "cap of \(name): expected 0 or more, found \(cap)"
        case .undefined(let rule, let type): "rule \(rule): not defined for vote type \(type.rawValue)"
        case .ballots(let found, let type): "expected ballots of vote type \(type.rawValue), found \(found)"
        case .negativePoints(let index, let id, let points):
            "ballot \(index), project \(id): expected 0 points or more, found \(points)"
        case .points(let index, let found, let count):
            "ballot \(index): expected \(count) whole numbers of points, found \"\(found)\""
        case .pointsOverflow(let index):
            "ballot \(index): expected all points together to be at most \(Int.max), found more"
        case .amountsOverflow: "expected amounts that can be added in \(Int.bitWidth) bits, found larger ones"
        case .increment(let found): "expected an increment above 0, found \(found)"
        case .tooManyRuns(let runs): "expected an end within \(runs) runs, found none: a larger increment is needed"
        case .tooManyCombinations(let most): "expected \(most) combinations to compare at most, found more"
        }
    }
}
