import Testing

@testable import BudgetRules

@Suite struct PabulibRepairTests {
    private static let meta = [
        "description;A vote", "country;Nowhere", "unit;Town", "instance;2027", "num_projects;2", "num_votes;3",
        "budget;100", "vote_type;approval", "rule;greedy", "date_begin;2027", "date_end;2027",
    ]
    private static let projects = ["project_id;cost;name", "10;50;Bench", "11;60;Tree"]
    private static let votes = ["voter_id;vote", "1;10,11", "2;10", "3;"]

    private static func text(meta: [String] = meta, projects: [String] = projects, votes: [String] = votes) -> String {
        (["META", "key;value"] + meta + ["PROJECTS"] + projects + ["VOTES"] + votes).map { $0 + "\n" }.joined()
    }

    private static func cumulative(_ votes: [String]) -> String {
        text(
            meta: meta.map { $0 == "vote_type;approval" ? "vote_type;cumulative" : $0 },
            votes: ["voter_id;vote;points"] + votes)
    }

    @Test("a file without faults is left as it is")
    func whole() throws {
        let repair = PabulibRepair(Array(Self.text().utf8))
        #expect(repair.repairs.isEmpty && repair.bytes == Array(Self.text().utf8))
    }

    @Test(
        "a fault that strict reading refuses is repaired, told with its line, and then reads strictly",
        arguments: [
            (text(meta: meta.map { $0 == "num_votes;3" ? "num_votes;7" : $0 }), "line 8, field num_votes", 3),
            (text(meta: meta + ["unit;City"]), "line 14, field unit", 3),
            (text(meta: meta.filter { $0 != "country;Nowhere" }), "line 13, field country", 3),
            (
                text(meta: meta.map { $0 == "description;A vote" ? "description;A; vote" : $0 }), "line 3, field descr",
                3
            ),
            (text(meta: meta.map { $0 == "budget;100" ? "budget;100.000" : $0 } + ["x;\"y\" z"]), "line 14", 3),
            (text(meta: meta.map { $0 == "budget;100" ? "budget;1 00" : $0 }), "line 9, field budget", 3),
            (text(projects: ["project_id;cost;name", "10;50;Bench", "11;60"]), "line 17", 3),
            (text(projects: ["project_id;cost;name", "10;50;The \"bench\"", "11;60;Tree"]), "line 16", 3),
            (text(projects: ["project_id;cost;name", "10;50.125;Bench", "11;60;Tree"]), "line 16, field cost", 3),
            (text(projects: projects + ["10;70;Again"]), "line 18, field project_id", 3),
            (text(votes: ["voter_id;vote", "1;10,11", "1;10", "3;"]), "line 21, field voter_id", 3),
            (text(votes: ["voter_id;vote", "1;10,99", "2;10", "3;"]), "line 20, field vote", 3),
            (text(votes: ["voter_id;vote", "1;10;x", "2;10", "3;"]), "line 20", 3),
            (text(votes: votes + ["", ""]), "", 3),
            (cumulative(["1;10,11;2", "2;10;1", "3;;"]), "line 20, field points", 3),
            (cumulative(["1;10,10;2,3", "2;10;1", "3;;"]), "line 20, field vote", 3),
        ])
    func faults(_ text: String, _ place: String, _ votes: Int) throws {
        #expect(throws: (any Error).self) { _ = try Pabulib(Array(text.utf8)).profile }
        let repair = PabulibRepair(Array(text.utf8))
        #expect(place.isEmpty || repair.repairs.contains { $0.description.hasPrefix(place) }, "\(repair.repairs)")
        let file = try Pabulib(repair.bytes)
        #expect(file.votes.count == votes && file.instance.projects.count == 2)
        _ = try file.profile
        #expect(PabulibRepair(repair.bytes).repairs.isEmpty)
    }

    @Test("bytes that aren't UTF-8 become the replacement character")
    func encoding() throws {
        var bytes = Array(Self.text().utf8)
        let place = try #require(bytes.firstIndex(of: UInt8(ascii: "B")))
        bytes[place] = 0xFF
        #expect(throws: TextError.self) { try Pabulib(bytes) }
        let repair = PabulibRepair(bytes)
        #expect(repair.repairs.count == 1)
        #expect(try Pabulib(repair.bytes).instance.projects[0].name == "\u{FFFD}ench")
    }

    @Test("what nobody can guess stays refused, with its line")
    func hopeless() {
        let missing = Self.text(meta: Self.meta.filter { $0 != "budget;100" })
        let typeless = Self.text(meta: Self.meta.map { $0 == "vote_type;approval" ? "vote_type;maybe" : $0 })
        let dear = Self.text(projects: ["project_id;cost", "10;much", "11;60"])
        for text in [missing, typeless, dear, "", "META\n", "PROJECTS\nVOTES\nMETA\n"] {
            #expect(throws: TextError.self) { try Pabulib(PabulibRepair(Array(text.utf8)).bytes) }
        }
    }
}
