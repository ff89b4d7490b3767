/// How a ballot is filled in, by Pabulib's names.
public enum VoteType: String, Hashable, Sendable, CaseIterable {
    case approval
    /// Approval of one project at most.
    case chooseOne = "choose-1"
    case cumulative
    case ordinal
    case scoring

    /// Whether this version can check and count such ballots.
    public var isSupported: Bool { self == .approval || self == .chooseOne }
}

/// What a ballot that isn't blank has to keep to.
public struct Limits: Hashable, Sendable {
    /// The least and the greatest number of projects.
    public var minLength: Int
    public var maxLength: Int?
    /// The least and the greatest cost of the approved projects together.
    public var minSumCost: Int?
    public var maxSumCost: Int?

    public init(minLength: Int = 0, maxLength: Int? = nil, minSumCost: Int? = nil, maxSumCost: Int? = nil) {
        self.minLength = minLength
        self.maxLength = maxLength
        self.minSumCost = minSumCost
        self.maxSumCost = maxSumCost
    }
}

/// A vote: the approved projects' places on the ballot, from 0, ascending, each once; empty for a blank vote.
public typealias Approval = [Int]

/// Why a vote doesn't count.
public enum Invalidity: Error, Hashable, Sendable, CustomStringConvertible {
    case unsupported(VoteType)
    case unknownProject(Int, projects: Int)
    case outOfOrder(Int, after: Int)
    case tooFew(found: Int, min: Int)
    case tooMany(found: Int, max: Int)
    case tooCheap(found: Int, min: Int)
    case tooDear(found: Int, max: Int)

    public var description: String {
        switch self {
        case .unsupported(let type): "vote type \(type.rawValue) is not supported"
        case .unknownProject(let index, let projects): "expected a project below \(projects), found \(index)"
        case .outOfOrder(let index, let previous): "expected a project after \(previous), found \(index)"
        case .tooFew(let found, let min): "expected at least \(min) projects, found \(found)"
        case .tooMany(let found, let max): "expected at most \(max) projects, found \(found)"
        case .tooCheap(let found, let min): "expected projects that cost at least \(min), found \(found)"
        case .tooDear(let found, let max): "expected projects that cost at most \(max), found \(found)"
        }
    }
}
