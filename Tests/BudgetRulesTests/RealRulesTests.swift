import Foundation
import Testing

@testable import BudgetRules

/// What pabutools decided on real votes. The votes carry no licence and are found beside the repository.
private struct Outcomes: Decodable {
    let outcomes: [String: [String: [String]]]

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = root.deletingLastPathComponent().appendingPathComponent("shared/data/pabulib")
    static let known =
        (try? JSONDecoder().decode(
            Outcomes.self, from: Data(contentsOf: root.appendingPathComponent("vectors/pabutools-outcomes.json"))))?
        .outcomes ?? [:]

    /// Those whose file is there and small enough for a build without optimisation.
    static let files = known.keys.sorted().filter { name in
        let size = try? file(name).resourceValues(forKeys: [.fileSizeKey]).fileSize
        return size.map { $0 < 60_000 } ?? false
    }

    static func file(_ name: String) -> URL { folder.appendingPathComponent(name + ".pb") }
}

@Suite(.enabled(if: !Outcomes.files.isEmpty)) struct RealRulesTests {
    private func read(_ name: String) throws -> Pabulib {
        try Pabulib([UInt8](Data(contentsOf: Outcomes.file(name))))
    }

    /// By its name among the outcomes.
    private func rule(_ name: String, _ unit: Int, _ type: VoteType) -> (any BudgetRule)? {
        switch name {
        case "greedy_votes", "greedy_score": return GreedyRule(fundUnsupported: true)
        case "greedy_votes_per_cost", "greedy_score_per_cost", "greedy_borda_per_cost":
            return GreedyRule(satisfaction: type.isApproval ? .number : .standard(for: type), fundUnsupported: true)
        case "phragmen": return SequentialPhragmen()
        case "phragmen_util": return SequentialPhragmen(completion: .greedy)
        default: break
        }
        let parts = name.split(separator: "_")
        let satisfaction: Satisfaction =
            parts.count > 1 && parts[1] == "cost" ? .cost : type.isApproval ? .number : .standard(for: type)
        if parts[0] == "maxwelfare" { return parts.count == 2 ? MaxWelfare(satisfaction: satisfaction) : nil }
        guard parts[0] == "mes" else { return nil }
        var rule = EqualShares(satisfaction: satisfaction, increment: unit)
        if parts.count > 2 { rule.completion = parts[2] == "util" ? .greedy : parts[2] == "add1" ? .add1 : .add1u }
        return rule
    }

    @Test("every rule decides real votes as pabutools does, in the same order", arguments: Outcomes.files)
    func outcomes(_ name: String) throws {
        let file = try read(name)
        let instance = file.instance
        let profile = try file.profile
        let order = try TieOrder.mostVotes(instance, profile, then: TieOrder.projectID(instance))
        let votes = Dictionary(uniqueKeysWithValues: zip(instance.projects.map(\.id), profile.votes))
        for (key, expected) in Outcomes.known[name] ?? [:] {
            guard let rule = rule(key, file.scale, instance.voteType) else { continue }
            let outcome = try rule.decide(instance, profile, excluded: [:], tieOrder: order)
            let ids = outcome.winners.map { instance.projects[$0.project].id }.filter { votes[$0] != 0 }
            let supported = expected.filter { votes[$0] != 0 }
            #expect(outcome.left >= 0)
            if key.hasPrefix("maxwelfare") {
                func welfare(_ ids: [String]) -> Int {
                    let cost = key.hasSuffix("cost")
                    return instance.projects.indices.filter { ids.contains(instance.projects[$0].id) }
                        .reduce(0) { $0 + profile.scores[$1] * (cost ? instance.projects[$1].cost : 1) }
                }
                #expect(welfare(ids) == welfare(supported), "\(key)")
            } else if key.hasPrefix("phragmen") {
                #expect(ids.sorted() == supported.sorted(), "\(key)")
            } else {
                #expect(ids == supported, "\(key)")
            }
        }
    }

    @Test(
        "the winners that cities announced after equal shares with Add1",
        arguments: [
            ("Poland_Swiecie_2023", true), ("Netherlands_Assen_2024", true),
            ("Poland_Wieliczka_2023_Green_Budget", false),
        ])
    func announced(_ name: String, _ exhaustiveStop: Bool) throws {
        let file = try read(name)
        let instance = file.instance
        let profile = try file.profile
        let order = try TieOrder.lowestCost(instance, profile, then: TieOrder.projectID(instance))
        func winners(_ stop: Bool) throws -> [Int] {
            let rule = EqualShares(completion: .add1, increment: file.scale, exhaustiveStop: stop)
            return try rule.decide(instance, profile, excluded: [:], tieOrder: order).winners.map(\.project).sorted()
        }
        let selected = instance.projects.indices.filter { project in
            instance.projects[project].extra.contains(Column("selected", "1"))
        }
        #expect(try winners(exhaustiveStop) == selected)
        if name.contains("Wieliczka") {
            #expect(selected.count == 30)
            #expect(try winners(true).count == 31)
        }
    }

    @Test(
        "the winners that cities announced after going by votes or points",
        arguments: [
            ("Poland_Krakow_2023_Nowa_Huta", GreedyRule.Leftover.skip, 1),
            ("Poland_Warszawa_2024_Wesola", .skip, 0), ("Poland_Warszawa_2026_Sady_Zoliborskie", .skip, 0),
            ("Poland_Gdynia_2020_Grabowek__large", .stop, 0),
        ])
    func greedy(_ name: String, _ leftover: GreedyRule.Leftover, _ last: Int) throws {
        let file = try read(name)
        let instance = file.instance
        let rule = GreedyRule(
            leftover: leftover, minScore: file["min_project_score_threshold"].flatMap { Int($0) } ?? 0)
        let outcome = try rule.decide(
            instance, file.profile(last: last),
            excluded: Dictionary(withdrawn: file.notImplementable),
            tieOrder: TieOrder.projectID(instance))
        let selected = instance.projects.indices.filter { project in
            instance.projects[project].extra.contains(Column("selected", "1"))
        }
        #expect(outcome.winners.map(\.project).sorted() == selected)
    }
}
