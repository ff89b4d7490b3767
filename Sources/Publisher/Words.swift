import FoundationEssentials

/// The pages' words in one language, from `strings/`. Another language takes a file there, a line here, and nothing else.
struct Words: Sendable {
    /// ISO 639-1.
    let language: String
    private let texts: [String: Text]

    /// The languages that the pages speak, and the bytes of their files.
    private static let files = ["nl": PackageResources.nl_json, "en": PackageResources.en_json]

    /// The languages of an election that the pages speak too, in its order; English when there is none.
    static func offered(_ languages: [String]) -> [String] {
        let known = languages.filter { files[$0] != nil }
        return known.isEmpty ? ["en"] : known
    }

    /// Throws `PublicationError` when there is no such language.
    init(_ language: String) throws(PublicationError) {
        self.language = language
        do { texts = try JSONDecoder().decode([String: Text].self, from: Data(Self.files[language] ?? [])) } catch {
            throw PublicationError("strings/\(language).json: \(error)")
        }
    }

    /// A text, or one for each number of things.
    private enum Text: Decodable {
        case plain(String)
        case counted([String: String])

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            self = try (try? .plain(value.decode(String.self))) ?? .counted(value.decode([String: String].self))
        }
    }

    /// The text called `key` with its {names} filled in; of a counted text the form for `n`. An unknown key is shown as it is.
    func callAsFunction(_ key: String, n: Int? = nil, _ values: [String: String] = [:]) -> String {
        let text =
            switch texts[key] {
            case .plain(let text): text
            case .counted(let forms): forms[n == 1 ? "one" : "other"] ?? key
            case nil: key
            }
        // In one go, as a value may hold {names} of its own.
        var (filled, rest) = ("", text[...])
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            filled += rest[..<open]
            filled += values[name] ?? (name == "n" ? n.map(number) : nil) ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }

    /// A whole number as people write it: `7,008` or `7.008`.
    func number(_ number: Int) -> String {
        Money(amount: number, currency: "", scale: 1, language: language).digits
    }

    /// `part` of `whole` in percent, to one decimal, rounded half up: `7.0 %`.
    func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "0 %" }
        let tenths = part.share(of: whole, in: 1000)
        return "\(number(tenths / 10))\(language == "en" ? "." : ",")\(tenths % 10) %"
    }

    /// The texts that have no name to fill in, as templates use them: `text.outcome.title` for `outcome.title`.
    var plain: [String: Any] {
        var tree = Tree()
        for (key, text) in texts {
            if case .plain(let text) = text { tree.insert(text, at: key.split(separator: ".").map(String.init)[...]) }
        }
        return tree.values
    }

    private struct Tree {
        private var leaves: [String: String] = [:]
        private var branches: [String: Tree] = [:]

        mutating func insert(_ text: String, at path: ArraySlice<String>) {
            guard let name = path.first else { return }
            if path.count == 1 {
                leaves[name] = text
            } else {
                branches[name, default: Tree()].insert(text, at: path.dropFirst())
            }
        }

        var values: [String: Any] {
            var values: [String: Any] = leaves
            for (name, branch) in branches { values[name] = branch.values }
            return values
        }
    }
}
