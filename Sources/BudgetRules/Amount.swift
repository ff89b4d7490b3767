/// Money as text: digits, and in Pabulib files up to two decimals after a point or a comma.
package enum Amount {
    /// The number that `text` writes in digits alone, or nil for anything else and for what an `Int` can't hold.
    static func whole(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
        return Int(text)
    }

    static func hasDecimals(_ text: String) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    }

    /// `text` in hundredths, or nil if it isn't an amount or too large. Decimals after the second must be 0.
    static func hundredths(_ text: String) -> Int? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard let first = parts.first, parts.count <= 2, let main = whole(first) else { return nil }
        var decimals = 0
        if parts.count == 2 {
            let digits = parts[1]
            guard whole(digits) != nil || !digits.isEmpty && digits.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }),
                digits.utf8.dropFirst(2).allSatisfy({ $0 == UInt8(ascii: "0") }),
                let hundredths = whole((digits + "0").prefix(2))
            else { return nil }
            decimals = hundredths
        }
        let (scaled, overflow) = main.multipliedReportingOverflow(by: 100)
        let (sum, carry) = scaled.addingReportingOverflow(decimals)
        return overflow || carry ? nil : sum
    }

    /// `units` of money, `scale` of which make one of the text's: with two decimals when it is 100.
    package static func text(_ units: Int, scale: Int) -> String {
        scale == 1 ? String(units) : text(hundredths: units)
    }

    /// What `hundredths` parses, always with two decimals.
    static func text(hundredths: Int) -> String {
        let (main, decimals) = hundredths.quotientAndRemainder(dividingBy: 100)
        return "\(main)." + (decimals < 10 ? "0" : "") + "\(decimals)"
    }
}
