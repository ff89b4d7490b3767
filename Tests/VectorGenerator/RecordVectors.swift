import ElectionRecord
import Wire

/// vectors/record.json: values that stand in the record, each with its one form.
enum RecordVectors {
    static func all() -> JSON { ["times": times, "logos": logos, "canonical_json": canonicalJSON] }

    private static var times: JSON {
        [
            "accepted": .array(
                ["1970-01-01T00:00:00Z", "2000-02-29T23:59:59Z", "2027-03-22T23:00:00Z", "9999-12-31T23:59:59Z"].map {
                    [
                        "time": .string($0),
                        "seconds": (try? Timestamp(parsing: $0)).map { .integer($0.seconds) } ?? .null,
                    ]
                }),
            "refused": .array(
                [
                    ("before 1970", "1969-12-31T23:59:59Z"), ("the year 0", "0000-01-01T00:00:00Z"),
                    ("2100 has no such day", "2100-02-29T00:00:00Z"), ("no such day", "2027-04-31T00:00:00Z"),
                    ("no such hour", "2027-03-22T24:00:00Z"), ("a leap second", "2027-06-30T23:59:60Z"),
                    ("an offset", "2027-03-22T23:00:00+00:00"), ("a fraction", "2027-03-22T23:00:00.0Z"),
                    ("lower case", "2027-03-22t23:00:00z"), ("no seconds", "2027-03-22T23:00Z"),
                    ("five digits", "10000-01-01T00:00:00Z"), ("a space after it", "2027-03-22T23:00:00Z "),
                ].map { ["comment": .string($0.0), "time": .string($0.1), "refused_by": "V5"] }),
        ]
    }

    /// In hexadecimal, as the bytes are what decides.
    private static var canonicalJSON: JSON {
        func hex(_ text: String) -> JSON { .string(Hex.encode(text.utf8)) }
        let deep = String(repeating: "[", count: 32)
        return [
            "accepted": .array(
                [
                    (
                        "members by UTF-16 code units: the surrogates of U+1F600 before U+FB33",
                        "{\"\u{1F600}\":0,\"\u{FB33}\":0}"
                    ),
                    ("K and the Kelvin sign are two members", "{\"K\":1,\"\u{212A}\":2}"),
                    ("å decomposed and composed are two members", "{\"a\u{30A}\":1,\"\u{E5}\":2}"),
                    ("a quote and a brace beside marks that join them to others", "[\"\u{600}\",\"\u{301}\"]"),
                    ("what is escaped, and what is not", "\"\\b\\t\\n\\f\\r\\u0000\\u001f\\\"\\\\/\u{7F}\u{2028}\""),
                    ("the largest numbers", "[-9007199254740991,9007199254740991]"),
                    ("31 around a value", deep + String(repeating: "]", count: 32)),
                ].map { ["comment": .string($0.0), "json": hex($0.1)] }),
            "refused": .array(
                [
                    ("members by scalars", "{\"\u{FB33}\":0,\"\u{1F600}\":0}"), ("a member twice", "{\"a\":0,\"a\":0}"),
                    ("a needless escape", "\"\\u0041\""), ("an escaped slash", "\"\\/\""), ("a space", "[1, 2]"),
                    ("minus zero", "-0"), ("a leading zero", "01"), ("a fraction", "1.0"), ("an exponent", "1e2"),
                    ("a number that is too large", "9007199254740992"), ("a byte order mark", "\u{FEFF}0"),
                    ("32 around a value", "[" + deep + String(repeating: "]", count: 33)), ("nothing", ""),
                    ("two values", "1 2"),
                ].map { ["comment": .string($0.0), "json": hex($0.1), "refused_by": "V5"] }
                    + [["comment": "half of a character", "json": "22c322", "refused_by": "V5"]]),
        ]
    }

    private static let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"

    private static var logos: JSON {
        [
            "accepted": .array(
                [
                    ("", drawing), ("a byte order mark", "\u{FEFF}\(drawing)"),
                    ("what may stand before", "<?xml version=\"1.0\"?>\r\n<!-- <html> -->\t\(drawing)"),
                    ("the comment ends at the second -->", "<!-->-->\(drawing)"),
                    ("other attributes", "<svg\nwidth='1' xmlns=\"http://www.w3.org/2000/svg\" height='1'></svg>"),
                ].map { ["comment": .string($0.0), "svg": .string($0.1)] }),
            "refused": .array(
                [
                    ("a DOCTYPE", "<!DOCTYPE svg>\(drawing)"), ("a byte order mark later", " \u{FEFF}\(drawing)"),
                    ("single quotes", "<svg xmlns='http://www.w3.org/2000/svg'/>"), ("no xmlns", "<svg/>"),
                    ("a > before it", "<svg a=\">\" xmlns=\"http://www.w3.org/2000/svg\"/>"),
                    ("another element", "<svgx xmlns=\"http://www.w3.org/2000/svg\"/>"),
                    ("another element around it", "<html>\(drawing)</html>"), ("no end", "<!-- \(drawing)"),
                    ("a space that is none", "\u{A0}\(drawing)"), ("the instruction has no end", "<?>\(drawing)"),
                ].map { ["comment": .string($0.0), "svg": .string($0.1), "refused_by": "V2"] }),
        ]
    }
}
