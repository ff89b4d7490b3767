/// Lines of text fields with a separator between them, read and written as RFC 4180 says.
///
/// A field that holds the separator, a quote or a line end stands in quotes, a quote in it doubled. Lines end in LF or
/// CRLF; the end of the last one may be missing. What is read here is strict UTF-8, and a byte order mark may stand
/// first.
public struct DelimitedText: Hashable, Sendable {
    public struct Record: Hashable, Sendable {
        /// The line on which the record begins, from 1.
        public let line: Int
        public let fields: [String]
    }

    /// At least one field each. An empty line is a record of one empty field.
    public let records: [Record]

    /// Throws `TextError` for bytes that aren't UTF-8, a quote that isn't closed, a quote inside a field that doesn't
    /// begin with one, anything between a closing quote and the next separator, and a CR without LF.
    public init(_ bytes: [UInt8], separator: UInt8) throws(TextError) {
        var scanner = Scanner(rest: bytes.starts(with: Self.byteOrderMark) ? bytes[3...] : bytes[...], separator)
        var records: [Record] = []
        while let record = try scanner.record() { records.append(record) }
        self.records = records
    }

    /// What strict reading gives; a line that it refuses is split at its separators, quotes or not, and bytes that
    /// aren't UTF-8 become U+FFFD.
    static func lenient(_ bytes: [UInt8], separator: UInt8) -> (records: [Record], repairs: [TextError]) {
        var scanner = Scanner(rest: bytes.starts(with: byteOrderMark) ? bytes[3...] : bytes[...], separator)
        var records: [Record] = []
        var repairs: [TextError] = []
        while true {
            let start = scanner
            do throws(TextError) {
                guard let record = try scanner.record() else { break }
                records.append(record)
            } catch {
                repairs.append(error)
                scanner = start
                records.append(scanner.split())
            }
        }
        return (records, repairs)
    }

    /// `fields` as one line with LF at its end.
    public static func line(_ fields: [String], separator: UInt8) -> String {
        let quoted = fields.map { field in
            guard field.utf8.contains(where: { $0 == separator || $0 == quote || $0 == lf || $0 == cr }) else {
                return field
            }
            var inside = ""
            for character in field.unicodeScalars {
                if character == "\"" { inside.unicodeScalars.append("\"") }
                inside.unicodeScalars.append(character)
            }
            return "\"\(inside)\""
        }
        return quoted.joined(separator: String(Unicode.Scalar(separator))) + "\n"
    }

    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let quote = UInt8(ascii: "\"")
    private static let lf = UInt8(ascii: "\n")
    private static let cr = UInt8(ascii: "\r")

    private struct Scanner {
        private var rest: ArraySlice<UInt8>
        private let separator: UInt8
        private var line = 1

        init(rest: ArraySlice<UInt8>, _ separator: UInt8) {
            self.rest = rest
            self.separator = separator
        }

        mutating func record() throws(TextError) -> Record? {
            guard !rest.isEmpty else { return nil }
            let first = line
            var fields: [String] = []
            while true {
                let bytes = rest.first == quote ? try quoted(fields.count + 1) : try plain(fields.count + 1)
                guard let field = String(validating: bytes, as: UTF8.self) else {
                    throw TextError(line: line, field: "\(fields.count + 1)", "expected UTF-8, found other bytes")
                }
                fields.append(field)
                guard let end = rest.popFirst(), end != lf else { break }
                if end == cr, rest.popFirst() == lf { break }
                guard end == separator else {
                    throw TextError(
                        line: line, field: "\(fields.count)",
                        "expected a separator or the end of the line, found other text")
                }
            }
            line += 1
            return Record(line: first, fields: fields)
        }

        /// The next line, cut at every separator.
        mutating func split() -> Record {
            let end = rest.firstIndex(of: lf) ?? rest.endIndex
            let fields = rest[..<end].split(separator: separator, omittingEmptySubsequences: false).map { field in
                String(decoding: field.filter { $0 != cr }, as: UTF8.self)
            }
            rest = rest[end...].dropFirst()
            line += 1
            return Record(line: line - 1, fields: fields)
        }

        private mutating func plain(_ number: Int) throws(TextError) -> ArraySlice<UInt8> {
            let end = rest.firstIndex { $0 == separator || $0 == lf || $0 == cr } ?? rest.endIndex
            let field = rest[..<end]
            guard !field.contains(quote) else {
                throw TextError(line: line, field: "\(number)", "expected quotes around a field with a quote in it")
            }
            rest = rest[end...]
            return field
        }

        private mutating func quoted(_ number: Int) throws(TextError) -> ArraySlice<UInt8> {
            let first = line
            var field: ArraySlice<UInt8> = []
            rest = rest.dropFirst()
            while let end = rest.firstIndex(of: quote) {
                field += rest[..<end]
                line += rest[..<end].count { $0 == lf }
                rest = rest[(end + 1)...]
                guard rest.first == quote else { return field }
                field.append(quote)
                rest = rest.dropFirst()
            }
            throw TextError(line: first, field: "\(number)", "expected a closing quote, found the end of the text")
        }
    }
}

/// Where a text isn't as it should be: the line from 1, and the field by its name or its number from 1.
public struct TextError: Error, Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    public let field: String?
    /// What was expected and what was found.
    public let reason: String

    public init(line: Int, field: String? = nil, _ reason: String) {
        self.line = line
        self.field = field
        self.reason = reason
    }

    public var description: String {
        "line \(line)" + (field.map { ", field \($0)" } ?? "") + ": \(reason)"
    }
}
