import ElectionRecord
import Wire

/// vectors/record.json: values that stand in the record, each with its one form.
enum RecordVectors {
    static func all() -> JSON { ["times": times, "logos": logos] }

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
