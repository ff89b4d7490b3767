import Testing

@testable import BudgetRules

@Suite struct PabulibTests {
    private static let file = #"""
        META
        key;value
        description;"A street; and more"
        country;Nowhere
        unit;Town
        instance;2027
        num_projects;3
        num_votes;4
        budget;100
        vote_type;approval
        rule;greedy
        date_begin;2027
        date_end;2027
        max_length;2
        min_length;none
        neighborhoods;East,West
        budget_per_neighborhood;60,40
        colour;blue
        PROJECTS
        project_id;cost;votes;name;category;neighborhood;selected
        10;50;2;Bench;green,play;East;1
        BO.D18.9/23;60;1;"Say ""hello""";;West;0
        9;999999999;1;Tower;;;0
        VOTES
        voter_id;vote;age
        1;10,BO.D18.9/23;30
        2;10;
        3;;40
        4;9;50

        """#

    private func read(_ text: String) throws -> Pabulib { try Pabulib(Array(text.utf8)) }

    @Test("a file is read whole")
    func whole() throws {
        let file = try read(Self.file)
        #expect(file["description"] == "A street; and more" && file["colour"] == "blue")
        #expect(file["min_length"] == nil && file["age"] == nil)
        #expect(file.instance.budget == 100 && file.instance.limits == Limits(maxLength: 2) && file.scale == 1)
        #expect(file.instance.projects.map(\.id) == ["10", "BO.D18.9/23", "9"])
        #expect(
            file.instance.projects[0]
                == Project(
                    id: "10", cost: 50, name: "Bench", categories: ["green", "play"], neighborhood: "East",
                    extra: [Column("votes", "2"), Column("selected", "1")]))
        #expect(file.approvals == [[0, 1], [0], [], [2]])
        #expect(file.votes[0] == Pabulib.Vote(voter: "1", projects: [0, 1], extra: [Column("age", "30")]))
        #expect(try file.neighborhoodCaps() == ["East": 60, "West": 40])
        #expect(try file.categoryCaps() == [:])
        #expect(file.notImplementable == ["9"])
    }

    @Test("a canonical file is written back byte for byte")
    func identity() throws {
        #expect(try read(Self.file).text == Self.file)
    }

    @Test("a byte order mark, CRLF, other cases, spaces in lists and a missing last line end change nothing")
    func disguises() throws {
        var text = Self.file.replacing("10,BO", with: "10 , BO").replacing("green,", with: "green, ")
        text = text.replacing("PROJECTS", with: "Projects ").replacing("\n", with: "\r\n")
        let bytes = [0xEF, 0xBB, 0xBF] + Array(text.utf8).dropLast(2)
        let (found, plain) = (try Pabulib(bytes), try read(Self.file))
        #expect(found.instance == plain.instance && found.votes == plain.votes && found.meta == plain.meta)
        // Only the section's name is written in the usual way.
        #expect(
            Array(found.text.utf8) == [0xEF, 0xBB, 0xBF]
                + Array(text.replacing("Projects ", with: "PROJECTS").utf8).dropLast(2))
    }

    @Test("amounts with decimals are hundredths throughout", arguments: ["100.5", "100,50"])
    func decimals(_ budget: String) throws {
        let file = try read(Self.file.replacing("budget;100", with: "budget;\(budget)"))
        #expect(file.scale == 100 && file.instance.budget == 10050)
        #expect(file.instance.projects.map(\.cost) == [5000, 6000, 99_999_999_900])
        #expect(file.notImplementable == ["9"] && file["budget"] == budget)
        #expect(try file.neighborhoodCaps() == ["East": 6000, "West": 4000])
        let again = try read(file.text)
        #expect(again == file && again.text == file.text)
        #expect(file.text.contains("\n10;50;2;Bench;"))
    }

    @Test("a project that a vote names twice is taken once")
    func twice() throws {
        #expect(try read(Self.file.replacing("10,BO.D18.9/23;", with: "10,9,10;")).approvals[0] == [0, 2])
        #expect(throws: TextError(line: 26, field: "vote", "expected each project once, found \"10\"")) {
            try read(
                Self.file.replacing("10,BO.D18.9/23;", with: "10,9,10;").replacing(";approval", with: ";ordinal"))
        }
    }

    @Test(
        "a fault is refused with its line and field",
        arguments: [
            ("unit;Town\n", "", 18, "unit", "expected this key, found none"),
            ("unit;Town", "country;Town", 5, "key", "expected a key that isn't on line 4, found \"country\""),
            ("key;value", "a;b", 2, nil, "expected the header key;value, found a;b"),
            ("unit;Town", "unit;Town;x", 5, nil, "expected 2 fields, found 3"),
            ("num_projects;3", "num_projects;4", 7, "num_projects", "expected 3, as there are, found \"4\""),
            ("num_votes;4", "num_votes;5", 8, "num_votes", "expected 4, as there are, found \"5\""),
            ("num_votes;4", "num_votes;x", 8, "num_votes", "expected a whole number, found \"x\""),
            ("budget;100", "budget;0", 9, "budget", "expected an amount above 0, found \"0\""),
            ("budget;100", "budget;", 9, "budget", "expected an amount above 0, found nothing"),
            (
                "budget;100", "budget;1e5", 9, "budget",
                "expected an amount with two decimals at most, found \"1e5\""
            ),
            (
                "budget;100", "budget;1.001", 9, "budget",
                "expected an amount with two decimals at most, found \"1.001\""
            ),
            (
                "e;approval", "e;Approval", 10, "vote_type",
                "expected one of approval, choose-1, cumulative, ordinal, scoring, found \"Approval\""
            ),
            ("max_length;2", "max_length;two", 14, "max_length", "expected a whole number, found \"two\""),
            ("max_length;2", "max_length;2\nmin_length;3", 16, "key", "expected a key that isn't on line 15, found "),
            ("10;50;2;Bench", "10;;2;Bench", 21, "cost", "expected a whole number from 0 to"),
            ("9;999999999", "10;999999999", 23, "project_id", "expected an id that isn't on line 21, found \"10\""),
            ("9;999999999;1;Tower;;;0", "9;999999999;1", 23, "name", "expected 7 fields, found 3"),
            ("3;;40", "2;;40", 28, "voter_id", "expected a voter that isn't on line 27, found \"2\""),
            ("4;9;50", "4;8;50", 29, "vote", "expected the ids of projects, found \"8\""),
            ("4;9;50", "4;9,;50", 29, "vote", "expected the ids of projects, found nothing"),
            ("VOTES\n", "", 29, nil, "expected a section VOTES, found none"),
            ("VOTES\n", "META\nVOTES\n", 24, nil, "expected one section META, found another"),
            ("META\n", "", 29, nil, "expected a section META, found none"),
            ("PROJECTS\n", "VOTES\n", 30, nil, "expected a section PROJECTS, found none"),
        ] as [(String, String, Int, String?, String)])
    func refuse(_ good: String, _ bad: String, _ line: Int, _ field: String?, _ reason: String) throws {
        let text = Self.file.replacing(good, with: bad, maxReplacements: 1)
        #expect(text != Self.file)
        do {
            _ = try read(text)
            Issue.record("read")
        } catch let error as TextError {
            #expect(error.line == line && error.field == field, "\(error)")
            #expect(error.reason.hasPrefix(reason), "\(error)")
        }
    }

    @Test("sections in another order are refused")
    func sectionOrder() {
        #expect(throws: TextError(line: 1, "expected the sections META, PROJECTS and VOTES, found another order")) {
            try read("PROJECTS\nproject_id;cost\na;1\nMETA\nkey;value\nVOTES\nvoter_id;vote\n")
        }
    }

    @Test("a file that is cut off before its last field is refused, wherever")
    func prefixes() {
        let bytes = Array(Self.file.utf8)
        for length in 0..<bytes.count - "50\n".utf8.count {
            #expect(throws: TextError.self, "\(length)") { try Pabulib(Array(bytes.prefix(length))) }
        }
    }

    @Test("caps that don't match their names are refused")
    func capLists() throws {
        let short = try read(Self.file.replacing("60,40", with: "60"))
        #expect(throws: TextError(line: 17, field: "budget_per_neighborhood", "expected 2 amounts, found 1")) {
            try short.neighborhoodCaps()
        }
        let wrong = try read(Self.file.replacing("60,40", with: "60,x"))
        #expect(throws: TextError(line: 17, field: "budget_per_neighborhood", "expected an amount, found \"x\"")) {
            try wrong.neighborhoodCaps()
        }
    }

    @Test("the file of a vote held here says what the instance says, and reads back the same", arguments: [1, 100])
    func written(_ scale: Int) throws {
        let instance = try Instance(
            budget: 5000,
            projects: [
                Project(id: "a", cost: 1000, name: "Een; twee", extra: [Column("votes", "1")]),
                Project(id: "b", cost: 50, neighborhood: "Oost", extra: [Column("votes", "2")]),
            ], limits: Limits(minLength: 1, maxSumCost: 4000))
        let keys = Pabulib.required + ["max_length", "edition"]
        let file = try Pabulib(
            meta: keys.map { Column($0, "x") }, instance: instance,
            votes: [
                .init(voter: "1", projects: [0, 1]), .init(voter: "2", projects: []), .init(voter: "3", projects: [1]),
            ],
            scale: scale)
        #expect(file.instance == instance && file.approvals == [[0, 1], [], [1]] && file.scale == scale)
        #expect(file["budget"] == (scale == 1 ? "5000" : "50.00") && file["max_length"] == nil)
        #expect(file["num_votes"] == "3" && file["num_projects"] == "2" && file["edition"] == "x")
        #expect(file["max_sum_cost"] == (scale == 1 ? "4000" : "40.00") && file["min_length"] == "1")
        #expect(try read(file.text) == file)
    }

    @Test("a vote that makes no readable file isn't written")
    func unwritable() throws {
        let instance = try Instance(budget: 5, projects: [Project(id: "a", cost: 1)])
        let meta = Pabulib.required.map { Column($0, "x") }
        func write(_ meta: [Column], _ votes: [Pabulib.Vote]) throws {
            _ = try Pabulib(meta: meta, instance: instance, votes: votes)
        }
        try write(meta, [.init(voter: "1", projects: [0])])
        #expect(throws: TextError(line: 1, field: "vote", "expected a project below 1, found 1")) {
            try write(meta, [.init(voter: "1", projects: [1])])
        }
        #expect(throws: TextError(line: 20, field: "voter_id", "expected a voter that isn't on line 19, found \"1\"")) {
            try write(meta, [.init(voter: "1", projects: []), .init(voter: "1", projects: [])])
        }
        #expect(throws: TextError(line: 13, field: "unit", "expected this key, found none")) {
            try write(meta.filter { $0.key != "unit" }, [])
        }
    }
}
