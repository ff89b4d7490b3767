import ElectionRecord
import Foundation
import Testing
import TransparencyLog

@testable import Verifier

/// What vectors/log.json says of times follows from the definitions of spec/verification.md, taken by their letter.
@Suite("times in vectors/log.json")
struct TimesVectorTests {
    struct Times: Decodable {
        struct Cosigned: Decodable {
            let size: Int
            let witness: String
            let time: String
        }
        struct Act: Decodable {
            let entry: Int
            let kind: String
            let time: String
            let closes: String?
        }
        struct Entry: Decodable {
            let entry: Int
            let seen: String?
            let absent: String?
        }
        struct Case: Decodable, CustomTestStringConvertible {
            let comment: String
            let policy: String
            let cosigned: [Cosigned]
            let acts: [Act]
            let ballots: [Int]
            let entries: [Entry]
            let failed: [String]

            var testDescription: String { comment }
        }
        let opens: String
        let closes: String
        let cases: [Case]
    }

    struct File: Decodable {
        let times: Times
    }

    private static let times = Result {
        let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: project.appending(path: "vectors/log.json")))
            .times
    }

    private static func time(_ text: String) throws -> Timestamp { Timestamp(seconds: try #require(Int(text))) }

    /// The definitions, at every time that somebody names.
    private static func naive(_ sightings: [Sighting], _ policy: TrustPolicy, _ entry: Int) -> (Timestamp?, Timestamp?)
    {
        guard policy.quorum != nil else { return (nil, nil) }
        let moments = sightings.map(\.time)
        let seen = moments.filter { moment in
            policy.isMet(by: Set(sightings.filter { $0.size > entry && $0.time <= moment }.map(\.witness)))
        }
        let absent = moments.filter { moment in
            policy.isMet(by: Set(sightings.filter { $0.size <= entry && $0.time >= moment }.map(\.witness)))
        }
        return (seen.min(), absent.max())
    }

    @Test("every case", arguments: try times.get().cases)
    func cases(_ one: Times.Case) throws {
        let vectors = try Self.times.get()
        let policy = try TrustPolicy(parsing: one.policy)
        let sightings = try one.cosigned.map { said in
            Sighting(
                size: said.size, witness: try #require(policy.witnesses.firstIndex { $0.name == said.witness }),
                time: try Self.time(said.time))
        }
        let times = WitnessedTimes(sightings, policy: policy)
        for entry in one.entries {
            let naive = Self.naive(sightings, policy, entry.entry)
            #expect(try naive == (entry.seen.map(Self.time), entry.absent.map(Self.time)), "entry \(entry.entry)")
            #expect(times.seen(entry.entry).quorum == naive.0 && times.absent(entry.entry).quorum == naive.1)
        }
        let acts = try one.acts.map {
            TimesCheck.TimedAct(
                entry: $0.entry, kind: try #require(Act.Kind(rawValue: $0.kind)), time: try Self.time($0.time),
                closes: try $0.closes.map(Self.time))
        }
        let check = try TimesCheck(
            sightings, policy: policy,
            window: Window(opens: Self.time(vectors.opens), closes: Self.time(vectors.closes)), acts: acts,
            ballots: one.ballots)
        var reports = [CheckReport(.acts), CheckReport(.ballots), CheckReport(.close)]
        check.checkActs(&reports[0])
        check.checkBallots(&reports[1])
        check.checkClose(&reports[2])
        #expect(reports.filter { !$0.failures.isEmpty }.map(\.check.id) == one.failed)
    }

    @Test("whatever witnesses say, one pass gives what the definitions do")
    func agreement() throws {
        let policy = try TrustPolicy(
            parsing: try Self.times.get().cases.last { $0.policy.contains("either") }?.policy ?? "")
        for seed in 0..<300 as Range<UInt64> {
            var random = Numbers(seed: seed)
            let sightings = (0..<random.below(12)).map { _ in
                Sighting(
                    size: random.below(9), witness: random.below(3),
                    time: Timestamp(seconds: random.below(20)))
            }
            let times = WitnessedTimes(sightings, policy: policy)
            for entry in 0..<10 {
                let naive = Self.naive(sightings, policy, entry)
                #expect(times.seen(entry).quorum == naive.0, "seed \(seed), entry \(entry)")
                #expect(times.absent(entry).quorum == naive.1, "seed \(seed), entry \(entry)")
            }
        }
    }

    /// SplitMix64, so that a seed in a message makes the same case again.
    private struct Numbers {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func below(_ bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((z ^ (z >> 31)) % UInt64(bound))
        }
    }
}
