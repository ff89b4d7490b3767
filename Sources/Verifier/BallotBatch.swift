import BallotCrypto
import Dispatch
import Synchronization

/// Ballots whose proofs are verified together, on all cores, while others are taken in.
final class BallotBatch: Sendable {
    typealias Verdict = Result<UnverifiedBallot, CryptoError>

    let ballots: [[UInt8]]
    private let done = DispatchGroup()
    private let verdicts = Mutex<[Verdict]>([])

    /// Begins. The first `proven` were proven before; `key` is nil while there is none.
    init(_ ballots: [[UInt8]], proven: Int, under key: Point?, _ check: EquationCheck) {
        self.ballots = ballots
        DispatchQueue.global().async(group: done) { [self] in
            let known = max(0, min(ballots.count, proven))
            let verified = Self.verified(ballots, after: known, under: key, check)
            verdicts.withLock { $0 = verified }
        }
    }

    /// Waits until all are verified.
    func verified() -> [Verdict] {
        done.wait()
        return verdicts.withLock { $0 }
    }

    /// The proofs of those that parse are checked together; the first `known` were proven before.
    private static func verified(
        _ ballots: [[UInt8]], after known: Int, under key: Point?, _ check: EquationCheck
    ) -> [Verdict] {
        guard let key else {
            return ballots.map { _ in .failure(CryptoError("a ballot stands before there is an election key")) }
        }
        let parsed = parallelMap(count: ballots.count) { index in
            Result { () throws(CryptoError) in try UnverifiedBallot(parsing: ballots[index]) }
        }
        let fresh = parsed.dropFirst(known).compactMap { try? $0.get() }
        var verdicts: ArraySlice<Result<Ballot, CryptoError>>
        switch check {
        case .folded: verdicts = Ballot.verified(fresh, under: key)[...]
        case .each:
            verdicts =
                parallelMap(count: fresh.count) { index in
                    Result { () throws(CryptoError) in try Ballot(verifying: fresh[index], under: key) }
                }[...]
        }
        return parsed.prefix(known)
            + parsed.dropFirst(known).map { $0.flatMap { _ in verdicts.removeFirst().map(\.content) } }
    }
}
