import BudgetRules
import ElectionRecord
import Foundation
import TOMLKit
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
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        let table: TOMLTable
        do { table = try TOMLTable(string: text) } catch { throw Complaint("\(path): \(error)") }
        do {
            var members = try Members(JSON(table), of: path)
            try self.init(&members, folder: URL(filePath: path).deletingLastPathComponent().path)
            try members.finish()
        } catch let error as Complaint {
            throw error
        } catch {
            throw Complaint("\(error)")
        }
        do { try requireSense() } catch { throw Complaint("\(path): \(error)") }
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
        self.window = Window(
            opens: try Timestamp(parsing: window.string("opens")),
            closes: try Timestamp(parsing: window.string("closes")))
        try window.finish()
        officials = try Self.party(&members, "officials", "threshold", standard: (2, 2))
        trustees = try Self.party(&members, "trustees", "threshold", standard: (3, 2))
        witnesses = try Self.party(&members, "witnesses", "quorum", standard: (0, 0))
        mixers = trustees.count
        if members.has("mixers") {
            var table = try Members(members.json("mixers"), of: "[mixers]")
            mixers = try table.integer("count", in: 1...255)
            try table.finish()
        }
        var contests: [ContestDefinition] = []
        for element in try members.array("contest") {
            contests.append(try ContestDefinition(Members(element, of: "[[contest]]"), folder: folder))
        }
        self.contests = contests
        var districts: [District] = []
        for element in try members.array("district") {
            var table = try Members(element, of: "[[district]]")
            districts.append(
                District(
                    id: try table.string("id"), name: try table.texts("name"), contests: try table.strings("contests")))
            try table.finish()
        }
        self.districts = districts
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

    /// What the manifest's own rules would refuse later is refused here, before any key is made.
    private func requireSense() throws {
        guard !origin.isEmpty, origin.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "+") }) else {
            throw Complaint("expected an origin without spaces and plus signs, found \"\(origin)\"")
        }
        guard officials.threshold >= 1, trustees.threshold >= 1 else {
            throw Complaint("expected thresholds from 1 for officials and trustees")
        }
        for contest in contests {
            do {
                _ = try ProjectsArtifact(contest.projects)
                _ = try Instance(
                    budget: contest.budget, projects: contest.projects, voteType: contest.voteType,
                    limits: contest.limits)
            } catch {
                throw Complaint("contest \(contest.id): \(error)")
            }
        }
        for district in districts {
            for contest in district.contests where !contests.contains(where: { $0.id == contest }) {
                throw Complaint("district \(district.id): there is no contest \"\(contest)\"")
            }
        }
    }
}

/// One `[[contest]]` with its projects.
struct ContestDefinition {
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
    init(_ table: Members, folder: String) throws {
        var table = table
        id = try table.string("id")
        title = try table.texts("title")
        budget = try table.integer("budget", in: 1...JSON.largestInteger)
        voteType = try Self.named(&table, "vote_type") ?? .approval
        func limit(_ name: String) throws -> Int? {
            table.has(name) ? try table.integer(name, in: 0...JSON.largestInteger) : nil
        }
        limits = Limits(
            minLength: try limit("min_length") ?? 0, maxLength: try limit("max_length"),
            minSumCost: try limit("min_sum_cost"), maxSumCost: try limit("max_sum_cost"))
        if table.has("rule") {
            let name = try table.string("rule")
            guard name == "greedy" else { throw WireError("contest \(id): expected the rule greedy, found \(name)") }
        }
        rule = .greedy(
            GreedyRule(
                satisfaction: try Self.named(&table, "satisfaction") ?? .cost,
                leftover: try Self.named(&table, "leftover") ?? .skip, minScore: try limit("min_score") ?? 0,
                neighborhoodCaps: try Self.caps(&table, "neighborhood_caps"),
                categoryCaps: try Self.caps(&table, "category_caps")))
        ties = try Self.named(&table, "ties") ?? .lot
        let file = try table.string("projects")
        let path = file.hasPrefix("/") ? file : "\(folder)/\(file)"
        do { projects = try ProjectList.read(Files.read(path)) } catch let error as TextError {
            throw Complaint("\(path): \(error)")
        }
        try table.finish()
    }

    private static func named<Name: RawRepresentable<String> & CaseIterable>(
        _ table: inout Members, _ key: String
    ) throws -> Name? {
        guard table.has(key) else { return nil }
        let text = try table.string(key)
        guard let name = Name(rawValue: text) else {
            throw WireError("\(key): expected one of \(Name.allCases.map(\.rawValue)), found \"\(text)\"")
        }
        return name
    }

    private static func caps(_ table: inout Members, _ key: String) throws -> [String: Int] {
        guard table.has(key) else { return [:] }
        guard case .object(let members) = try table.json(key) else { throw WireError("\(key): expected a table") }
        return try members.mapValues { value in
            guard case .integer(let cap) = value, cap >= 0 else { throw WireError("\(key): expected amounts from 0") }
            return cap
        }
    }
}

extension JSON {
    /// A TOML table as JSON. Throws `WireError` for a value that definitions have no use for.
    fileprivate init(_ table: TOMLTable) throws(WireError) {
        var members: [String: JSON] = [:]
        for key in table.keys {
            guard let value = table[key] else { continue }
            members[key] = try JSON(value, key)
        }
        self = .object(members)
    }

    private init(_ value: TOMLValueConvertible, _ key: String) throws(WireError) {
        if let text = value.string {
            self = .string(text)
        } else if let number = value.int {
            self = .integer(number)
        } else if let flag = value.bool {
            self = .bool(flag)
        } else if let table = value.table {
            self = try JSON(table)
        } else if let array = value.array {
            var elements: [JSON] = []
            for index in 0..<array.count { elements.append(try JSON(array[index], key)) }
            self = .array(elements)
        } else {
            throw WireError("\(key): expected a text, a whole number, true or false, found another kind of value")
        }
    }
}
