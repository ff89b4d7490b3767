import Wire

/// How an election's pages look and greet: an artifact that the manifest may refer to (spec/record.md, "Look"). What it
/// leaves out is the house's.
public struct Look: Hashable, Sendable {
    /// Behind the white text of the band above every page.
    public var band: Colour?
    /// Of links and bars.
    public var accent: Colour?
    /// Paragraphs before the outcome, divided by line ends, in each language of the election; empty for none.
    public var intro: Texts = [:]
    /// The URL of the data's licence.
    public var licence: String?
    public var logo: Logo?

    /// Bytes that its artifact has at most.
    static let largest = 1 << 20

    /// UTF-8 bytes of a language's introduction.
    private static let mostIntro = 4096

    public init() {}

    /// Throws `RecordError` unless `bytes` are the canonical form of a look, with its texts in all of `languages`.
    public init(parsing bytes: [UInt8], languages: [String]) throws(RecordError) {
        do {
            var members = try Members(JSON(canonical: bytes), of: "the look")
            if members.has("band") { band = try Colour(parsing: members.string("band")) }
            if members.has("accent") { accent = try Colour(parsing: members.string("accent")) }
            if members.has("intro") { intro = try members.texts("intro") }
            if members.has("licence") { licence = try members.string("licence") }
            if members.has("logo") { logo = try Logo(members.json("logo")) }
            try members.finish()
            try requireSense(languages)
        } catch {
            throw RecordError("\(error)".begins(with: "the look: ") ? "\(error)" : "the look: \(error)")
        }
    }

    /// The artifact.
    public var bytes: [UInt8] {
        var members: [Verbatim: JSON] = [:]
        members["band"] = band.map { .string("\($0)") }
        members["accent"] = accent.map { .string("\($0)") }
        members["intro"] = intro.isEmpty ? nil : JSON(intro)
        members["licence"] = licence.map(JSON.string)
        members["logo"] = logo?.json
        return JSON.object(members).canonical
    }

    /// Throws `RecordError` for texts that lack a language or are too long, and for a licence that is no web address.
    public func requireSense(_ languages: [String]) throws(RecordError) {
        guard intro.isEmpty || Set(intro.keys) == Set(languages.map { Verbatim($0) }) else {
            throw RecordError(
                "\"intro\": expected a text in each of \(languages.listed()), found \(intro.keys.sorted().map(\.text).listed())"
            )
        }
        for (language, text) in intro.sorted(by: { $0.key < $1.key }) where text.utf8.count > Self.mostIntro {
            throw RecordError(
                "\"intro\", \(language): expected at most \(Self.mostIntro) bytes, found \(text.utf8.count)")
        }
        if let licence {
            guard licence.begins(with: "https://"), licence.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw RecordError("\"licence\": expected a web address that begins with https://, found \"\(licence)\"")
            }
        }
    }
}

/// A colour of the screen, as `#rrggbb`.
public struct Colour: Hashable, Sendable, CustomStringConvertible {
    public let red, green, blue: UInt8

    /// Throws `RecordError` unless `text` is `#` and six lower-case hexadecimal digits.
    public init(parsing text: String) throws(RecordError) {
        guard text.utf8.count == 7, text.begins(with: "#"), let bytes = try? Hex.decode(text.dropping(bytes: 1)) else {
            throw RecordError("expected a colour as #0b4f4a, in lower case, found \"\(text)\"")
        }
        (red, green, blue) = (bytes[0], bytes[1], bytes[2])
    }

    public var description: String { "#" + Hex.encode([red, green, blue]) }
}

/// An election's picture: PNG or SVG, shown by pages as a picture, so that no script in it runs.
public struct Logo: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case png = "image/png"
        case svg = "image/svg+xml"
    }

    public let kind: Kind
    public let bytes: [UInt8]

    /// Bytes; every page holds it.
    public static let most = 32_768

    /// Throws `RecordError` unless `bytes` are a PNG or an SVG picture of at most 32,768 bytes.
    public init(_ bytes: [UInt8]) throws(RecordError) {
        guard bytes.count <= Self.most else {
            throw RecordError("expected a logo of at most \(Self.most) bytes, found \(bytes.count)")
        }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            kind = .png
        } else if String(validating: bytes, as: UTF8.self) != nil, Self.isDrawing(bytes) {
            kind = .svg
        } else {
            throw RecordError("expected a logo as PNG, or as SVG with its xmlns, found something else")
        }
        self.bytes = bytes
    }

    init(_ json: JSON) throws(RecordError) {
        do {
            var members = try Members(json, of: "\"logo\"")
            let type = try members.string("type")
            try self.init(members.base64("data"))
            guard type.isSame(as: kind.rawValue) else {
                throw RecordError("\"logo\": expected the type \(kind.rawValue), found \(type)")
            }
            try members.finish()
        } catch {
            throw RecordError("\(error)")
        }
    }

    var json: JSON { ["type": .string(kind.rawValue), "data": .string(Base64.encode(bytes))] }

    /// Whether the bytes begin as spec/record.md says of an SVG. Without its namespace a browser shows no picture.
    private static func isDrawing(_ bytes: [UInt8]) -> Bool {
        func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0D, 0x0A].contains(byte) }
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest.removeFirst(3) }
        while true {
            rest = rest.drop(while: isSpace)
            guard let (open, close) = Self.passedOver.first(where: { rest.starts(with: $0.open) }) else { break }
            rest.removeFirst(open.count)
            guard let end = rest.firstRange(of: close) else { return false }
            rest = rest[end.upperBound...]
        }
        guard rest.starts(with: Array("<svg".utf8)), rest.dropFirst(4).first.map(isSpace) == true,
            let end = rest.firstIndex(of: UInt8(ascii: ">"))
        else { return false }
        return rest[..<end].firstRange(of: Array("xmlns=\"http://www.w3.org/2000/svg\"".utf8)) != nil
    }

    /// Processing instructions and comments.
    private static let passedOver = [("<?", "?>"), ("<!--", "-->")].map {
        (open: Array($0.0.utf8), close: Array($0.1.utf8))
    }
}
