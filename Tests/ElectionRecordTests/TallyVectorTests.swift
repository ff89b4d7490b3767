import BallotCrypto
import BudgetRules
import Foundation
import Testing
import Wire

@testable import ElectionRecord

/// vectors/tally.json, read as a stranger would: by the names in spec/tally.md.
@Suite struct TallyVectorTests {
    private static func file() throws -> [Verbatim: JSON] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let bytes = try Data(contentsOf: root.appending(path: "vectors/tally.json"))
        return try members(JSONDecoder().decode(Value.self, from: bytes).json)
    }

    private static func members(_ json: JSON?) throws -> [Verbatim: JSON] {
        guard case .object(let members) = json else { throw WireError("expected an object") }
        return members
    }

    private static func elements(_ json: JSON?) throws -> [JSON] {
        guard case .array(let elements) = json else { throw WireError("expected an array") }
        return elements
    }

    private static func text(_ json: JSON?) throws -> String {
        guard case .string(let text) = json else { throw WireError("expected a text") }
        return text
    }

    private static func number(_ json: JSON?) throws -> Int {
        guard case .integer(let number) = json else { throw WireError("expected a number") }
        return number
    }

    private static func texts(_ json: JSON?) throws -> [String] { try elements(json).map(text) }

    private static func projects(_ file: [Verbatim: JSON]) throws -> [Project] {
        try elements(file["projects"]).map { json in
            let project = try members(json)
            return Project(
                id: try text(project["project_id"]), cost: try number(project["cost"]),
                categories: try texts(project["category"]), neighborhood: try project["neighborhood"].map(text))
        }
    }

    @Test("every rule decides the vectors' ballots as the vectors say, with the same trace")
    func outcomes() throws {
        let file = try Self.file()
        let projects = try Self.projects(file)
        let ballots = try Self.elements(file["ballots"]).map { try Self.elements($0).map(Self.number) }
        var names: Set<String> = []
        for json in try Self.elements(file["outcomes"]) {
            var expected = try Self.members(json)
            let comment = try Self.text(expected.removeValue(forKey: "comment"))
            let withdrawn = try Self.texts(expected.removeValue(forKey: "withdrawn"))
            // An outcome may be about projects and votes of its own.
            var (own, votes) = (projects, ballots)
            if expected["votes"] != nil {
                own = try Self.projects(expected)
                votes = try Self.elements(expected["votes"]).map { try Self.elements($0).map(Self.number) }
                expected["projects"] = nil
                expected["votes"] = nil
            }
            let instance = try Instance(budget: Self.number(expected["budget"]), projects: own)
            let isOpened = expected["opened"] == .bool(true)
            let rule = try Rule(expected["rule"] ?? .null)
            names.insert(rule.name)
            #expect(rule.json == expected["rule"], "\(comment)")
            let contest = Contest(
                id: "vector", title: [:], budget: instance.budget, voteType: .approval, limits: Limits(), rule: rule,
                ties: .lot, projects: ArtifactReference([]))
            let count = try ContestCount(
                contest, instance, ballots: votes.count,
                rows: isOpened ? votes.map { .success(try Selection($0, of: own.count)) } : nil,
                withdrawn: Set(withdrawn), lot: Self.texts(expected["tie_order"]))
            let document = try Self.members(count.document)
            for (name, value) in expected { #expect(document[name] == value, "\(comment): \(name)") }
            #expect(document.count == expected.count + 6, "\(comment)")
        }
        #expect(names == ["greedy", "equal-shares", "phragmen", "maximin-support", "max-welfare"])
    }

    @Test("the lot's seed and orders are the vectors'")
    func lot() throws {
        let file = try Self.file()
        let vector = try Self.members(file["lot"])
        let opened = try Self.elements(vector["opened"]).map { try Self.texts($0).map { try Hex.decode($0) } }
        let lot = Lot(tctx: try #require(Digest(Hex.decode(Self.text(vector["tctx"])))), opened: opened)
        #expect(lot.seed.hex == (try Self.text(vector["seed"])))
        let ids = try Self.projects(file).map(\.id)
        for contest in 0...1 {
            #expect(
                lot.order(of: ids, contest: contest)
                    == (try Self.texts(vector[Verbatim("order of contest \(contest)")])))
        }
    }

    @Test("selections are the bytes that the vectors say, and limits refuse what they say")
    func selections() throws {
        let file = try Self.file()
        let selections = try Self.members(file["selections"])
        for json in try Self.elements(selections["valid"]) {
            let vector = try Self.members(json)
            let count = try Self.number(vector["projects"])
            let selected = try Self.elements(vector["selected"]).map(Self.number)
            let bytes = try Hex.decode(Self.text(vector["bytes"]))
            #expect(try Selection(selected, of: count).bytes == bytes)
            #expect(try Selection(bytes: bytes, of: count).projects == selected)
        }
        for json in try Self.elements(selections["refused"]) {
            let vector = try Self.members(json)
            let (bytes, count) = (try Hex.decode(Self.text(vector["bytes"])), try Self.number(vector["projects"]))
            #expect(throws: RecordError.self) { try Selection(bytes: bytes, of: count) }
        }
        let limits = try Self.members(file["limits"])
        let instance = try Instance(
            budget: 1000, projects: Self.projects(file),
            limits: Limits(
                minLength: Self.number(limits["min_length"]), maxLength: Self.number(limits["max_length"]),
                minSumCost: Self.number(limits["min_sum_cost"]), maxSumCost: Self.number(limits["max_sum_cost"])))
        for json in try Self.elements(limits["cases"]) {
            let vector = try Self.members(json)
            let fault = instance.check(try Self.elements(vector["selected"]).map(Self.number))
            let reason = fault.flatMap(InvalidRow.init)
            #expect((fault == nil) == (reason == nil))
            #expect(.string(reason?.rawValue ?? "") == vector["reason"])
        }
    }
}

/// Any JSON value, white space and all.
private struct Value: Decodable {
    let json: JSON

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let flag = try? value.decode(Bool.self) {
            json = .bool(flag)
        } else if let number = try? value.decode(Int.self) {
            json = .integer(number)
        } else if let text = try? value.decode(String.self) {
            json = .string(text)
        } else if let elements = try? value.decode([Value].self) {
            json = .array(elements.map(\.json))
        } else {
            json = .object(try value.decode([String: Value].self).mapValues(\.json))
        }
    }
}
