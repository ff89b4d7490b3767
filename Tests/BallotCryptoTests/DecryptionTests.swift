import Testing
import Wire

@testable import BallotCrypto

@Suite("decryption")
struct DecryptionTests {
    @Test(
        "any t trustees of m open every row, to the same messages (seed any)",
        arguments: [(1, 1), (1, 2), (2, 3), (3, 5), (5, 5)])
    func anyThreshold(_ threshold: Int, _ count: Int) throws {
        var election = try SmallElection(threshold, of: count, seed: "any")
        let list = try election.list(3, width: 2)
        var all: [Int: DecryptionShares] = [:]
        for trustee in 1...count {
            let shares = try election.open(list, by: trustee)
            try election.statement(trustee, list).verify(shares)
            all[trustee] = shares
        }
        let messages = (0..<3).flatMap { row in (0..<2).map { Array("\(row).\($0)".utf8) } }
        for first in 1...count - threshold + 1 {
            let some = all.filter { (first..<first + threshold).contains($0.key) }
            let points = try combine(some, of: list, threshold: threshold)
            #expect(try points.map { try Embedding.decode($0, length: 3) } == messages)
            let few = some.filter { $0.key != first }
            #expect(
                throws: CryptoError("expected the shares of \(threshold) trustees, found \(threshold - 1)")
            ) { try combine(few, of: list, threshold: threshold) }
        }
        #expect(try combine(all, of: list, threshold: threshold).count == 6)
    }

    @Test("fewer than t shares open nothing (seed few)")
    func tooFew() throws {
        var election = try SmallElection(3, of: 3, seed: "few")
        let list = try election.list(1)
        let some = [1: try election.open(list, by: 1), 2: try election.open(list, by: 2)]
        let points = try combine(some, of: list, threshold: 2)
        #expect(throws: EmbeddingFault.self) { try Embedding.decode(points[0], length: 3) }
    }

    @Test("an empty list has empty shares (seed empty)")
    func empty() throws {
        var election = try SmallElection(1, of: 1, seed: "empty")
        let list = try election.list(0)
        let shares = try election.open(list, by: 1)
        #expect(shares.artifact == [])
        #expect(try DecryptionShares(artifact: [], count: 0, width: 1) == shares)
        try election.statement(1, list).verify(shares)
        #expect(try combine([1: shares], of: list, threshold: 1) == [])
        #expect(throws: CryptoError("expected 1 shares, found 0")) {
            try election.statement(1, election.list(1)).verify(shares)
        }
    }

    @Test("one wrong share among many is refused, though all else was proven with it (seed wrong)")
    func wrongShare() throws {
        var election = try SmallElection(2, of: 3, seed: "wrong")
        let list = try election.list(200)
        let honest = try election.open(list, by: 2)
        let statement = election.statement(2, list)
        var points = honest.points
        let wrong = points[130] + Point.generator
        points[130] = try #require(wrong)
        // The trustee follows every other step: both commitments, and the response for the challenge over these points.
        var transcript = statement.transcript(points)
        let z = transcript.scalars("z", 200)
        let folded = try #require(longCombination(zip(z, list.ciphertexts.map(\.a)).map { ($0, $1) }))
        let nonce = election.source.scalar()
        let (key, sum) = (try nonce.timesGenerator(), try nonce.times(folded))
        let response = nonce.response(transcript.challenge([key, sum]), election.shares[1].share.secret)
        let forged = DecryptionShares(
            points: points, proof: DecryptionShares.Proof(key: key, sum: sum, response: response))
        #expect(try statement.equations(forged).map(\.holds) == [true, false])
        #expect(throws: CryptoError("the shares' equation")) { try statement.verify(forged) }
    }

    @Test("shares under another key than the trustee's are refused (seed key)")
    func wrongKey() throws {
        var election = try SmallElection(2, of: 3, seed: "key")
        let list = try election.list(2)
        let statement = election.statement(1, list)
        #expect(throws: CryptoError("the share does not fit trustee 1's verification key")) {
            try statement.open(with: election.shares[1].share)
        }
        // Everything is done with another secret, consistently.
        let other = try election.open(list, by: 2)
        let secret = election.shares[1].share.secret.copy()
        var transcript = statement.transcript(other.points)
        let z = transcript.scalars("z", 2)
        let folded = try #require(longCombination(zip(z, list.ciphertexts.map(\.a)).map { ($0, $1) }))
        let nonce = election.source.scalar()
        let (key, sum) = (try nonce.timesGenerator(), try nonce.times(folded))
        let response = nonce.response(transcript.challenge([key, sum]), secret)
        let forged = DecryptionShares(
            points: other.points, proof: DecryptionShares.Proof(key: key, sum: sum, response: response))
        #expect(try statement.equations(forged).map(\.holds) == [false, true])
        #expect(throws: CryptoError("the key's equation")) { try statement.verify(forged) }
    }

    @Test("a proof holds for its own list, contest, context and trustee alone (seed statement)")
    func otherStatements() throws {
        var election = try SmallElection(2, of: 3, seed: "statement")
        let list = try election.list(2)
        let shares = try election.open(list, by: 1)
        let key = election.keys.verificationKeys[0]
        func statement(
            _ electionKey: Point? = nil, _ context: Digest? = nil, _ contest: UInt32 = 2, _ trustee: UInt32 = 1,
            _ verificationKey: Point? = nil, _ other: CiphertextList? = nil
        ) -> DecryptionStatement {
            DecryptionStatement(
                electionKey: electionKey ?? election.electionKey, context: context ?? election.context,
                contest: contest, trustee: trustee, verificationKey: verificationKey ?? key, list: other ?? list)
        }
        try statement().verify(shares)
        let others = [
            statement(.generator), statement(nil, SHA256.hash([1])), statement(nil, nil, 3),
            statement(nil, nil, 2, 2), statement(nil, nil, 2, 1, election.keys.verificationKeys[1]),
            statement(nil, nil, 2, 1, nil, try election.list(2)),
            statement(nil, nil, 2, 1, nil, CiphertextList(width: 2, list.ciphertexts)),
            statement(nil, nil, 2, 1, nil, CiphertextList(width: 1, list.ciphertexts.reversed())),
        ]
        for other in others { #expect(throws: CryptoError.self) { try other.verify(shares) } }
        #expect(throws: CryptoError("expected 3 shares, found 2")) {
            try statement(nil, nil, 2, 1, nil, election.list(3)).verify(shares)
        }
    }

    @Test("shares of another length are refused, and an altered byte anywhere (seed bytes)")
    func bytes() throws {
        var election = try SmallElection(1, of: 1, seed: "bytes")
        let list = try election.list(2)
        let artifact = try election.open(list, by: 1).artifact
        for bytes in [artifact.dropLast(), artifact + [0], []] {
            #expect(throws: CryptoError.self) { try DecryptionShares(artifact: bytes, count: 2, width: 1) }
        }
        for place in stride(from: 0, to: artifact.count, by: 13) {
            var altered = artifact
            altered[place] ^= 1
            #expect(throws: CryptoError.self) {
                try election.statement(1, list).verify(DecryptionShares(artifact: altered, count: 2, width: 1))
            }
        }
    }

    @Test("shares of another list do not combine (seed combine)")
    func combination() throws {
        var election = try SmallElection(1, of: 1, seed: "combine")
        let (list, other) = (try election.list(2), try election.list(3))
        let shares = try election.open(other, by: 1)
        #expect(throws: CryptoError("trustee 1: expected 2 shares")) {
            try combine([1: shares], of: list, threshold: 1)
        }
        for number in [0, -1] {
            #expect(throws: CryptoError("expected trustees counted from 1")) {
                try combine([number: shares], of: other, threshold: 1)
            }
        }
    }
}
