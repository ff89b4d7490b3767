/// Text for a page, with the characters that HTML gives a meaning written as references.
struct HTML: ExpressibleByStringInterpolation, CustomStringConvertible {
    let description: String

    init(stringLiteral value: String) { description = value }

    init(stringInterpolation: Interpolation) { description = stringInterpolation.text }

    static func join(_ parts: [HTML]) -> HTML { HTML(stringLiteral: parts.map(\.description).joined()) }

    /// Markup stands as it is; every other value is escaped.
    struct Interpolation: StringInterpolationProtocol {
        var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ html: HTML) { text += html.description }

        mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            for character in value.description {
                switch character {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                default: text.append(character)
                }
            }
        }
    }
}
