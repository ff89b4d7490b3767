import ElectionRecord

/// What an election's pages look like, and say of themselves.
struct Look {
    /// The band's and the links' colour by day, `#rrggbb`; nil for the house's.
    var band: String?
    var accent: String?
    /// The logo as a data URI, shown as a picture, so that no script in it runs.
    var logo: String?
    /// Paragraphs before the outcome, by language, divided by line ends.
    var intro: Texts = [:]
    /// The licence of the data, as a URL.
    var licence = "https://creativecommons.org/publicdomain/zero/1.0/"

    static let standard = Look()

    /// The colours as a style.
    var style: String {
        let colours = [("--deep", band), ("--accent", accent)].compactMap { name, value in
            value.map { "\(name): \($0);" }
        }
        return colours.isEmpty
            ? "" : "@media (prefers-color-scheme: light) { :root { \(colours.joined(separator: " ")) } }\n"
    }
}
