import BallotCrypto

/// The opening of one contest's last mix: what shares are held against, and what they open.
public struct Opener: Sendable {
    public let list: CiphertextList
    public let contest: Int
    public let context: Digest
    public let keys: ElectionKeys

    public init(list: CiphertextList, contest: Int, context: Digest, keys: ElectionKeys) {
        self.list = list
        self.contest = contest
        self.context = context
        self.keys = keys
    }

    /// What trustee `number`'s proof is about. Throws `RecordError` when there is no such trustee.
    public func statement(trustee number: Int) throws(RecordError) -> DecryptionStatement {
        guard number >= 1, number <= keys.verificationKeys.count else {
            throw RecordError("there is no trustee \(number)")
        }
        return DecryptionStatement(
            electionKey: keys.electionKey, context: context, contest: UInt32(contest), trustee: UInt32(number),
            verificationKey: keys.verificationKeys[number - 1], list: list)
    }

    /// Throws `RecordError` unless the shares are the trustee's own, with proof.
    public func verify(
        _ shares: DecryptionShares, trustee number: Int, _ check: EquationCheck = .folded
    ) throws(RecordError) {
        let statement = try statement(trustee: number)
        do { try statement.verify(shares, check) } catch { throw RecordError("proof does not verify (\(error))") }
    }

    /// The points that the threshold of proven shares opens. Throws `RecordError` when there are too few.
    public func open(_ shares: [Int: DecryptionShares]) throws(RecordError) -> Opening {
        do {
            return Opening(points: try combine(shares, of: list, threshold: keys.threshold), width: list.width)
        } catch {
            throw RecordError("\(error)")
        }
    }

    /// Throws `RecordError` naming the first row that the shares do not open to the published point.
    public func requireOpened(_ opening: Opening, shares: [Int: DecryptionShares]) throws(RecordError) {
        let expected = try open(shares)
        for (row, points) in zip(expected.points, opening.points).enumerated() where points.0 != points.1 {
            throw RecordError("row \(row / max(list.width, 1)) does not open to the published point")
        }
        guard expected.points.count == opening.points.count else {
            throw RecordError("expected \(expected.points.count) opened points, found \(opening.points.count)")
        }
    }
}
