import BudgetRules
import ElectionRecord
import Foundation

/// An election made of Pabulib files: one district and one contest each, with the file's projects, limits and caps.
struct PabulibDefinition {
    let definition: Definition

    /// `leftover` overrides what the files say. A cap on a name that no project has binds nothing: it is left out, and
    /// said to be. The window is that of votes which have been held: it ended the day before `now`, after 22 days. Throws
    /// `Complaint` naming the file.
    init(_ paths: [String], leftover: GreedyRule.Leftover?, origin: String, now: Timestamp) throws {
        var contests: [ContestDefinition] = []
        var first: Pabulib?
        var scale = 1
        for path in paths {
            let file: Pabulib
            do { file = try Pabulib(Files.read(path, atMost: Files.largestTable)) } catch let error as TextError {
                throw Complaint("\(path): \(error)")
            }
            guard first == nil || file.scale == scale else {
                throw Complaint("\(path): expected amounts with as many decimals as in the other files")
            }
            first = first ?? file
            scale = file.scale
            contests.append(try Self.contest(file, path, leftover, taken: Set(contests.map(\.id))))
        }
        guard let first else { throw Complaint("expected one Pabulib file or more") }
        let day = 86_400
        let today = now.seconds / day * day
        let title = paths.count == 1 ? first["description"] ?? "" : first["unit"] ?? ""
        definition = Definition(
            origin: origin, id: Self.identifier(first["unit"] ?? "pabulib"), title: Self.both(title),
            country: first["country"] ?? "", unit: first["unit"] ?? "", currency: first["currency"] ?? "EUR",
            scale: scale, timeZone: "Europe/Amsterdam", languages: ["nl", "en"],
            window: Window(
                opens: Timestamp(seconds: today - 22 * day + 8 * 3600), closes: Timestamp(seconds: today - 3601)),
            minAnon: 20, officials: (2, 2), trustees: (3, 2), mixers: 3, witnesses: (2, 1), contests: contests,
            districts: contests.map { District(id: $0.id, name: $0.title, contests: [$0.id]) })
    }

    private static func contest(
        _ file: Pabulib, _ path: String, _ leftover: GreedyRule.Leftover?, taken: Set<String>
    ) throws -> ContestDefinition {
        guard file.instance.voteType.isSupported else {
            throw Complaint("\(path): vote type \(file.instance.voteType.rawValue) is not supported")
        }
        let title = file["description"] ?? file["instance"] ?? "contest"
        var id = identifier(title)
        if taken.contains(id) { id += "-\(taken.count + 1)" }
        do {
            let listed = file.instance.projects
            let rule = GreedyRule(
                leftover: leftover ?? file.leftover,
                minScore: file["min_project_score_threshold"].flatMap { Int($0) } ?? 0,
                neighborhoodCaps: binding(try file.neighborhoodCaps(), on: listed.compactMap(\.neighborhood), path),
                categoryCaps: binding(try file.categoryCaps(), on: listed.flatMap(\.categories), path))
            let projects = file.instance.projects.map { project in
                var plain = project
                plain.extra = []
                return plain
            }
            return ContestDefinition(
                id: id, title: both(title), budget: file.instance.budget, voteType: file.instance.voteType,
                limits: file.instance.limits, rule: .greedy(rule), ties: .lot, projects: projects)
        } catch {
            throw Complaint("\(path): \(error)")
        }
    }

    private static func binding(_ caps: [String: Int], on names: [String], _ path: String) -> [String: Int] {
        let names = Set(names)
        for name in caps.keys.sorted() where !names.contains(name) {
            Console.progress("\(path): no project has \(name): its cap is left out")
        }
        return caps.filter { names.contains($0.key) }
    }

    private static func both(_ text: String) -> Texts { ["nl": text, "en": text] }

    private static func identifier(_ text: String) -> String {
        let words = text.lowercased().split { !("a"..."z").contains($0) && !("0"..."9").contains($0) }
        return String(words.joined(separator: "-").prefix(48))
    }
}
