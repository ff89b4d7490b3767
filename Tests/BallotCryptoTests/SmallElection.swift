import CryptoFixture
import Testing
import Wire

@testable import BallotCrypto

/// Election keys by a ceremony of t of m trustees, with everybody's shares in one hand.
struct SmallElection {
    /// Shares can't be copied, so that a list holds them by reference.
    final class Held: Sendable {
        let share: KeyShare

        init(_ share: consuming KeyShare) {
            self.share = share
        }
    }

    let parameters: CeremonyParameters
    let keys: ElectionKeys
    let shares: [Held]
    let context = SHA256.hash("the head at close".utf8)
    var source: TestDRBG

    init(_ threshold: Int, of count: Int, seed: String) throws {
        parameters = CeremonyParameters(cid: SHA256.hash(seed.utf8), threshold: threshold, count: count)
        source = TestDRBG(seed: Array(seed.utf8))
        var revealed: [[UInt8]] = []
        var round1: [CeremonyRound1] = []
        for number in 1...count {
            let trustee = TrusteeSecrets(trustee: number, parameters, randomness: &source)
            round1.append(try trustee.begin(randomness: &source))
            revealed.append(trustee.revealed())
        }
        var boxes: [[UInt8]] = []
        for number in 1...count {
            let trustee = try TrusteeSecrets(trustee: number, parameters, secretBytes: revealed[number - 1])
            boxes.append(try trustee.deal(round1, randomness: &source))
        }
        keys = try ElectionKeys(round1, parameters)
        var shares: [Held] = []
        for number in 1...count {
            let trustee = try TrusteeSecrets(trustee: number, parameters, secretBytes: revealed[number - 1])
            shares.append(Held(try trustee.finish(round1, boxes)))
        }
        self.shares = shares
    }

    var electionKey: Point { keys.electionKey }

    /// `count` rows of `width` sealed messages "row.column".
    mutating func list(_ count: Int, width: Int = 1) throws -> CiphertextList {
        var ciphertexts: [Ciphertext] = []
        for index in 0..<count * width {
            let r = source.scalar()
            let message = try Embedding.encode(Array("\(index / width).\(index % width)".utf8))
            let b = try #require(try message + r.times(electionKey))
            ciphertexts.append(Ciphertext(a: try r.timesGenerator(), b: b))
        }
        return CiphertextList(width: width, ciphertexts)
    }

    mutating func shuffle(_ input: CiphertextList) throws -> (statement: Shuffle, proof: ShuffleProof) {
        let (output, proof) = try Shuffle.perform(
            on: input, electionKey: electionKey, context: context, contest: 2, mixer: 1, randomness: &source)
        let statement = Shuffle(
            electionKey: electionKey, context: context, contest: 2, mixer: 1, input: input, output: output)
        return (statement, proof)
    }

    func statement(_ trustee: Int, _ list: CiphertextList) -> DecryptionStatement {
        DecryptionStatement(
            electionKey: electionKey, context: context, contest: 2, trustee: UInt32(trustee),
            verificationKey: keys.verificationKeys[trustee - 1], list: list)
    }

    mutating func open(_ list: CiphertextList, by trustee: Int) throws -> DecryptionShares {
        try statement(trustee, list).open(with: shares[trustee - 1].share, randomness: &source)
    }
}
