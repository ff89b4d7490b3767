import BudgetRules
import Wire

/// One project's line in `results.json` and `results.csv`.
public struct ProjectResult: Hashable, Sendable {
    public let project: Project
    /// Nil when the contest was not opened.
    public let votes: Int?
    /// What it was granted; 0 when it did not win.
    public let granted: Int
    /// Its place among the winners, from 1, in the order chosen.
    public let rank: Int?
    /// Why it won or not; nil when the contest was not opened.
    public let decision: Decision?

    /// In the ballot's order.
    public static func all(_ count: ContestCount) -> [ProjectResult] {
        let winners = count.outcome?.winners ?? []
        let ranks = Dictionary(winners.enumerated().map { ($1.project, $0) }) { first, _ in first }
        let decisions = Dictionary((count.outcome?.trace ?? []).map { ($0.project, $0.decision) }) { first, _ in first }
        return count.instance.projects.enumerated().map { index, project in
            let rank = ranks[index]
            return ProjectResult(
                project: project, votes: count.outcome?.votes[index],
                granted: rank.map { winners[$0].granted } ?? 0, rank: rank.map { $0 + 1 }, decision: decisions[index])
        }
    }

    /// Whether it won, wholly or in part.
    public var isSelected: Bool { rank != nil }

    var json: JSON {
        var members: [Verbatim: JSON] = [
            "project_id": .string(project.id), "name": .string(project.name), "cost": .integer(project.cost),
            "granted": .integer(granted), "selected": .bool(isSelected),
        ]
        if let votes { members["votes"] = .integer(votes) }
        if let rank { members["rank"] = .integer(rank) }
        if let decision { members["decision"] = .string(decision.name) }
        return .object(members)
    }

    static func columns(_ manifest: Manifest) -> [String] {
        let unit = manifest.unitOfMoney
        return [
            "contest", "project_id", "name", "category", "neighborhood", "cost_in_\(unit)", "votes", "selected",
            "granted_in_\(unit)", "rank", "decision",
        ]
    }

    var cells: [String] {
        [
            project.id, project.name, project.categories.joined(separator: ","), project.neighborhood ?? "",
            String(project.cost), votes.map(String.init) ?? "", isSelected ? "1" : "0", String(granted),
            rank.map(String.init) ?? "", decision?.name ?? "",
        ]
    }
}
