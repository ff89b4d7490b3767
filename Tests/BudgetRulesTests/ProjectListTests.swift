import Testing

@testable import BudgetRules

@Suite struct ProjectListTests {
    private func read(_ text: String) throws -> [Project] { try ProjectList.read(Array(text.utf8)) }

    @Test("projects are read with either separator, in the order of the file", arguments: [",", ";"])
    func read(separator: Character) throws {
        let text = #"""
            project_id;cost;name;category;target;neighborhood;contact
            n-2;1500;"Bank; met uitzicht, en ""boom""";"groen, spel";jeugd;Buiksloot;a@b.example
            n-1;0;Gratis;;;none;
            """#
        let projects = try read(String(text.map { $0 == ";" ? separator : $0 }))
        #expect(
            projects == [
                Project(
                    id: "n-2", cost: 1500, name: "Bank\(separator) met uitzicht, en \"boom\"",
                    categories: ["groen", "spel"], targets: ["jeugd"], neighborhood: "Buiksloot",
                    extra: [Column("contact", "a@b.example")]),
                Project(id: "n-1", cost: 0, name: "Gratis", extra: [Column("contact", "")]),
            ])
    }

    @Test(
        "a list that can't be used is refused with its line and field",
        arguments: [
            ("project_id,cost\n", 2, nil, "expected a project, found none"),
            ("project_id,name\na,b\n", 1, "cost", "expected this column, found none"),
            ("id,cost\na,1\n", 1, "project_id", "expected this column, found none"),
            ("project_id,cost,name\na,1,x\nb,2\n", 3, "name", "expected 3 fields, found 2"),
            (
                "project_id,cost\na,\n", 2, "cost",
                "expected a whole number from 0 to 9223372036854775807, found nothing"
            ),
            (
                "project_id,cost\na,-5\n", 2, "cost",
                "expected a whole number from 0 to 9223372036854775807, found \"-5\""
            ),
            (
                "project_id,cost\na,1.50\n", 2, "cost",
                "expected a whole number from 0 to 9223372036854775807, found \"1.50\""
            ),
            ("project_id,cost\na,1\nb,1\na,2\n", 4, "project_id", "expected an id that isn't on line 2, found \"a\""),
            ("project_id,cost\n,1\n", 2, "project_id", "expected an id without commas, found nothing"),
            ("project_id,cost\n\"a,b\",1\n", 2, "project_id", "expected an id without commas, found \"a,b\""),
            (
                "project_id,cost\na,1\nb,9223372036854775807\n", 3, "cost",
                "expected all costs together to be at most 9223372036854775807, found \"more\""
            ),
            (
                "project_id,cost,target,beneficiaries\na,1,,\n", 1, "target",
                "expected this column or beneficiaries, found both"
            ),
        ] as [(String, Int, String?, String)])
    func refuse(_ text: String, _ line: Int, _ field: String?, _ reason: String) {
        #expect(throws: TextError(line: line, field: field, reason)) { try read(text) }
    }
}
