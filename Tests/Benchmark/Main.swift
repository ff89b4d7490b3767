import BallotCrypto
import Ceremony
import ElectionRecord
import Foundation
import TransparencyLog
import Wire

/// Microseconds of processor time a ballot for each step, beside what the curve itself costs in the same run.
@main
enum Benchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        if arguments.count > 2, arguments[1] == "rules" { return try arguments[2...].forEach(RuleTimes.measure) }
        let count = arguments.dropFirst().first.flatMap { Int($0) } ?? 1000
        let json = arguments.firstIndex(of: "--json").flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
        let figures = try Steps(count: count).all()
        print("| step | µs a ballot | min – max | curve products |")
        print("|---|---|---|---|")
        for figure in figures { print(figure.row) }
        if let json {
            let records = JSON.array(figures.map(\.record))
            try Data(records.canonical).write(to: URL(filePath: json), options: .atomic)
        }
    }
}

/// One measured step, over several rounds.
struct Figure {
    let name: String
    let count: Int
    /// Processor microseconds a ballot, sorted.
    let samples: [Double]
    /// Microseconds of one variable-base product of the curve, in the same run.
    let product: Double

    var median: Double { samples[samples.count / 2] }

    var row: String {
        let range = "\(Int(samples[0].rounded())) – \(Int(samples[samples.count - 1].rounded()))"
        return "| \(name) | \(Int(median.rounded())) | \(range) | \((median / product * 10).rounded() / 10) |"
    }

    var record: JSON {
        [
            "name": .string(name), "n": .integer(count), "unit": "ns of processor time a ballot",
            "median": .integer(Int(median * 1000)), "min": .integer(Int(samples[0] * 1000)),
            "max": .integer(Int(samples[samples.count - 1] * 1000)), "peer": "OpenSSL, one product of the curve",
            "ratio in thousandths": .integer(Int(product / median * 1000)),
        ]
    }
}

struct Steps {
    let count: Int
    private let rounds = 3

    func all() throws -> [Figure] {
        let context = SHA256.hash("benchmark".utf8)
        let parameters = CeremonyParameters(cid: context, threshold: 1, count: 1)
        let secrets = TrusteeSecrets.generate(trustee: 1, parameters)
        let round1 = [try secrets.begin()]
        let keys = try ElectionKeys(round1, parameters)
        let share = try secrets.finish(round1, [[]])
        let product = try curveProduct()
        var figures: [Figure] = []
        func measure(_ name: String, _ body: () throws -> Void) throws {
            let samples = try (0..<rounds).map { _ in try processorMicroseconds(body) / Double(count) }
            figures.append(Figure(name: name, count: count, samples: samples.sorted(), product: product))
        }

        try measure("code and credential") { _ = try CodeIssue.codes(count, origin: "bench.example") }
        var ballots: [[UInt8]] = []
        try measure("seal") {
            ballots = try parallelMap(count: count, chunk: 16) { (index) throws(CryptoError) in
                try Ballot.seal(
                    elements: [[UInt8(index & 255), 0]], context: context, district: 0, under: keys.electionKey,
                    by: Credential.random()
                ).content.bytes
            }
        }
        let sealed = ballots
        var parsed: [UnverifiedBallot] = []
        try measure("verify ballot") {
            parsed = try parallelMap(count: (count + 255) / 256, chunk: 1) { (chunk) throws(CryptoError) in
                var ballots: [UnverifiedBallot] = []
                for bytes in sealed[chunk * 256..<min(count, (chunk + 1) * 256)] {
                    ballots.append(try UnverifiedBallot(parsing: bytes))
                }
                var verified: [UnverifiedBallot] = []
                for ballot in Ballot.verified(ballots, under: keys.electionKey) {
                    verified.append(try ballot.get().content)
                }
                return verified
            }.flatMap(\.self)
        }
        try measure("leaf and tree") { _ = MerkleTree.root(of: ballots.map(MerkleTree.leaf)) }
        let input = CiphertextList(width: 1, parsed.flatMap(\.ciphertexts))
        _ = try Generators.upTo(count)
        var mixed: MixedList?
        try measure("mix and prove") {
            mixed = try Mixing.mix(input, contest: 0, mixer: 1, context: context, keys: keys)
        }
        guard let mixed else { return figures }
        try measure("verify mix") {
            try mixed.verify(input: input, electionKey: keys.electionKey, context: context, contest: 0, mixer: 1)
        }
        let opener = Opener(list: mixed.output, contest: 0, context: context, keys: keys)
        var shares: DecryptionShares?
        try measure("decrypt and prove") { shares = try Mixing.open(opener, with: share) }
        guard let shares else { return figures }
        try measure("verify shares") { try opener.verify(shares, trustee: 1) }
        try measure("combine and decode") {
            _ = try opener.open([1: shares]).decoded(selectionLength: 2, projects: 16)
        }
        print("\(ballots[0].count) bytes a ballot in the log, \(mixed.artifact.count / count) a ballot and mix, ")
        print("\(shares.artifact.count / count) a ballot and trustee, \(count) ballots; ")
        print("one curve product \((product * 10).rounded() / 10) µs\n")
        return figures
    }

    /// Microseconds of one product of a scalar and a point.
    private func curveProduct() throws -> Double {
        let scalar = hashToScalar("benchmark".utf8)
        let microseconds = processorMicroseconds {
            for _ in 0..<1000 { _ = linearCombination([(scalar, Point.generator)]) }
        }
        return microseconds / 1000
    }

    /// Processor time of all threads, so that other work on the machine counts less.
    private func processorMicroseconds(_ body: () throws -> Void) rethrows -> Double {
        let start = clock()
        try body()
        return Double(clock() - start) * 1_000_000 / Double(CLOCKS_PER_SEC)
    }
}
