import BallotCrypto
import BudgetRules

/// Why an opened row does not count: the word that the outcome document has for it (spec/tally.md, "Valid, blank,
/// invalid").
public enum InvalidRow: String, Error, Sendable {
    case identity
    case oddY = "odd-y"
    case length
    case padding
    case counter
    case unusedBits = "unused-bits"
    case tooFew = "too-few"
    case tooMany = "too-many"
    case tooCheap = "too-cheap"
    case tooDear = "too-dear"

    package init(_ fault: EmbeddingFault) {
        self =
            switch fault {
            case .identity: .identity
            case .oddY: .oddY
            case .length: .length
            case .padding: .padding
            case .counter: .counter
            }
    }

    /// Nil for what no selection can be.
    package init?(_ fault: Invalidity) {
        switch fault {
        case .tooFew: self = .tooFew
        case .tooMany: self = .tooMany
        case .tooCheap: self = .tooCheap
        case .tooDear: self = .tooDear
        case .unsupported, .unknownProject, .outOfOrder: return nil
        }
    }
}
