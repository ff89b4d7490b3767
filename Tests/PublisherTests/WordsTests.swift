import ElectionRecord
import Foundation
import Testing

@testable import Publisher

@Suite("Words, numbers and times on the pages")
struct WordsTests {
    @Test(
        "an amount is written as people of the language write it",
        arguments: [
            (262_474, 1, "en", "EUR 262,474"), (262_474, 1, "nl", "EUR 262.474"), (5, 100, "nl", "EUR 0,05"),
            (-1_234_500, 100, "en", "EUR -12,345.00"), (0, 1, "en", "EUR 0"),
            (Int.min, 1, "en", "EUR -9,223,372,036,854,775,808"),
        ])
    func money(_ amount: Int, _ scale: Int, _ language: String, _ text: String) {
        let money = Money(amount: amount, currency: "EUR", scale: scale, language: language)
        #expect(money.description == text.replacingOccurrences(of: "EUR ", with: "EUR\u{A0}"))
    }

    @Test("a text takes its names once: what a value says is not read again")
    func filled() throws {
        let words = try Words("en")
        let values = ["contest": "{trustee}, {n} and {contest}", "trustee": "{contest}"]
        #expect(
            words("story.decrypt.list", values) == "{trustee}, {n} and {contest}: with the share of trustee {contest}.")
        #expect(words("story.entries", n: 1) == "The log has one entry.")
        #expect(words("story.entries", n: 7008) == "The log has 7,008 entries.")
        #expect(words("no.such.text", ["a": "b"]) == "no.such.text")
        #expect(throws: PublicationError.self) { try Words("tlh") }
    }

    @Test("the pages' languages are the election's, in its order, and English when it has none of them")
    func offered() {
        #expect(Words.offered(["en", "fr", "nl"]) == ["en", "nl"])
        #expect(Words.offered(["fr"]) == ["en"])
    }

    @Test("every language has the same texts, with the same names to fill in and the same forms")
    func complete() throws {
        let folder = "\(#filePath)/../../../Sources/Publisher/strings"
        func texts(_ language: String) throws -> [String: Any] {
            let data = try Data(contentsOf: URL(filePath: "\(folder)/\(language).json").standardized)
            return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        }
        func names(_ text: Any) -> Set<String> {
            let forms = (text as? [String: String]).map { Array($0.values) } ?? [text as? String ?? ""]
            return Set(forms.flatMap { $0.matches(of: /\{[a-z_]+\}/).map { String($0.0) } })
        }
        let (dutch, english) = (try texts("nl"), try texts("en"))
        #expect(Set(dutch.keys) == Set(english.keys))
        for (key, text) in dutch {
            let other = try #require(english[key])
            #expect(names(text) == names(other), "\(key)")
            #expect((text as? [String: String])?.keys.sorted() == (other as? [String: String])?.keys.sorted(), "\(key)")
        }
    }

    @Test(
        "a part of amounts of any size is rounded half up",
        arguments: [
            (1, 3, 1000, 333), (2, 3, 1000, 667), (1, 2000, 1000, 1), (1, 2001, 1000, 0), (5, 0, 1000, 0),
            (Int.max, Int.max, 1000, 1000), (Int.max / 2, Int.max, 2000, 1000), (0, 7, 1000, 0),
        ])
    func shares(_ part: Int, _ whole: Int, _ units: Int, _ share: Int) {
        #expect(part.share(of: whole, in: units) == share)
    }

    @Test("a percentage has one decimal")
    func percent() throws {
        #expect(try Words("nl").percent(7008, of: 100_000) == "7,0 %")
        #expect(try Words("en").percent(1, of: 3) == "33.3 %")
        #expect(try Words("en").percent(1, of: 0) == "0 %")
    }

    @Test(
        "a time is told in the zone's civil time, also where summer time begins and ends, and otherwise says UTC",
        arguments: [
            ("2027-03-01T08:00:00Z", "Europe/Amsterdam", "Monday 1 March 2027, 09:00"),
            ("2027-03-28T00:59:59Z", "Europe/Amsterdam", "Sunday 28 March 2027, 01:59"),
            ("2027-03-28T01:00:00Z", "Europe/Amsterdam", "Sunday 28 March 2027, 03:00"),
            ("2027-10-31T00:59:59Z", "Europe/Amsterdam", "Sunday 31 October 2027, 02:59"),
            ("2027-10-31T01:00:00Z", "Europe/Amsterdam", "Sunday 31 October 2027, 02:00"),
            ("2027-12-31T23:30:00Z", "Europe/Amsterdam", "Saturday 1 January 2028, 00:30"),
            ("2028-02-29T22:30:00Z", "Europe/Helsinki", "Wednesday 1 March 2028, 00:30"),
            ("2027-07-01T12:05:00Z", "Europe/Lisbon", "Thursday 1 July 2027, 13:05"),
            ("2027-07-01T12:05:00Z", "America/New_York", "Thursday 1 July 2027, 12:05 UTC"),
            ("1970-01-01T00:00:00Z", "Mars/Olympus", "Thursday 1 January 1970, 00:00 UTC"),
        ])
    func times(_ text: String, _ zone: String, _ expected: String) throws {
        #expect(try Words("en").moment(CivilTime(Timestamp(parsing: text), zone: zone)) == expected)
    }

    @Test("dates are the Gregorian calendar's, and zones are those of the time zone database")
    func calendar() throws {
        for zone in ["Europe/Amsterdam", "Europe/Athens", "Europe/Dublin", "Europe/Zurich"] {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = try #require(TimeZone(identifier: zone))
            // From 2000 to 2037, every 13 hours and a bit.
            for seconds in stride(from: 946_684_800, to: 2_145_916_800, by: 47_777) {
                let parts = calendar.dateComponents(
                    [.year, .month, .day, .hour, .minute, .weekday],
                    from: Date(timeIntervalSince1970: Double(seconds)))
                let civil = CivilTime(Timestamp(seconds: seconds), zone: zone)
                let found = [civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.weekday + 1]
                let expected = [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.weekday]
                guard found == expected.compactMap(\.self) else {
                    Issue.record("\(zone), \(seconds): expected \(expected), found \(found)")
                    return
                }
            }
        }
    }
}
