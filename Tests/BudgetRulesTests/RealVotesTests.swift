import Foundation
import Testing

@testable import BudgetRules

/// Pabulib's files, found beside the repository; they carry no licence and aren't part of it.
private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data/pabulib")
private let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".pb") }.sorted()

@Suite(.enabled(if: !files.isEmpty)) struct RealVotesTests {
    private func read(_ name: String) throws -> Pabulib {
        try Pabulib([UInt8](Data(contentsOf: folder.appendingPathComponent(name))))
    }

    private func amsterdam(_ number: Int) throws -> Pabulib { try read("Netherlands_Amsterdam_\(number).pb") }

    private func decide(_ file: Pabulib, _ rule: GreedyRule) throws -> Outcome {
        try Rule.greedy(rule).decide(
            file.instance, ballots: file.approvals, tieOrder: file.instance.projects.map(\.id))
    }

    @Test("every file reads, is written the same again, and has the votes it says", arguments: files)
    func wholeFile(_ name: String) throws {
        let file = try read(name)
        let text = file.text
        let again = try Pabulib(Array(text.utf8))
        #expect(again == file)
        #expect(Array(text.utf8) == [UInt8](try Data(contentsOf: folder.appendingPathComponent(name))))
        guard file.instance.voteType.isSupported else { return }
        for vote in file.approvals {
            if let fault = file.instance.check(vote) { Issue.record("\(name): \(vote): \(fault)") }
        }
        // Two files counted a project that a vote names twice as two votes.
        let twice = ["Netherlands_Amsterdam_604.pb", "Poland_Warszawa_2026_Sady_Zoliborskie.pb"].contains(name)
        let stated = file.instance.projects.map { $0.extra.first { $0.key == "votes" }?.value }
        #expect((try file.instance.votes(file.approvals).map { "\($0)" } == stated) != twice)
    }

    @Test(
        "Amsterdam-Noord 2022, by votes: winners and what is left",
        arguments: [
            (613, GreedyRule.Leftover.skip, 15, 1796), (622, .skip, 11, 812), (628, .skip, 18, 287),
            (613, .stop, 15, 1796), (622, .stop, 9, 17342), (628, .stop, 16, 23661),
            (613, .partFund, 16, 0), (622, .partFund, 10, 0), (628, .partFund, 17, 0),
        ])
    func noord(_ number: Int, _ leftover: GreedyRule.Leftover, _ winners: Int, _ left: Int) throws {
        let file = try amsterdam(number)
        let outcome = try decide(file, GreedyRule(leftover: leftover))
        #expect(outcome.winners.count == winners && outcome.left == left)
        #expect(
            outcome.winners.filter { $0.granted < file.instance.projects[$0.project].cost }.count
                == (leftover == .partFund ? 1 : 0))
    }

    @Test("Amsterdam-Noord 2022: the 42 winners reported are those of stop in Noord-Oost and part-fund elsewhere")
    func reported() throws {
        let rules: [(Int, GreedyRule.Leftover)] = [(613, .stop), (622, .partFund), (628, .partFund)]
        let outcomes = try rules.map { try decide(amsterdam($0.0), GreedyRule(leftover: $0.1)) }
        #expect(outcomes.map(\.winners.count).reduce(0, +) == 42)
        let partly = zip(rules, outcomes).flatMap { _, outcome in
            outcome.trace.compactMap { step in if case .partFunded(let granted) = step.decision { granted } else { nil }
            }
        }
        #expect(partly == [17342, 23661])
    }

    @Test("Amsterdam-Centrum 2020: neighbourhoods keep to their caps, and nothing else stops the rule")
    func centrum() throws {
        let file = try amsterdam(252)
        let caps = try file.neighborhoodCaps()
        #expect(caps == ["Oostelijke Eilanden": 150_000, "Haarlemmerhouttuinen": 100_000, "Other": 250_000])
        for leftover in GreedyRule.Leftover.allCases {
            let outcome = try decide(file, GreedyRule(leftover: leftover, neighborhoodCaps: caps))
            #expect(outcome.winners.count == 26 && outcome.left == 17200)
            let over = outcome.trace.filter { if case .overCap = $0.decision { true } else { false } }
            #expect(over.count == 59)
            var spent: [String: Int] = [:]
            for winner in outcome.winners {
                spent[file.instance.projects[winner.project].neighborhood ?? "", default: 0] += winner.granted
            }
            #expect(spent == ["Oostelijke Eilanden": 148_100, "Haarlemmerhouttuinen": 85_500, "Other": 249_200])
        }
    }

    @Test("Amsterdam's category caps", arguments: [(179, 13, 84013), (604, 20, 44327)])
    func categories(_ number: Int, _ winners: Int, _ left: Int) throws {
        let file = try amsterdam(number)
        let outcome = try decide(file, GreedyRule(categoryCaps: file.categoryCaps()))
        #expect(outcome.winners.count == winners && outcome.left == left)
    }

    @Test(
        "the winners that Polish cities announced",
        arguments: [
            ("Poland_Gdynia_2020_Babie_Doly__small.pb", GreedyRule.Leftover.stop),
            ("Poland_Gdynia_2020_Grabowek__large.pb", .stop), ("Poland_Warszawa_2026.pb", .skip),
            ("Poland_Warszawa_2026_Sady_Zoliborskie.pb", .skip), ("Poland_Wroclaw_2025.pb", .stop),
        ])
    func announced(_ name: String, _ leftover: GreedyRule.Leftover) throws {
        let file = try read(name)
        let least = file["min_project_score_threshold"].flatMap { Int($0) } ?? 0
        let outcome = try decide(file, GreedyRule(leftover: leftover, minScore: least))
        let selected = file.instance.projects.indices.filter { project in
            file.instance.projects[project].extra.contains(Column("selected", "1"))
        }
        #expect(outcome.winners.map(\.project).sorted() == selected)
    }
}
