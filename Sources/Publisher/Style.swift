import ElectionRecord

/// The pages' style: that of the house, with the election's colours over it.
enum Style {
    /// One page's style sheet. It stands in the page, so that nothing is fetched and nothing moves when it comes.
    static func text(for look: Look, _ page: SitePage) -> String {
        let house = String(decoding: PackageResources.style_css, as: UTF8.self)
        let finder = page == .find ? String(decoding: PackageResources.find_css, as: UTF8.self) : ""
        return house + look.style + finder
    }

    static let icon =
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect x='3' y='13' "
        + "width='26' height='16' rx='3' fill='%2313315c'/%3E%3Cpath d='M9 13V4h14v9' fill='%23fff' stroke='%2313315c' "
        + "stroke-width='2'/%3E%3Cpath d='m12 8 3 3 5-6' fill='none' stroke='%23b00d26' stroke-width='2.5'/%3E%3C/svg%3E"
}
