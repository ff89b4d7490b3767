import BudgetRules
import ElectionRecord

/// All projects of a contest by votes, the winners filled and ticked, the others hatched, and the line where the money
/// ran out. The tables beside it hold the same numbers.
struct VotesChart {
    private let count: ContestCount
    private let outcome: Outcome
    private let edition: Edition

    /// In the picture's units: its width, a project's height, the line's height, a bar's height, and room for numbers.
    private static let (width, row, gap, bar, numbers) = (360, 36, 40, 12, 58)
    /// The most characters of a name that stand above its bar.
    private static let nameLength = 48

    init(_ count: ContestCount, _ outcome: Outcome, _ edition: Edition) {
        self.count = count
        self.outcome = outcome
        self.edition = edition
    }

    /// By Unicode's scalars, which are counted alike everywhere.
    private func shortened(_ name: String) -> String {
        guard name.unicodeScalars.count > Self.nameLength else { return name }
        return String(name.unicodeScalars.prefix(Self.nameLength - 1)) + "…"
    }

    var values: [String: Any] {
        let granted = Dictionary(outcome.winners.map { ($0.project, $0.granted) }) { first, _ in first }
        let most = max(outcome.trace.map(\.votes).max() ?? 0, 1)
        let end = outcome.trace.firstIndex { $0.decision.isOutOfMoney }
        var y = 4
        var line: [String: Any]?
        let bars = outcome.trace.enumerated().map { place, step -> [String: Any] in
            if place == end {
                let text = edition.words("chart.line", ["left": edition.money(step.left)])
                line = ["y": "\(y + 14)", "text_y": "\(y + 31)", "about": text]
                y += Self.gap
            }
            defer { y += Self.row }
            let project = count.instance.projects[step.project]
            let name = edition.name(project)
            let isWon = granted[step.project] != nil
            return [
                "name": shortened(name),
                "name_y": "\(y + 13)", "y": "\(y + 18)", "height": "\(Self.bar)",
                "width": "\(max(1, step.votes.share(of: most, in: Self.width - Self.numbers)))",
                "number_x": "\(step.votes.share(of: most, in: Self.width - Self.numbers) + 6)", "number_y": "\(y + 28)",
                "votes": edition.words.number(step.votes), "won": isWon, "kind": isWon ? "won" : "lost",
            ]
        }
        return [
            "id": count.contest.id, "width": "\(Self.width)", "height": "\(y + 4)", "bars": bars,
            "line": line ?? false,
            "title": edition.words("chart.title", ["contest": edition.local(count.contest.title)]),
            "about": edition.words(
                "chart.about", n: outcome.trace.count, ["winners": edition.words.number(outcome.winners.count)]),
        ]
    }
}

extension Decision {
    fileprivate var isOutOfMoney: Bool {
        switch self {
        case .tooDear, .partFunded, .stopped: true
        default: false
        }
    }
}
