import BudgetRules
import Wire

/// The artifact with a contest's projects: a canonical JSON array, in the ballot's order.
public struct ProjectsArtifact: Hashable, Sendable {
    /// Bytes that it has at most.
    public static let largest = 1 << 24

    /// Bytes that those of a manifest's contests have together at most, one that is named twice counted twice.
    static let largestTogether = 1 << 26

    public let projects: [Project]

    /// Throws `RecordError` when there is no project, or one that `checked` refuses.
    public init(_ projects: [Project]) throws(RecordError) {
        self.projects = projects
        guard (1...10_000).contains(projects.count) else {
            throw RecordError("expected 1 to 10,000 projects, found \(projects.count)")
        }
        var seen: Set<Verbatim> = []
        for project in projects {
            guard Self.isIdentifier(project.id) else {
                throw RecordError(
                    "expected a project id of 1 to 64 printable ASCII characters without \" , ; or "
                        + "space, found \"\(project.id)\"")
            }
            guard seen.insert(Verbatim(project.id)).inserted else {
                throw RecordError("two projects with the id \(project.id)")
            }
            guard (0...JSON.largestInteger).contains(project.cost) else {
                throw RecordError("project \(project.id): expected a cost from 0, found \(project.cost)")
            }
            do throws(WireError) {
                for name in project.categories { try NFCName.require(name, "its category") }
                if let name = project.neighborhood { try NFCName.require(name, "its neighbourhood") }
            } catch {
                throw RecordError("project \(project.id): \(error)")
            }
        }
    }

    /// Throws `RecordError` unless `bytes` are the canonical form of a project list that fits `contest`.
    init(parsing bytes: [UInt8], of contest: Contest) throws(RecordError) {
        do {
            guard case .array(let elements) = try JSON(canonical: bytes) else {
                throw WireError("expected a JSON array of projects")
            }
            var projects: [Project] = []
            for (index, element) in elements.enumerated() {
                projects.append(try Self.project(element, place: "project \(index)"))
            }
            try self.init(projects)
        } catch let error as WireError {
            throw RecordError("the projects of \(contest.id): \(error)")
        } catch let error as RecordError {
            throw RecordError("the projects of \(contest.id): \(error)")
        } catch {
            throw RecordError("the projects of \(contest.id): \(error)")
        }
    }

    /// Throws `RecordError` when the contests' artifacts are more than is read.
    static func require(sizesOf contests: [Contest]) throws(RecordError) {
        var total = 0
        for contest in contests {
            let (sum, overflow) = total.addingReportingOverflow(contest.projects.size)
            total = overflow ? .max : sum
            guard total <= largestTogether else {
                throw RecordError(
                    "contest \(contest.id): expected projects of at most \(largestTogether) bytes in all contests "
                        + "together, found \(total) up to here")
            }
        }
    }

    public var bytes: [UInt8] { JSON.array(projects.map(Self.json)).canonical }

    private static func project(_ json: JSON, place: String) throws(WireError) -> Project {
        var members = try Members(json, of: place)
        let project = Project(
            id: try members.string("project_id"), cost: try members.integer("cost"), name: try members.string("name"),
            categories: try members.strings("category"), targets: try members.strings("target"),
            neighborhood: members.has("neighborhood") ? try members.string("neighborhood") : nil,
            description: members.has("description") ? try members.string("description") : nil)
        try members.finish()
        return project
    }

    public static func json(_ project: Project) -> JSON {
        var members: [Verbatim: JSON] = [
            "project_id": .string(project.id), "cost": .integer(project.cost), "name": .string(project.name),
            "category": .array(project.categories.map(JSON.string)),
            "target": .array(project.targets.map(JSON.string)),
        ]
        if let neighborhood = project.neighborhood { members["neighborhood"] = .string(neighborhood) }
        if let description = project.description { members["description"] = .string(description) }
        return .object(members)
    }

    private static func isIdentifier(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { (0x21...0x7E).contains($0) && !#"",;"#.utf8.contains($0) }
    }
}
