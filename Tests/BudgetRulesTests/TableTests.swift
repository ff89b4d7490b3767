import Testing

@testable import BudgetRules

@Suite struct TableTests {
    private func records(_ text: String) throws -> [[String]] {
        try DelimitedText(Array(text.utf8), separator: UInt8(ascii: ",")).records.map(\.fields)
    }

    @Test(
        "records are read as RFC 4180 says",
        arguments: [
            ("", []), ("a,b\n", [["a", "b"]]), ("a,b", [["a", "b"]]), ("a,b\r\nc,\r\n", [["a", "b"], ["c", ""]]),
            ("a,", [["a", ""]]), ("\n", [[""]]), ("\"\"", [[""]]), ("\"a,\"\"b\"\"\n\",c\n", [["a,\"b\"\n", "c"]]),
            ("\u{FEFF}é\n", [["é"]]), ("a\n\nb", [["a"], [""], ["b"]]),
        ])
    func read(_ text: String, _ expected: [[String]]) throws {
        #expect(try records(text) == expected)
    }

    @Test(
        "text that RFC 4180 doesn't allow is refused with its line and field",
        arguments: [
            ("a\nb,c\"d", 2, "2", "expected quotes around a field with a quote in it"),
            ("a\n\"b\nc", 2, "1", "expected a closing quote, found the end of the text"),
            ("\"a\nb\"c", 2, "1", "expected a separator or the end of the line, found other text"),
            ("a,b\rc", 1, "2", "expected a separator or the end of the line, found other text"),
            ("a\r", 1, "1", "expected a separator or the end of the line, found other text"),
        ])
    func refuse(_ text: String, _ line: Int, _ field: String, _ reason: String) {
        #expect(throws: TextError(line: line, field: field, reason)) { try records(text) }
    }

    @Test("bytes that aren't UTF-8 are refused")
    func encoding() {
        #expect(throws: TextError(line: 1, field: "2", "expected UTF-8, found other bytes")) {
            try DelimitedText([0x61, 0x2C, 0xC3, 0x0A], separator: 0x2C)
        }
    }

    @Test("what is written reads back, and is quoted only where it must be (seeds 1 to 500)")
    func write() throws {
        #expect(
            DelimitedText.line(["a b", "c,d", "e\"f", "g\nh", ""], separator: 0x2C)
                == "a b,\"c,d\",\"e\"\"f\",\"g\nh\",\n")
        for seed in 1...500 as ClosedRange<UInt64> {
            var random = SplitMix(seed)
            let pieces = ["a", "é", ",", ";", "\"", "\n", "\r", " "]
            let fields = (0...random.below(4)).map { _ in
                (0..<random.below(5)).map { _ in pieces[random.below(pieces.count)] }.joined()
            }
            #expect(try records(DelimitedText.line(fields, separator: 0x2C)) == [fields], "seed \(seed)")
        }
    }

    private func table(_ text: String) throws -> Table {
        try Table(Array(text.utf8), required: ["district", "count"])
    }

    @Test("rows are taken by the names of their columns")
    func rows() throws {
        let rows = try table("count,district\n12,east\n007,\"we\nst\"\n").rows
        #expect(rows.map { $0["district"] } == ["east", "we\nst"])
        #expect(try rows.map { try $0.number("count") } == [12, 7])
        #expect(rows.map(\.line) == [2, 3])
        #expect(rows[0]["age"] == nil)
    }

    @Test(
        "a table that isn't whole is refused with its line and field",
        arguments: [
            ("", 1, nil, "expected a header, found the end of the text"),
            ("district\n", 1, "count", "expected this column, found none"),
            ("district,count,district\n", 1, "district", "expected distinct columns, found this one twice"),
            ("district,,count\n", 1, "2", "expected a column's name, found nothing"),
            ("district,count\na,1\nb\n", 3, "count", "expected 2 fields, found 1"),
            ("district,count\na,1,2\n", 2, nil, "expected 2 fields, found 3"),
            ("district,count\na,1\n\n", 3, "count", "expected 2 fields, found 1"),
        ] as [(String, Int, String?, String)])
    func refuseTable(_ text: String, _ line: Int, _ field: String?, _ reason: String) {
        #expect(throws: TextError(line: line, field: field, reason)) { try table(text) }
    }

    @Test(
        "a whole number is digits alone and fits",
        arguments: ["", "-1", "+1", "1.0", " 1", "1e3", "٣", "9223372036854775808"])
    func number(_ text: String) throws {
        let row = try #require(table("district,count\na,\(text)\n").rows.first)
        let found = text.isEmpty ? "nothing" : "\"\(text)\""
        #expect(
            throws: TextError(
                line: 2, field: "count", "expected a whole number from 0 to 9223372036854775807, found \(found)")
        ) { try row.number("count") }
    }

    @Test("amounts have two decimals at most, after a point or a comma")
    func amounts() {
        let amounts: [(String, Int?)] = [
            ("12", 1200), ("12.5", 1250), ("12,05", 1205), ("12.050", 1205), ("0.00000000000000000000000", 0),
            ("12.051", nil), ("12.", nil), (".5", nil), ("1.2.3", nil), ("1,234.5", nil), ("", nil), ("-1", nil),
            ("92233720368547758.07", .max), ("92233720368547758.08", nil), ("92233720368547759", nil),
        ]
        for (text, expected) in amounts { #expect(Amount.hundredths(text) == expected, "\(text)") }
        #expect([0, 5, 1250, 100].map(Amount.text) == ["0.00", "0.05", "12.50", "1.00"])
    }
}
