/// An amount in a currency's smallest unit, as people write it: `EUR 262,474` or `EUR 262.474`.
struct Money: CustomStringConvertible {
    let amount: Int
    let currency: String
    /// Smallest units in one: 1 or a power of ten.
    let scale: Int
    let language: String

    var description: String { "\(currency)\u{A0}\(digits)" }

    /// The number alone.
    var digits: String {
        let separators = language == "en" ? (",", ".") : (".", ",")
        var whole = String((amount / scale).magnitude)
        var place = whole.count - 3
        while place > 0 {
            whole.insert(contentsOf: separators.0, at: whole.index(whole.startIndex, offsetBy: place))
            place -= 3
        }
        let digits = String(scale).count - 1
        let rest = String((amount % scale).magnitude)
        let fraction = digits == 0 ? "" : separators.1 + String(repeating: "0", count: digits - rest.count) + rest
        return "\(amount < 0 ? "-" : "")\(whole)\(fraction)"
    }
}
