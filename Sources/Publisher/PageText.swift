import Mustache
import Wire

/// Text within HTML: the five characters that mean something there, each by its byte.
///
/// swift-mustache's own escape goes by `Character`, of which `<` after U+0600 or `"` before U+0301 is but a part, and
/// leaves those as they are.
struct PageText: MustacheContentType {
    /// What templates call it.
    static let name = "PAGE"

    func escapeText(_ text: String) -> String {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            case UInt8(ascii: "'"): escaped += "&#39;".utf8
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}

extension JSON {
    /// The text for a script element, which a `<` within a string could end.
    var scriptText: String {
        var escaped: [UInt8] = []
        for byte in canonical {
            if byte == UInt8(ascii: "<") { escaped += #"\u003c"#.utf8 } else { escaped.append(byte) }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
