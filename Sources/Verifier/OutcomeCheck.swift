import ElectionRecord

/// V11: the rule, run again on the opened ballots, gives the outcome document of the `result` act, byte for byte.
struct OutcomeCheck {
    let folder: HeldRecord
    let replay: Replay
    /// Nil when the openings could not be read, or the rule did not decide.
    let recount: Recount?

    func run(_ report: inout CheckReport) {
        guard replay.phase == .done else { return }
        for (contest, said) in replay.results.enumerated() {
            report.look { () throws(Violation) in
                do {
                    guard let count = recount?.contests[contest] else {
                        throw RecordError("its ballots can't be counted")
                    }
                    let expected = count.document.canonical
                    let artifact = try folder.pieces(of: said.outcome)
                    let found = try artifact.bytes(0..<min(artifact.count, expected.count + Self.reach))
                    guard found == expected else {
                        throw RecordError(
                            "expected \(Self.excerpt(expected, found)), found \(Self.excerpt(found, expected))")
                    }
                } catch {
                    throw Violation(.outcome, at: said.outcome.path, "contest \(said.contest): \(error)")
                }
            }
        }
    }

    /// The text around the first byte in which it differs from the other.
    private static func excerpt(_ bytes: [UInt8], _ other: [UInt8]) -> String {
        let place = zip(bytes, other).prefix { $0 == $1 }.count
        return String(decoding: bytes[max(0, place - reach)..<min(bytes.count, place + reach)], as: UTF8.self)
    }

    /// Bytes that an excerpt has on each side.
    private static let reach = 40
}
