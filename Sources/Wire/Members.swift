/// Takes the members of a JSON object one by one; what is left over at the end is an error.
///
///     var members = try Members(json, of: "the contest")
///     let budget = try members.integer("budget")
///     try members.finish()
public struct Members {
    private var rest: [Verbatim: JSON]
    private let place: String

    /// `place` stands in the error messages. Throws `WireError` unless `json` is an object.
    public init(_ json: JSON, of place: String) throws(WireError) {
        guard case .object(let members) = json else { throw WireError("\(place): expected a JSON object") }
        rest = members
        self.place = place
    }

    public mutating func json(_ name: String) throws(WireError) -> JSON {
        guard let value = rest.removeValue(forKey: Verbatim(name)) else {
            throw WireError("\(place): expected a member \"\(name)\", found none")
        }
        return value
    }

    /// The member, or nil for `null`.
    public mutating func optional(_ name: String) throws(WireError) -> JSON? {
        let value = try json(name)
        if case .null = value { return nil }
        return value
    }

    public mutating func string(_ name: String) throws(WireError) -> String {
        guard case .string(let value) = try json(name) else { throw wrong(name, "a string") }
        return value
    }

    public mutating func integer(_ name: String) throws(WireError) -> Int {
        guard case .integer(let value) = try json(name) else { throw wrong(name, "an integer") }
        return value
    }

    /// An integer in `range`, which stands in the message when the value lies outside.
    public mutating func integer(_ name: String, in range: ClosedRange<Int>) throws(WireError) -> Int {
        let value = try integer(name)
        guard range.contains(value) else {
            throw WireError(
                "\(place): expected \"\(name)\" from \(range.lowerBound) to \(range.upperBound), found \(value)")
        }
        return value
    }

    public mutating func bool(_ name: String) throws(WireError) -> Bool {
        guard case .bool(let value) = try json(name) else { throw wrong(name, "true or false") }
        return value
    }

    public mutating func array(_ name: String) throws(WireError) -> [JSON] {
        guard case .array(let value) = try json(name) else { throw wrong(name, "an array") }
        return value
    }

    public mutating func strings(_ name: String) throws(WireError) -> [String] {
        var strings: [String] = []
        for element in try array(name) {
            guard case .string(let string) = element else { throw wrong(name, "an array of strings") }
            strings.append(string)
        }
        return strings
    }

    /// An object whose members are all strings, such as a title by language.
    public mutating func texts(_ name: String) throws(WireError) -> [Verbatim: String] {
        guard case .object(let members) = try json(name) else { throw wrong(name, "an object of strings") }
        var texts: [Verbatim: String] = [:]
        for (key, value) in members {
            guard case .string(let text) = value else { throw wrong(name, "an object of strings") }
            texts[key] = text
        }
        return texts
    }

    /// Bytes written as lower-case hexadecimal, exactly `count` of them when given.
    public mutating func hex(_ name: String, count: Int? = nil) throws(WireError) -> [UInt8] {
        try counted(name, count) { (text) throws(WireError) in try Hex.decode(text) }
    }

    /// Bytes written as strict base64.
    public mutating func base64(_ name: String, count: Int? = nil) throws(WireError) -> [UInt8] {
        try counted(name, count) { (text) throws(WireError) in try Base64.decode(text) }
    }

    /// Whether a member of that name is still to be taken; a member that may be absent is asked for first.
    public func has(_ name: String) -> Bool { rest[Verbatim(name)] != nil }

    /// Throws `WireError` naming a member that nobody took.
    public func finish() throws(WireError) {
        guard let unknown = rest.keys.min() else { return }
        throw WireError("\(place): unknown member \"\(unknown)\"")
    }

    private mutating func counted(
        _ name: String, _ count: Int?, _ decode: (String) throws(WireError) -> [UInt8]
    ) throws(WireError) -> [UInt8] {
        let text = try string(name)
        let bytes: [UInt8]
        do { bytes = try decode(text) } catch { throw WireError("\(place): \"\(name)\": \(error)") }
        if let count, bytes.count != count {
            throw WireError("\(place): expected \"\(name)\" of \(count) bytes, found \(bytes.count)")
        }
        return bytes
    }

    private func wrong(_ name: String, _ expected: String) -> WireError {
        WireError("\(place): expected \"\(name)\" to be \(expected)")
    }
}
