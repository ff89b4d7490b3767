import BallotCrypto
import Ceremony
import ElectionRecord
import TransparencyLog
import Wire

/// The steps of an election, each on its own: processor nanoseconds a ballot.
struct Steps {
    let count: Int

    /// By step, the samples of some rounds.
    var json: JSON {
        get throws {
            var samples: [String: [Int]] = [:]
            let rounds = count <= 10_000 ? 3 : 1
            for _ in 0..<rounds {
                for (step, sample) in try round() { samples[step, default: []].append(sample) }
            }
            return [
                "n": .integer(count),
                "steps": .object(samples.mapValues { .array($0.sorted().map(JSON.integer)) }),
            ]
        }
    }

    private func round() throws -> [(String, Int)] {
        var samples: [(String, Int)] = []
        func measure(_ name: String, _ body: () throws -> Void) rethrows {
            samples.append((name, try processorNanoseconds(body) / count))
        }
        let context = SHA256.hash("benchmark".utf8)
        let parameters = CeremonyParameters(cid: context, threshold: 1, count: 1)
        let secrets = TrusteeSecrets.generate(trustee: 1, parameters)
        let round1 = [try secrets.begin()]
        let keys = try ElectionKeys(round1, parameters)
        let share = try secrets.finish(round1, [[]])
        measure("curve-product") {
            let scalar = hashToScalar("benchmark".utf8)
            for _ in 0..<count { _ = linearCombination([(scalar, Point.generator)]) }
        }
        let seeds = (0..<count).map { _ in Digest.random().bytes }
        var ballots: [[UInt8]] = []
        try measure("seal") {
            ballots = try parallelMap(count: count, chunk: 16) { (index) throws(CryptoError) in
                try Ballot.seal(
                    elements: [[UInt8(index & 255), 0]], context: context, district: 0, under: keys.electionKey,
                    by: Credential(secret: SecretScalar(reducing: seeds[index]))
                ).content.bytes
            }
        }
        let sealed = ballots
        var parsed: [UnverifiedBallot] = []
        // In the batches of a verifier, and in those of a ballot box.
        for (name, most) in [("verify-ballot", 8192), ("verify-ballot-256", 256)] {
            try measure(name) {
                parsed = try parallelMap(count: count) { (index) throws(CryptoError) in
                    try UnverifiedBallot(parsing: sealed[index])
                }
                for start in stride(from: 0, to: count, by: most) {
                    let batch = Array(parsed[start..<min(count, start + most)])
                    for ballot in Ballot.verified(batch, under: keys.electionKey) { _ = try ballot.get() }
                }
            }
        }
        let input = CiphertextList(width: 1, parsed.flatMap(\.ciphertexts))
        _ = try Generators.upTo(count)
        var mixed: MixedList?
        try measure("shuffle") {
            mixed = try Mixing.mix(input, contest: 0, mixer: 1, context: context, keys: keys)
        }
        guard let mixed else { return samples }
        let chain = MixChain(
            electionKey: keys.electionKey, context: context, contest: 0, input: CiphertextRows(input),
            artifacts: [mixed.artifact])
        try measure("verify-shuffle") { try require(chain.holds()) }
        let opener = Opener(list: mixed.output, contest: 0, context: context, keys: keys)
        var shares: DecryptionShares?
        try measure("decrypt") { shares = try Mixing.open(opener, with: share) }
        guard let shares else { return samples }
        var opening: Opening?
        try measure("combine") { opening = try opener.open([1: shares]) }
        guard let opening else { return samples }
        let fold = OpeningFold(
            electionKey: keys.electionKey, context: context, contest: 0, list: CiphertextRows(mixed.output),
            shares: [1: shares.artifact], verificationKeys: keys.verificationKeys, threshold: 1,
            opened: opening.artifact)
        try measure("verify-decryption") { try require(fold.holds()) }
        return samples
    }

    private func require(_ holds: Bool) throws {
        guard holds else { throw RecordError("expected a proof that holds") }
    }
}
