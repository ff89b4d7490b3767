import BallotCrypto

/// A lie that a mixer of two rows can tell with a proof in which one equation alone does not hold.
package struct FalseStatement: Sendable, CustomStringConvertible {
    package let description: String
    /// The one that catches it, as `Shuffle` names it.
    package let equation: String
    package let prover: FalseProver

    private init(_ description: String, caughtBy equation: String, _ prover: FalseProver) {
        self.description = description
        self.equation = equation
        self.prover = prover
    }

    package static let unit = [[1, 0], [0, 1]]
    package static let exchange = [[0, 1], [1, 0]]
    /// Each row is scaled, and the scales multiply to 1.
    private static let negated = [[-1, 0], [0, -1]]
    /// Rows that sum to 1, and the inverse of the transpose.
    private static let shear = [[2, -1], [1, 0]]
    private static let unshear = [[0, -1], [1, 2]]

    package static let all = [
        FalseStatement(
            "both rows are negated, in the commitment and in the output", caughtBy: "E1",
            FalseProver(committed: negated, mixing: negated)),
        FalseStatement(
            "rows of the commitment sum to 1, but are no permutation; the output mixes the votes", caughtBy: "E2",
            FalseProver(committed: shear, mixing: unshear)),
        FalseStatement(
            "responses and output are of negated rows, the commitment is of a permutation", caughtBy: "E3",
            FalseProver(committed: unit, answered: negated, mixing: negated)),
        FalseStatement(
            "G is added to a of the first output", caughtBy: "E4a of column 1",
            FalseProver(committed: exchange, mixing: exchange, forgery: (.one, .zero))),
        FalseStatement(
            "G is added to b of the first output", caughtBy: "E4b of column 1",
            FalseProver(committed: exchange, mixing: exchange, forgery: (.zero, .one))),
        FalseStatement(
            "the chain multiplies up other factors than the responses are for; the output mixes the votes",
            caughtBy: "E5", FalseProver(committed: shear, chained: unit, answered: shear, mixing: unshear)),
    ]
}
