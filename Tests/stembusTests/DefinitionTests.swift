import BudgetRules
import ElectionRecord
import Foundation
import Testing

@testable import stembus

/// A definition on disk, right but for one thing.
private struct DefinitionFiles {
    var toml = """
        origin = "stem.example/proef"
        id = "proef"
        country = "Netherlands"
        unit = "Proefdam"
        currency = "EUR"
        time_zone = "Europe/Amsterdam"
        languages = ["nl", "en"]
        min_anon = 20
        title = {nl = "Proef", en = "Trial"}

        [window]
        opens = "2027-03-01T08:00:00Z"
        closes = "2027-03-22T22:59:59Z"

        [officials]
        count = 2
        threshold = 2

        [trustees]
        count = 3
        threshold = 2

        [issuers]
        count = 1

        [witnesses]
        count = 2
        quorum = 1

        [[contest]]
        id = "oost"
        budget = 1000
        vote_type = "approval"
        max_length = 2
        rule = "greedy"
        satisfaction = "cost"
        leftover = "part-fund"
        ties = "lot"
        projects = "projects/oost.csv"
        title = {nl = "Oost", en = "East"}
        neighborhood_caps = {Buiksloot = 500}

        [[district]]
        id = "oost"
        contests = ["oost"]
        name = {nl = "Oost", en = "East"}

        """
    var projects = #"""
        project_id,cost,name,neighborhood
        a,400,Bank,Buiksloot
        b,700,"Boom, met ""schaduw""",

        """#

    func read() throws -> Definition { try onDisk { try Definition(path: "\($0)/election.toml") } }

    func onDisk<Value>(_ body: (String) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Files.write(Array(toml.utf8), to: "\(folder)/election.toml")
        try Files.write(Array(projects.utf8), to: "\(folder)/projects/oost.csv")
        do { return try body(folder) } catch let complaint as Complaint {
            throw Complaint(
                complaint.description.replacingOccurrences(of: "\(folder)/", with: ""), status: complaint.status)
        }
    }

    func complaint() throws -> Complaint? {
        do {
            _ = try read()
            return nil
        } catch let complaint as Complaint {
            return complaint
        }
    }
}

@Suite("An election's definition")
struct DefinitionTests {
    @Test("a right definition is read, with its defaults")
    func right() throws {
        let definition = try DefinitionFiles().read()
        #expect(definition.mixers == 3)
        #expect(definition.scale == 1)
        #expect(definition.contests.map(\.projects.count) == [2])
        #expect(
            definition.contests[0].rule
                == .greedy(GreedyRule(leftover: .partFund, neighborhoodCaps: ["Buiksloot": 500])))
        #expect(definition.contests[0].limits == Limits(maxLength: 2))
        #expect(definition.contests[0].projects[1].name == "Boom, met \"schaduw\"")
        #expect(definition.parties.count == 2 + 1 + 1 + 3 + 3 + 2)
    }

    @Test("what the election folder keeps is read back as it was")
    func roundTrip() throws {
        try DefinitionFiles().onDisk { folder in
            let given = try Definition(path: "\(folder)/election.toml")
            try DefinitionText(given).write(to: "\(folder)/kept")
            let kept = try Definition(path: "\(folder)/kept/definition.toml")
            #expect(kept.contests == given.contests)
            #expect(kept.districts == given.districts)
            #expect(kept.title == given.title)
            #expect(kept.window == given.window)
            #expect(kept.trustees == given.trustees)
            #expect(kept.witnesses == given.witnesses)
        }
    }

    @Test(
        "a definition with one fault is refused, and the message tells where and what",
        arguments: [
            ("id = \"proef\"", "id = \"proef", "election.toml: line 2: "),
            ("id = \"proef\"\n", "", "election.toml: the election: expected a member \"id\", found none"),
            (
                "min_anon = 20", "min_anon = 20\nmin_annon = 3",
                "election.toml: the election: unknown member \"min_annon\""
            ),
            ("ties = \"lot\"", "tie = \"lot\"", "election.toml: [[contest]] 1: unknown member \"tie\""),
            (
                "ties = \"lot\"", "ties = \"dice\"",
                "election.toml: [[contest]] 1: ties: expected lot, project-id, most-votes or lowest-cost, found \"dice\""
            ),
            ("rule = \"greedy\"", "rule = \"equalshares\"", "election.toml: [[contest]] 1: expected the rule greedy"),
            ("budget = 1000", "budget = 0", "election.toml: [[contest]] 1: expected \"budget\" from 1"),
            (
                "budget = 1000", "budget = \"1000\"",
                "election.toml: [[contest]] 1: expected \"budget\" to be an integer"
            ),
            ("budget = 1000", "budget = 10.5", "election.toml: budget: expected a text, a whole number"),
            ("2027-03-01T08:00:00Z", "2027-03-01 08:00", "election.toml: [window]: opens: expected a time such as"),
            ("2027-03-22T22:59:59Z", "2027-02-22T22:59:59Z", "election.toml: expected a window that closes after"),
            (
                "[trustees]\ncount = 3\nthreshold = 2", "[trustees]\ncount = 3\nthreshold = 4",
                "election.toml: [trustees]: expected a threshold of at most 3, found 4"
            ),
            (
                "[officials]\ncount = 2\nthreshold = 2", "[officials]\ncount = 2\nthreshold = 0",
                "election.toml: expected 1 to 2 officials to sign, found 0"
            ),
            ("quorum = 1", "quorum = 3", "election.toml: [witnesses]: expected a quorum of at most 2, found 3"),
            (
                "[issuers]\ncount = 1", "[issuers]\ncount = 2",
                "election.toml: [issuers]: expected \"count\" from 1 to 1"
            ),
            (
                "contests = [\"oost\"]", "contests = [\"west\"]",
                "election.toml: district oost: there is no contest \"west\""
            ),
            ("id = \"oost\"\nbudget", "id = \"../oost\"\nbudget", "election.toml: expected an id of 1 to 64"),
            (
                "{nl = \"Oost\", en = \"East\"}\nneigh", "{nl = \"Oost\"}\nneigh",
                "election.toml: expected a text in each of"
            ),
            ("{Buiksloot = 500}", "{Noord = 5}", "election.toml: contest oost: no project lies in the capped"),
            (
                "{Buiksloot = 500}", "{Buiksloot = -5}",
                "election.toml: [[contest]] 1: \"neighborhood_caps\": expected an amount"
            ),
            ("max_length = 2", "min_length = 3", "election.toml: contest oost: "),
            (
                "origin = \"stem.example/proef\"", "origin = \"stem example\"",
                "election.toml: expected an origin without"
            ),
        ] as [(String, String, String)])
    func fault(_ right: String, _ wrong: String, _ message: String) throws {
        var files = DefinitionFiles()
        #expect(files.toml.contains(right))
        files.toml = files.toml.replacingOccurrences(of: right, with: wrong)
        let complaint = try files.complaint()
        #expect(complaint?.description.hasPrefix(message) == true, "\(complaint?.description ?? "no complaint")")
        #expect(complaint?.status == 1)
    }

    @Test(
        "a project list with one fault is refused with its own name, line and column",
        arguments: [
            ("a,400,Bank,Buiksloot", "a,400,Ba", "projects/oost.csv: line 2"),
            ("a,400", "a,", "projects/oost.csv: line 2"),
            ("b,700", "a,700", "projects/oost.csv: line 3"),
            ("a,400,Bank,Buiksloot\nb,700,\"Boom, met \"\"schaduw\"\"\",\n", "", "projects/oost.csv: line 2"),
            ("project_id", "id", "projects/oost.csv: line 1"),
            ("\"\"\",\n", "\"\"", "projects/oost.csv: line 3"),
        ] as [(String, String, String)])
    func list(_ right: String, _ wrong: String, _ message: String) throws {
        var files = DefinitionFiles()
        #expect(files.projects.contains(right))
        files.projects = files.projects.replacingOccurrences(of: right, with: wrong)
        let complaint = try files.complaint()
        #expect(complaint?.description.hasPrefix(message) == true, "\(complaint?.description ?? "no complaint")")
    }

    @Test("a file that is not there is told apart from a wrong one")
    func missing() throws {
        var files = DefinitionFiles()
        files.toml = files.toml.replacingOccurrences(of: "projects/oost.csv", with: "projects/west.csv")
        let complaint = try files.complaint()
        #expect(complaint?.description == "projects/west.csv: can't be read")
        #expect(complaint?.status == 2)
    }
}

@Suite("A definition from Pabulib files")
struct PabulibDefinitionTests {
    private func definition(_ meta: String, leftover: GreedyRule.Leftover? = nil) throws -> Definition {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let text = """
            META
            key;value
            description;Buurtbudget Noord-Oost
            country;Netherlands
            unit;Amsterdam
            instance;613
            num_projects;2
            num_votes;1
            budget;1000
            vote_type;approval
            date_begin;01.03.2022
            date_end;22.03.2022
            max_length;2
            \(meta)
            PROJECTS
            project_id;cost;votes;name;neighborhood
            7;600;1;Bank;Buiksloot
            3;500;0;Boom;
            VOTES
            voter_id;vote
            1;7

            """
        try Files.write(Array(text.utf8), to: "\(folder)/a.pb")
        return try PabulibDefinition(
            ["\(folder)/a.pb", "\(folder)/a.pb"], leftover: leftover, origin: "stem.example/pabulib",
            now: Timestamp(parsing: "2026-12-01T11:30:00Z")
        ).definition
    }

    @Test("the vote was held in the weeks before, as what has not come yet can't be counted")
    func window() throws {
        let window = try definition("rule;greedy").window
        #expect(window.opens.description == "2026-11-09T08:00:00Z")
        #expect(window.closes.description == "2026-11-30T22:59:59Z")
    }

    @Test("each file is a district and a contest of its own name, with its projects in order and its limits")
    func files() throws {
        let definition = try definition("rule;greedy")
        #expect(definition.districts.map(\.id) == ["buurtbudget-noord-oost", "buurtbudget-noord-oost-2"])
        #expect(definition.contests[1].projects.map(\.id) == ["7", "3"])
        #expect(definition.contests[1].limits.maxLength == 2)
        try definition.requireSense()
    }

    @Test("a cap on a name that no project has is left out, the others stay")
    func caps() throws {
        let definition = try definition(
            """
            rule;greedy
            neighborhoods;Buiksloot,Nieuwendam
            budget_per_neighborhood;600,400
            """)
        guard case .greedy(let rule) = definition.contests[0].rule else {
            Issue.record("expected greedy")
            return
        }
        #expect(rule.neighborhoodCaps == ["Buiksloot": 600])
    }

    @Test(
        "what is done with the leftover is the flag's, else the file's",
        arguments: [
            ("rule;greedy", nil, .skip), ("rule;greedy-no-skip", nil, .stop),
            ("rule;greedy\nleftover_budget;Partially fund one additional project", nil, .partFund),
            ("rule;greedy-no-skip", .partFund, .partFund),
        ] as [(String, GreedyRule.Leftover?, GreedyRule.Leftover)])
    func leftover(_ meta: String, _ flag: GreedyRule.Leftover?, _ expected: GreedyRule.Leftover) throws {
        guard case .greedy(let rule) = try definition(meta, leftover: flag).contests[0].rule else { return }
        #expect(rule.leftover == expected)
    }
}
