import BudgetRules
import ElectionRecord

/// All projects of a contest with their votes, in the rule's order: the winners filled and ticked, the others hatched.
/// Where projects are taken one by one, a line shows from where on not everything fitted. The tables beside it hold the
/// same numbers.
struct VotesChart {
    private let count: ContestCount
    private let outcome: Outcome
    private let edition: Edition

    /// In the picture's units: its width, a project's height, the line's height, a bar's height, and room for numbers.
    private static let (width, row, gap, bar, numbers) = (360, 36, 56, 12, 58)
    /// Room for a name above its bar, in tenths of its type's size, in fonts as wide as any.
    private static let room = 245

    init(_ count: ContestCount, _ outcome: Outcome, _ edition: Edition) {
        self.count = count
        self.outcome = outcome
        self.edition = edition
    }

    /// As many words of the name as there is room for, or of its one long word as many characters.
    static func shortened(_ name: String) -> String {
        let scalars = Array(name.unicodeScalars)
        var width = 0
        guard
            let end = scalars.firstIndex(where: { scalar in
                width += Self.width(scalar)
                return width > room
            })
        else { return name }
        let fitting = scalars[..<(end - 1)]
        let space = fitting.lastIndex(of: " ").flatMap { $0 > end / 2 ? $0 : nil }
        let kept = space.map { fitting[..<$0] } ?? fitting
        var text = String.UnicodeScalarView()
        text.append(contentsOf: kept)
        return String(text) + "…"
    }

    /// By Unicode's scalars, which are the same everywhere.
    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case "i", "j", "l", "I", ".", ",", ":", ";", "'", "!", "|", " ": 4
        case "m", "w", "M", "W", "@", "%": 10
        case "A"..."Z": 8
        case _ where scalar.value >= 0x1100: 11
        default: 6
        }
    }

    var values: [String: Any] {
        let granted = Dictionary(outcome.winners.map { ($0.project, $0.granted) }) { first, _ in first }
        let most = max(outcome.trace.map(\.votes).max() ?? 0, 1)
        let end = isOneByOne ? outcome.trace.firstIndex { $0.decision.isOutOfMoney } : nil
        var y = 4
        var line: [String: Any]?
        let bars = outcome.trace.enumerated().map { place, step -> [String: Any] in
            if place == end {
                let left = edition.words("chart.left", ["left": edition.money(step.left)])
                line = ["y": "\(y + 14)", "text_y": "\(y + 31)", "left_y": "\(y + 47)", "left": left]
                y += Self.gap
            }
            defer { y += Self.row }
            let project = count.instance.projects[step.project]
            let name = edition.name(project)
            let isWon = granted[step.project] != nil
            return [
                "name": Self.shortened(name),
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

    private var isOneByOne: Bool {
        if case .greedy = count.contest.rule { true } else { false }
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
