import BallotCrypto
import BudgetRules
import Testing
import Wire

@testable import ElectionRecord

@Suite("The record's texts and bytes")
struct ElectionRecordTests {
    @Test("a time has one spelling")
    func times() throws {
        let text = "2027-03-01T08:00:00Z"
        let time = try Timestamp(parsing: text)
        #expect(time.seconds == 1_803_888_000)
        #expect(time.description == text)
        for wrong in [
            "2027-03-01T08:00:00+00:00", "2027-03-01 08:00:00Z", "2027-03-01T08:00:00.0Z", "2027-02-30T08:00:00Z",
            "2027-3-1T8:0:0Z", "2027-03-01T08:00:00z", "", "2027-03-01T24:00:00Z", "1969-12-31T23:59:59Z",
            "1000-02-29T00:00:00Z",
        ] {
            #expect(throws: RecordError.self, "\(wrong)") { try Timestamp(parsing: wrong) }
        }
    }

    @Test("a rehearsal and the roll have no credential in common, whichever comes first")
    func rehearsedCredentials() throws {
        let keys = try (0..<3).map { _ in CredentialKey(try Credential.random().publicKeys[0].compressed) }
        var roll = Roll(districts: 1)
        try roll.rehearse([keys[0]])
        try roll.enrol(keys[1].bytes, in: 0, ascending: false)
        #expect(throws: RecordError("credential \(keys[0]) has cast a test ballot in a rehearsal")) {
            try roll.enrol(keys[0].bytes, in: 0, ascending: false)
        }
        #expect(throws: RecordError.self) { try roll.rehearse([keys[2], keys[1]]) }
        #expect(roll.enrolled == [1])
        // What was refused has left nothing behind.
        try roll.enrol(keys[2].bytes, in: 0, ascending: false)
        #expect(roll.enrolled == [2])
    }

    @Test("a name that is compared by its NFC form has at most 256 bytes, wherever it stands")
    func names() throws {
        let longest = String(repeating: "e\u{316}\u{301}", count: 51) + "é"
        let longer = longest + "."
        #expect(longest.utf8.count == 257 && longer.utf8.count == 258)
        let fits = String(repeating: "é", count: 128)
        func project(_ categories: [String], _ neighborhood: String?) -> Project {
            Project(id: "A", cost: 1, name: "A", categories: categories, neighborhood: neighborhood)
        }
        _ = try ProjectsArtifact([project([fits], fits)])
        for wrong in [project([fits, longest], nil), project([], longest)] {
            #expect { try ProjectsArtifact([wrong]) } throws: {
                "\($0)".contains("expected a name of at most 256 bytes, found 257")
            }
        }
        func rule(_ name: String) -> JSON {
            var greedy = GreedyRule()
            greedy.categoryCaps = [name: 1]
            return Rule.greedy(greedy).json
        }
        _ = try Rule(rule(fits))
        #expect { try Rule(rule(longest)) } throws: { "\($0)".contains("at most 256 bytes, found 257") }
        var roll = Roll(districts: 1)
        let keys = try (0..<2).map { _ in CredentialKey(try Credential.random().publicKeys[0].compressed) }
        try roll.enrol(keys[0].bytes, in: 0, by: fits, ascending: false)
        #expect { try roll.enrol(keys[1].bytes, in: 0, by: longer, ascending: false) } throws: {
            "\($0)".contains("the channel: expected a name of at most 256 bytes, found 258")
        }
    }

    @Test("there are 65,535 different channels at most, and each of them can be used again")
    func channels() throws {
        var roll = Roll(districts: 1)
        for number in 0..<65_535 { #expect(try roll.number(ofChannel: "desk \(number)") == number) }
        #expect(throws: RecordError("expected at most 65535 different channels, found \"letter\" beside them")) {
            try roll.number(ofChannel: Roll.letter)
        }
        #expect(try roll.number(ofChannel: "desk 65534") == 65_534)
        #expect(roll.channels.count == 65_535)
        // A credential that came by one more leaves nothing behind.
        let key = try Credential.random().publicKeys[0].compressed
        #expect(throws: RecordError.self) { try roll.enrol(key, in: 0, ascending: false) }
        #expect(roll.enrolled == [0])
        try roll.enrol(key, in: 0, by: "desk 7", ascending: false)
        #expect(roll.enrolled == [1])
    }

    @Test("the projects of all contests are 64 MiB together at most, as their references say")
    func projectSizes() throws {
        func contests(_ sizes: [Int]) throws -> [Contest] {
            try sizes.map { size in
                let digest = String(repeating: "0", count: 64)
                return Contest(
                    id: "c", title: [:], budget: 1, voteType: .approval, limits: Limits(), rule: .greedy(GreedyRule()),
                    ties: .lot,
                    projects: try ArtifactReference(["sha256": .string(digest), "size": .integer(size)], of: "c"))
            }
        }
        try ProjectsArtifact.require(sizesOf: contests([1 << 24, 1 << 24, 1 << 24, 1 << 24]))
        try ProjectsArtifact.require(sizesOf: contests([1 << 26]))
        for sizes in [
            [1 << 26, 1], [1 << 24, 1 << 24, 1 << 24, 1 << 24, 1], [Int](repeating: (1 << 53) - 1, count: 1025),
        ] {
            #expect(throws: RecordError.self) { try ProjectsArtifact.require(sizesOf: contests(sizes)) }
        }
    }

    @Test("a text of a folder is told on one line")
    func printable() {
        #expect(RecordError("a\nb\u{1B}[2J\u{202E}\u{2028}é 漢").description == #"a\u{A}b\u{1B}[2J\u{202E}\u{2028}é 漢"#)
        let violation = Violation(.files, at: "z\r", "tab\t")
        #expect("\(violation)" == #"V12: z\u{D}: tab\u{9}"#)
    }

    @Test("a selection of any size comes back from its bytes, and its bytes have one spelling")
    func selections() throws {
        for count in [1, 7, 8, 9, 41, 240, 241, 1000] {
            let projects = (0..<count).filter { $0 * $0 % 7 < 3 }
            let selection = try Selection(projects, of: count)
            #expect(try Selection(bytes: selection.bytes, of: count).projects == projects)
            #expect(selection.elements.flatMap(\.self) == selection.bytes)
            #expect(throws: RecordError.self) { try Selection(bytes: selection.bytes + [0], of: count) }
            #expect(throws: RecordError.self) { try Selection(bytes: selection.bytes.dropLast(), of: count) }
            guard count % 8 != 0, var last = selection.bytes.last else { continue }
            last |= 1
            #expect(throws: RecordError.self) {
                try Selection(bytes: selection.bytes.dropLast() + [last], of: count)
            }
        }
        #expect(throws: RecordError.self) { try Selection([3], of: 3) }
        #expect(throws: RecordError.self) { try Selection([-1], of: 3) }
    }

    @Test("the lot depends on every opened ballot and on nothing else, and differs from contest to contest")
    func lot() {
        let context = SHA256.hash("tctx".utf8)
        let ids = (0..<20).map { "project-\($0)" }
        let lot = Lot(tctx: context, opened: [[[1], [2]], [[3]]])
        #expect(lot.order(of: ids, contest: 0) == lot.order(of: ids.reversed(), contest: 0))
        #expect(Set(lot.order(of: ids, contest: 0)) == Set(ids))
        #expect(lot.order(of: ids, contest: 0) != lot.order(of: ids, contest: 1))
        #expect(lot.seed != Lot(tctx: context, opened: [[[1], [2]], [[4]]]).seed)
        #expect(lot.seed != Lot(tctx: context, opened: [[[1]], [[2], [3]]]).seed)
        #expect(lot.seed != Lot(tctx: SHA256.hash("other".utf8), opened: [[[1], [2]], [[3]]]).seed)
    }
}
