import ElectionRecord
import Wire

// What pages make of an election's look.
extension Look {
    /// The colours as a style: by day and on a screen, as the house's own stand for the night and for paper.
    var style: String {
        let colours = [("--deep", band), ("--accent", accent)].compactMap { name, colour in
            colour.map { "\(name): \($0);" }
        }
        guard !colours.isEmpty else { return "" }
        return "@media screen and (prefers-color-scheme: light) { :root { \(colours.joined(separator: " ")) } }\n"
    }

    /// The licence of the data: the public domain, unless the look says otherwise.
    var dataLicence: String { licence ?? "https://creativecommons.org/publicdomain/zero/1.0/" }
}

extension Logo {
    /// The picture in the page itself.
    var address: String { "data:\(kind.rawValue);base64,\(Base64.encode(bytes))" }
}
