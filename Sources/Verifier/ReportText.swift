import BallotCrypto
import ElectionRecord
import Wire

extension Report {
    /// The report for people: what was looked at, a line for each check with its failures below, the verdict.
    /// At most `mostFailures` of a check are listed; all are counted.
    public func text(mostFailures: Int = 20) -> String {
        lines(mostFailures: mostFailures).map { $0.printable + "\n" }.joined()
    }

    /// The same line by line, as it is said.
    public func lines(mostFailures: Int = 20) -> [String] {
        header + [""] + checks.flatMap { $0.lines(mostFailures) } + ["", conclusion]
    }

    private var header: [String] {
        [
            "election  \(subject.origin ?? "none")",
            "manifest  \(subject.manifest.map(Self.grouped) ?? "none")",
            "log key   \(subject.logKey.map(\.description) ?? "none")",
            "log       \(subject.head.size) entries, root \(subject.head.root.hex)",
        ]
    }

    /// Hexadecimal in groups of eight, for two people on the telephone.
    private static func grouped(_ digest: Digest) -> String {
        let digits = Array(digest.hex)
        return stride(from: 0, to: digits.count, by: 8)
            .map { String(digits[$0..<min($0 + 8, digits.count)]) }.joined(separator: " ")
    }
}

extension CheckReport {
    fileprivate func lines(_ mostFailures: Int) -> [String] {
        let indent = "         "
        var line = status.rawValue + String(repeating: " ", count: 5 - status.rawValue.count)
        line += check.id + String(repeating: " ", count: 4 - check.id.count) + check.claim
        if status != .none { line += " (\(checked) of \(expected))  \(seconds) s" }
        var lines = [line] + notes.map { indent + $0 }
        let all = failures + besides
        lines += all.prefix(mostFailures).map { "\(indent)\($0.place): \($0.message)" }
        if all.count > mostFailures { lines.append("\(indent)and \(all.count - mostFailures) more") }
        return lines
    }

    /// With one decimal.
    private var seconds: String {
        let tenths = (duration / .milliseconds(100)).rounded()
        return "\(Int(tenths) / 10).\(Int(tenths) % 10)"
    }
}
