/// A recursive-descent parser of RFC 8259 for integers only; `JSON` compares the result with its canonical form.
struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    /// How many values there may still be.
    private var left: Int
    private let most: Int
    private static let deepest = 32

    init(_ bytes: [UInt8], atMost most: Int) {
        self.bytes = bytes
        self.most = most
        left = most
    }

    mutating func document() throws(WireError) -> JSON {
        let value = try value(depth: 0)
        guard position == bytes.count else { throw unexpected("the end") }
        return value
    }

    private mutating func value(depth: Int) throws(WireError) -> JSON {
        guard depth < Self.deepest else { throw WireError("expected JSON at most \(Self.deepest) deep") }
        guard left > 0 else { throw WireError("expected JSON of at most \(most) values") }
        left -= 1
        switch peek {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .integer(try integer())
        }
    }

    private mutating func object(depth: Int) throws(WireError) -> JSON {
        try expect("{")
        var members: [Verbatim: JSON] = [:]
        if accept("}") { return .object(members) }
        repeat {
            let name = try string()
            try expect(":")
            let value = try value(depth: depth + 1)
            guard members.updateValue(value, forKey: Verbatim(name)) == nil else {
                throw WireError("expected each member once, found \"\(name)\" again")
            }
        } while accept(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array(depth: Int) throws(WireError) -> JSON {
        try expect("[")
        var elements: [JSON] = []
        if accept("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
        } while accept(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func integer() throws(WireError) -> Int {
        let start = position
        _ = accept("-")
        while let digit = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Int(text), (-JSON.largestInteger...JSON.largestInteger).contains(value) else {
            throw unexpected("a JSON value")
        }
        return value
    }

    private mutating func string() throws(WireError) -> String {
        try expect("\"")
        var content: [UInt8] = []
        while let byte = peek, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw unexpected("a string without control characters") }
            position += 1
            if byte == UInt8(ascii: "\\") { content.append(try escaped()) } else { content.append(byte) }
        }
        try expect("\"")
        guard let text = String(validating: content, as: UTF8.self) else {
            throw WireError("expected UTF-8 in the string that ends at byte \(position)")
        }
        return text
    }

    /// The canonical form escapes control characters, quotes and backslashes alone, so one byte is enough.
    private mutating func escaped() throws(WireError) -> UInt8 {
        guard let byte = peek else { throw unexpected("an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return byte
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "u"):
            let end = position + 4
            guard end <= bytes.count,
                let code = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16), code < 0x20
            else { throw unexpected("\\u00 and a control character's two digits") }
            position = end
            return UInt8(code)
        default: throw unexpected("an escape of the canonical form")
        }
    }

    private mutating func word(_ word: String, _ value: JSON) throws(WireError) -> JSON {
        guard bytes[position...].starts(with: word.utf8) else { throw unexpected(word) }
        position += word.utf8.count
        return value
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func accept(_ symbol: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: symbol) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ symbol: Unicode.Scalar) throws(WireError) {
        guard accept(symbol) else { throw unexpected("\"\(symbol)\"") }
    }

    private func unexpected(_ expected: String) -> WireError {
        let found = peek.map { "byte \($0)" } ?? "the end"
        return WireError("JSON: expected \(expected) at byte \(position), found \(found)")
    }
}
