import Foundation
import Testing

@testable import BudgetRules

private let generator = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("tools/generate-noord")

@Suite struct DemonstrationTests {
    @Test(
        "the demonstration's input is the same for a seed, its projects read and its ballots are valid",
        arguments: [
            (["--small"], ["noord-oost": (6, 60), "oud-noord": (8, 80), "noord-west": (5, 70)]),
            ([], ["noord-oost": (41, 1961), "oud-noord": (67, 2575), "noord-west": (35, 2472)]),
        ])
    func input(_ options: [String], _ sizes: [String: (projects: Int, ballots: Int)]) throws {
        let folders = try [generate(options), generate(options)]
        defer { for folder in folders { try? FileManager.default.removeItem(at: folder) } }
        let names = ["election.toml", "codes.csv", "ballots.csv"] + sizes.keys.map { "projects/\($0).csv" }
        for name in names {
            #expect(try read(folders[0], name) == read(folders[1], name), "\(name)")
        }
        let ballots = try Table(read(folders[0], "ballots.csv"), required: ["district", "projects"])
        #expect(ballots.rows.count == sizes.values.reduce(0) { $0 + $1.ballots })
        for (district, size) in sizes {
            let projects = try ProjectList.read(read(folders[0], "projects/\(district).csv"))
            let instance = try Instance(budget: 1, projects: projects, limits: Limits(maxLength: 5))
            let votes = ballots.rows.filter { $0["district"] == district }.map { row in
                (row["projects"] ?? "").split(separator: ",").compactMap { id in
                    projects.firstIndex { $0.id == id }
                }
            }
            #expect(projects.count == size.projects && votes.count == size.ballots)
            #expect(votes.allSatisfy { instance.check($0) == nil })
            #expect(try instance.votes(votes).allSatisfy { $0 > 0 })
        }
    }

    private func read(_ folder: URL, _ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appendingPathComponent(name)))
    }

    private func generate(_ options: [String]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("noord-\(UUID())")
        let process = Process()
        process.executableURL = generator
        process.arguments = options + [folder.path]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return folder
    }
}
