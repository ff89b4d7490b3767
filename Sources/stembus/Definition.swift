import BudgetRules
import ElectionRecord
import Foundation
import Wire

/// An election as officials write it down: `definition.toml` and the projects' CSV files beside it.
struct Definition {
    var origin: String
    var id: String
    var title: Texts
    var country: String
    var unit: String
    var currency: String
    var scale: Int
    var timeZone: String
    var languages: [String]
    var window: Window
    var minAnon: Int
    var officials: (count: Int, threshold: Int)
    var trustees: (count: Int, threshold: Int)
    var mixers: Int
    var witnesses: (count: Int, quorum: Int)
    var contests: [ContestDefinition]
    var districts: [District]
}

extension Definition {
    /// Reads the TOML file and the CSV files that it names. Throws `Complaint` naming file, place and what was found.
    init(path: String) throws {
        let json = try JSON(toml: Files.read(path), at: path)
        do {
            var members = try Members(json, of: "the election")
            try self.init(&members, folder: URL(filePath: path).deletingLastPathComponent().path)
            try members.finish()
            try requireSense()
        } catch let error as ProjectsComplaint {
            throw error.complaint
        } catch {
            throw Complaint("\(path): \(error)")
        }
    }

    private init(_ members: inout Members, folder: String) throws {
        origin = try members.string("origin")
        id = try members.string("id")
        title = try members.texts("title")
        country = try members.string("country")
        unit = try members.string("unit")
        currency = try members.string("currency")
        scale = members.has("scale") ? try members.integer("scale") : 1
        timeZone = try members.string("time_zone")
        languages = try members.strings("languages")
        minAnon = members.has("min_anon") ? try members.integer("min_anon", in: 0...JSON.largestInteger) : 20
        var window = try Members(members.json("window"), of: "[window]")
        self.window = Window(opens: try Self.moment(&window, "opens"), closes: try Self.moment(&window, "closes"))
        try window.finish()
        officials = try Self.party(&members, "officials", "threshold", standard: (2, 2))
        trustees = try Self.party(&members, "trustees", "threshold", standard: (3, 2))
        witnesses = try Self.party(&members, "witnesses", "quorum", standard: (0, 0))
        if members.has("issuers") {
            var table = try Members(members.json("issuers"), of: "[issuers]")
            _ = try table.integer("count", in: 1...1)
            try table.finish()
        }
        mixers = trustees.count
        if members.has("mixers") {
            var table = try Members(members.json("mixers"), of: "[mixers]")
            mixers = try table.integer("count", in: 1...255)
            try table.finish()
        }
        var contests: [ContestDefinition] = []
        for (number, element) in try members.array("contest").enumerated() {
            contests.append(
                try ContestDefinition(element, place: "[[contest]] \(number + 1)", folder: folder, scale: scale))
        }
        self.contests = contests
        var districts: [District] = []
        for (number, element) in try members.array("district").enumerated() {
            var table = try Members(element, of: "[[district]] \(number + 1)")
            districts.append(
                District(
                    id: try table.string("id"), name: try table.texts("name"), contests: try table.strings("contests")))
            try table.finish()
        }
        self.districts = districts
    }

    private static func moment(_ members: inout Members, _ name: String) throws -> Timestamp {
        let text = try members.string(name)
        do { return try Timestamp(parsing: text) } catch { throw WireError("[window]: \(name): \(error)") }
    }

    private static func party(
        _ members: inout Members, _ name: String, _ limit: String, standard: (Int, Int)
    ) throws -> (Int, Int) {
        guard members.has(name) else { return standard }
        var table = try Members(members.json(name), of: "[\(name)]")
        let party = (try table.integer("count", in: 0...255), try table.integer(limit, in: 0...255))
        try table.finish()
        guard party.1 <= party.0 else {
            throw WireError("[\(name)]: expected a \(limit) of at most \(party.0), found \(party.1)")
        }
        return party
    }
}

/// What is wrong with a file that the definition names: the place is that file's.
private struct ProjectsComplaint: Error {
    let complaint: Complaint
}

/// One `[[contest]]` with its projects.
struct ContestDefinition: Hashable {
    var id: String
    var title: Texts
    var budget: Int
    var voteType: VoteType
    var limits: Limits
    var rule: Rule
    var ties: TieBreak
    var projects: [Project]
}

extension ContestDefinition {
    init(_ json: JSON, place: String, folder: String, scale: Int) throws {
        var table = try Members(json, of: place)
        id = try table.string("id")
        title = try table.texts("title")
        budget = try table.integer("budget", in: 1...JSON.largestInteger)
        voteType = try Self.named(&table, place, "vote_type") ?? .approval
        func limit(_ name: String) throws -> Int? {
            table.has(name) ? try table.integer(name, in: 0...JSON.largestInteger) : nil
        }
        limits = Limits(
            minLength: try limit("min_length") ?? 0, maxLength: try limit("max_length"),
            minSumCost: try limit("min_sum_cost"), maxSumCost: try limit("max_sum_cost"))
        rule = try Self.rule(&table, place, standard: scale)
        ties = try Self.named(&table, place, "ties") ?? .lot
        let file = try table.string("projects")
        let path = file.hasPrefix("/") ? file : "\(folder)/\(file)"
        do { projects = try ProjectList.read(Files.read(path)) } catch let error as TextError {
            throw ProjectsComplaint(complaint: Complaint("\(path): \(error)"))
        } catch let error as Complaint {
            throw ProjectsComplaint(complaint: error)
        }
        try table.finish()
    }
}
