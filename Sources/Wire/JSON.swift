/// A JSON value of the one form that evidence may have: RFC 8785, with integers as the only numbers.
///
/// What parses prints back to the same bytes: `JSON(canonical:)` refuses everything else, duplicate members,
/// white space, other number forms and needless escapes among them.
public enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    /// Within plus or minus 2^53 - 1, so that every reader agrees.
    case integer(Int)
    case string(String)
    case array([JSON])
    /// By the bytes of the names: what is one letter to Swift's `String` may be two members.
    case object([Verbatim: JSON])

    /// The largest integer that every JSON reader keeps exactly.
    public static let largestInteger = 9_007_199_254_740_991

    /// Throws `WireError` unless `bytes` are one value in canonical form, made of at most so many values: each takes a
    /// multiple of its bytes, so a stranger's text is given a bound.
    public init(canonical bytes: some Collection<UInt8>, atMost most: Int = .max) throws(WireError) {
        let bytes = Array(bytes)
        var parser = JSONParser(bytes, atMost: most)
        self = try parser.document()
        guard canonical == bytes else { throw WireError("expected canonical JSON (RFC 8785), found another form") }
    }

    /// The canonical bytes: members in order of their UTF-16 code units, no white space.
    public var canonical: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    /// An object of these members.
    public static func object(_ members: some Sequence<(key: String, value: JSON)>) -> JSON {
        .object(Dictionary(members.map { (Verbatim($0.key), $0.value) }) { first, _ in first })
    }

    /// Values are the same when their canonical bytes are.
    public static func == (left: JSON, right: JSON) -> Bool { left.canonical == right.canonical }

    public func hash(into hasher: inout Hasher) { hasher.combine(canonical) }

    /// The canonical bytes as text.
    public var text: String { String(decoding: canonical, as: UTF8.self) }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .string(let value): JSON.write(value, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            let names = members.keys.sorted { $0.text.utf16.lexicographicallyPrecedes($1.text.utf16) }
            for (index, name) in names.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSON.write(name.text, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                members[name]?.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ string: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += #"\""#.utf8
            case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
            case 0x08: bytes += #"\b"#.utf8
            case 0x09: bytes += #"\t"#.utf8
            case 0x0A: bytes += #"\n"#.utf8
            case 0x0C: bytes += #"\f"#.utf8
            case 0x0D: bytes += #"\r"#.utf8
            case 0..<0x20: bytes += (#"\u00"# + Hex.encode([byte])).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements.map { (Verbatim($0), $1) }) { first, _ in first })
    }
}
