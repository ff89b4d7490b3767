import BudgetRules
import ElectionRecord

/// Why each project of a contest won or not, in a sentence.
struct Reasons {
    let count: ContestCount
    let outcome: Outcome
    let edition: Edition
    /// By project.
    private let steps: [Int: Step]
    /// By project, the first tie that mattered to somebody in it.
    private let ties: [Int: Tie]
    /// How each project fared: in full, in part or not at all.
    private let fortunes: [Int]
    /// Of more projects in a tie than these, a sentence names the first.
    private static let named = 500

    init(_ count: ContestCount, _ outcome: Outcome, _ edition: Edition) {
        self.count = count
        self.outcome = outcome
        self.edition = edition
        steps = Dictionary(outcome.trace.map { ($0.project, $0) }) { first, _ in first }
        fortunes = count.instance.projects.indices.map { [steps] in Self.fortune(steps[$0]?.decision) }
        ties = outcome.ties.filter(\.decisive).reduce(into: [:]) { ties, tie in
            for project in tie.projects where ties[project] == nil { ties[project] = tie }
        }
    }

    private var words: Words { edition.words }

    func sentence(_ project: Int) -> String {
        guard let step = steps[project] else { return "" }
        return [reason(step), lot(step)].compactMap(\.self).joined(separator: " ")
    }

    private func reason(_ step: Step) -> String {
        switch step.decision {
        case .funded: funded(step)
        case .partFunded(let granted): words("reason.part", ["granted": money(granted), "cost": money(step.cost)])
        case .tooDear(let by): words(shortage, ["by": money(by), "left": money(step.left)])
        case .overCap(let name, let by): words("reason.cap", ["name": name, "by": money(by)])
        case .belowMinimum: words("reason.minimum", ["least": words.number(count.contest.rule.minScore)])
        case .excluded(.withdrawn): words("reason.withdrawn")
        case .excluded(.alreadyFunded): words("reason.funded-elsewhere")
        case .incompatible(let winner): words("reason.incompatible", ["winner": name(winner)])
        case .noVotes: words("reason.no-votes")
        case .stopped: words("reason.stopped")
        }
    }

    private func funded(_ step: Step) -> String {
        let left = ["cost": money(step.cost), "left": money(step.left)]
        guard let payment = step.payment else { return words(isBestOfAll ? "reason.best" : "reason.fits", left) }
        guard let most = payment.most else { return words("reason.backed", n: payment.payers, left) }
        let rounded = money(most.roundedUp)
        return words("reason.paid", n: payment.payers, left.merging(["most": rounded]) { first, _ in first })
    }

    /// What a tie did to a project that another order would have treated otherwise: in full, in part or not at all.
    private func lot(_ step: Step) -> String? {
        guard let tie = ties[step.project] else { return nil }
        let own = fortunes[step.project]
        let better = tie.projects.filter { fortunes[$0] > own }
        let worse = tie.projects.filter { fortunes[$0] < own }
        let (key, others) = better.isEmpty ? ("reason.lot.won", worse) : ("reason.lot.lost", better)
        guard !others.isEmpty else { return nil }
        let order = words("ties.\(count.contest.ties.rawValue)")
        let names = others.prefix(Self.named).map(name) + (others.count > Self.named ? ["…"] : [])
        return words(key, ["others": names.joined(separator: ", "), "by": order])
    }

    private static func fortune(_ decision: Decision?) -> Int {
        switch decision {
        case .funded: 2
        case .partFunded: 1
        default: 0
        }
    }

    /// What a project lacks that is too dear: money of the budget, or of its supporters.
    private var shortage: String {
        switch count.contest.rule {
        case .equalShares(let rule) where rule.completion == .none || rule.completion == .add1: "reason.supporters"
        case .maxWelfare: "reason.beside"
        default: "reason.dear"
        }
    }

    private var isBestOfAll: Bool {
        if case .maxWelfare = count.contest.rule { true } else { false }
    }

    private func name(_ project: Int) -> String { edition.name(count.instance.projects[project]) }

    private func money(_ amount: Int) -> String { edition.money(amount) }
}
