/// Records under a header that names their fields: a strict CSV file.
///
///     let residents = try Table(bytes, required: ["district", "count"])
///     for row in residents.rows { try row.number("count") }
public struct Table: Hashable, Sendable {
    /// The names of the columns, distinct and not empty.
    public let columns: [String]
    public let rows: [Row]

    public struct Row: Hashable, Sendable {
        /// The line on which the row begins, from 1.
        public let line: Int
        /// As many as there are columns.
        public let fields: [String]
        fileprivate let places: [String: Int]

        /// The text under `column`, or nil when there is no such column.
        public subscript(column: String) -> String? {
            places[column].map { fields[$0] }
        }

        /// The whole number from 0 under `column`, written in digits alone. Throws `TextError` for anything else.
        public func number(_ column: String) throws(TextError) -> Int {
            let text = self[column] ?? ""
            guard let number = Amount.whole(text) else {
                throw error(column, "expected a whole number from 0 to \(Int.max)", found: text)
            }
            return number
        }

        public func error(_ column: String, _ expected: String, found: String) -> TextError {
            let found = found.isEmpty ? "nothing" : "\"\(found)\""
            return TextError(line: line, field: column, "\(expected), found \(found)")
        }
    }

    /// Throws `TextError` as `DelimitedText` does, and for a text without a header, a column that has no name or is
    /// named twice, a `required` column that is missing, and a row that hasn't as many fields as the header.
    public init(
        _ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ","), required: [String] = []
    ) throws(TextError) {
        try self.init(DelimitedText(bytes, separator: separator).records[...], after: 0, required: required)
    }

    /// The table whose header is the first of `records`; `line` is the one before it.
    init(
        _ records: ArraySlice<DelimitedText.Record>, after line: Int, required: [String]
    ) throws(TextError) {
        guard let header = records.first else {
            throw TextError(line: line + 1, "expected a header, found the end of the text")
        }
        var places: [String: Int] = [:]
        for (place, name) in header.fields.enumerated() {
            guard !name.isEmpty else {
                throw TextError(line: header.line, field: "\(place + 1)", "expected a column's name, found nothing")
            }
            guard places.updateValue(place, forKey: name) == nil else {
                throw TextError(line: header.line, field: name, "expected distinct columns, found this one twice")
            }
        }
        for name in required where places[name] == nil {
            throw TextError(line: header.line, field: name, "expected this column, found none")
        }
        var rows: [Row] = []
        for record in records.dropFirst() {
            guard record.fields.count == header.fields.count else {
                // The first column without a field, for a row that is cut off.
                let missing = header.fields.dropFirst(record.fields.count).first
                throw TextError(
                    line: record.line, field: missing,
                    "expected \(header.fields.count) fields, found \(record.fields.count)")
            }
            rows.append(Row(line: record.line, fields: record.fields, places: places))
        }
        columns = header.fields
        self.rows = rows
    }

    /// A table's text: `rows` of fields under `columns`, every line with LF at its end.
    public static func text(
        columns: [String], rows: some Sequence<[String]>, separator: UInt8 = UInt8(ascii: ",")
    ) -> String {
        rows.reduce(into: DelimitedText.line(columns, separator: separator)) { text, row in
            text += DelimitedText.line(row, separator: separator)
        }
    }
}
