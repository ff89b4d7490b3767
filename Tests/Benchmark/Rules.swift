import BudgetRules
import Foundation
import Wire

/// `stembus-bench rules FILE.pb…`: what each rule decides on a file, and in how much time, as one line of JSON each.
///
/// Ties go to the most votes, then to the first id; greedy lets projects without votes compete: as pabutools does.
enum RuleTimes {
    static func measure(_ path: String) throws {
        let clock = ContinuousClock()
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        var file: Pabulib?
        let parsing = try clock.measure { file = try Pabulib(bytes) }
        guard let file else { return }
        var profile: Profile?
        let merging = try clock.measure { profile = try file.profile }
        guard let profile else { return }
        let order = try TieOrder.mostVotes(file.instance, profile, then: TieOrder.projectID(file.instance))
        var rules: [String: JSON] = [:]
        for (name, rule) in Self.rules(file.instance.voteType, scale: file.scale) {
            do throws(RuleError) { try rule.check(file.instance) } catch { continue }
            var samples: [Int] = []
            var outcome: Outcome?
            repeat {
                let time = try clock.measure {
                    outcome = try rule.decide(file.instance, profile, excluded: [:], tieOrder: order)
                }
                samples.append(microseconds(time))
            } while samples.count < 5 && samples.reduce(0, +) < 3_000_000
            samples.sort()
            let winners = outcome?.winners.map { JSON.string(file.instance.projects[$0.project].id) } ?? []
            rules[name] = [
                "median": .integer(samples[samples.count / 2]), "min": .integer(samples[0]),
                "max": .integer(samples[samples.count - 1]), "winners": .array(winners),
            ]
        }
        let report: JSON = [
            "file": .string(path), "ballots": .integer(profile.ballots), "distinct": .integer(profile.groups.count),
            "projects": .integer(file.instance.projects.count), "parse": .integer(microseconds(parsing)),
            "merge": .integer(microseconds(merging)), "rules": .object(rules),
            "unsupported": .array(
                file.instance.projects.indices.filter { profile.votes[$0] == 0 }.map {
                    .string(file.instance.projects[$0].id)
                }),
        ]
        print(report.text)
    }

    private static func rules(_ type: VoteType, scale: Int) -> [(String, any BudgetRule)] {
        let own = Satisfaction.standard(for: type)
        let satisfactions = type.isApproval ? [Satisfaction.cost, .number] : [own]
        var rules: [(String, any BudgetRule)] = [
            ("greedy", GreedyRule(fundUnsupported: true)),
            ("greedy-per-cost", GreedyRule(satisfaction: type.isApproval ? .number : own, fundUnsupported: true)),
            ("phragmen", SequentialPhragmen()), ("phragmen greedy", SequentialPhragmen(completion: .greedy)),
            ("maximin-support", MaximinSupport()),
        ]
        for satisfaction in satisfactions {
            let name = satisfaction.rawValue
            for completion in EqualShares.Completion.allCases {
                let suffix = completion == .none ? "" : " \(completion.rawValue)"
                rules.append(
                    (
                        "equal-shares \(name)\(suffix)",
                        EqualShares(satisfaction: satisfaction, completion: completion, increment: scale)
                    ))
            }
            rules.append(("max-welfare \(name)", MaxWelfare(satisfaction: satisfaction)))
        }
        return rules
    }

    private static func microseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds) * 1_000_000 + Int(duration.components.attoseconds / 1_000_000_000_000)
    }
}
