import TOMLKit
import Wire

// Definitions are TOML on disk; they are read member by member, as JSON is.
extension JSON {
    /// The TOML file as JSON. Throws `Complaint` naming the file and the line.
    init(toml bytes: [UInt8], at path: String) throws {
        // The library goes as deep as a name has parts, and ends where the stack does.
        for (line, text) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let dots = text.count { $0 == UInt8(ascii: ".") }
            guard dots <= Self.mostDots else {
                throw Complaint("\(path): line \(line + 1): expected at most \(Self.mostDots) dots, found \(dots)")
            }
        }
        let table: TOMLTable
        do { table = try TOMLTable(string: String(decoding: bytes, as: UTF8.self)) } catch let error as TOMLParseError {
            throw Complaint("\(path): line \(error.source.begin.line): \(error.description)")
        }
        do { self = try JSON(table) } catch { throw Complaint("\(path): \(error)") }
    }

    /// In a line.
    private static var mostDots: Int { 1000 }

    /// Throws `WireError` for a value that definitions have no use for.
    private init(_ table: TOMLTable) throws(WireError) {
        var members: [String: JSON] = [:]
        for key in table.keys {
            guard let value = table[key] else { continue }
            members[key] = try JSON(value, key)
        }
        self = .object(members)
    }

    private init(_ value: TOMLValueConvertible, _ key: String) throws(WireError) {
        if let text = value.string {
            self = .string(text)
        } else if let number = value.int {
            self = .integer(number)
        } else if let flag = value.bool {
            self = .bool(flag)
        } else if let table = value.table {
            self = try JSON(table)
        } else if let array = value.array {
            var elements: [JSON] = []
            for index in 0..<array.count { elements.append(try JSON(array[index], key)) }
            self = .array(elements)
        } else {
            throw WireError("\(key): expected a text, a whole number, true or false, found another kind of value")
        }
    }
}
