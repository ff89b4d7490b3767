import BallotCrypto
import BudgetRules

/// Opened ballots to outcomes: decoded, held against the limits, counted, decided (spec/tally.md).
public struct Recount: Sendable {
    public let lot: Lot
    /// In the manifest's order.
    public let contests: [ContestCount]

    /// `openings` holds one for each contest of the manifest; nil for one that is not opened.
    /// Throws `RecordError` when the rule can't decide.
    public init(_ replay: Replay, openings: [Opening?]) throws(RecordError) {
        guard let election = replay.election, let tctx = replay.tctx else {
            throw RecordError("the vote is not closed yet")
        }
        let decoded = openings.enumerated().map { index, opening in
            opening?.decoded(
                selectionLength: election.selectionLength(index), projects: election.projects[index].count) ?? []
        }
        lot = Lot(tctx: tctx, opened: decoded.map { rows in rows.compactMap { try? $0.get().bytes } })
        var contests: [ContestCount] = []
        for (index, contest) in election.manifest.contests.enumerated() {
            contests.append(
                try ContestCount(
                    contest, election.instances[index], ballots: replay.ballotCount(index),
                    rows: openings[index] == nil ? nil : decoded[index],
                    withdrawn: replay.withdrawn[contest.id, default: []],
                    lot: lot.order(of: election.projects[index].map(\.id), contest: index)))
        }
        self.contests = contests
    }
}

/// One contest's count and outcome.
public struct ContestCount: Sendable {
    public let contest: Contest
    public let instance: Instance
    /// Accepted ballots.
    public let ballots: Int
    /// The valid selections, blank ones included, in the order opened.
    public let selections: [Selection]
    /// The valid selections, equal ones merged.
    public let profile: Profile
    /// The rows that don't count, in the order opened, and why.
    public let invalid: [(row: Int, reason: InvalidRow)]
    /// Project ids; the first wins a tie.
    public let tieOrder: [String]
    /// Nil when the contest had too few ballots to be opened.
    public let outcome: Outcome?
    /// What the outcome keeps to; nil as `outcome` is.
    public let axioms: Axioms?

    public var blank: Int { selections.count { $0.projects.isEmpty } }

    /// `lot` holds the ids of all projects in the lot's order. Throws `RecordError` when the rule can't decide.
    package init(
        _ contest: Contest, _ instance: Instance, ballots: Int, rows: [Result<Selection, InvalidRow>]?,
        withdrawn: Set<String>, lot: [String]
    ) throws(RecordError) {
        self.contest = contest
        self.instance = instance
        self.ballots = ballots
        var selections: [Selection] = []
        var invalid: [(row: Int, reason: InvalidRow)] = []
        for (row, result) in (rows ?? []).enumerated() {
            switch result {
            case .failure(let reason): invalid.append((row, reason))
            case .success(let selection):
                if let fault = instance.check(selection.projects) {
                    guard let reason = InvalidRow(fault) else {
                        throw RecordError("contest \(contest.id): row \(row): \(fault)")
                    }
                    invalid.append((row, reason))
                } else {
                    selections.append(selection)
                }
            }
        }
        self.selections = selections
        self.invalid = invalid
        do throws(RuleError) {
            profile = try Profile(instance, approvals: selections.map(\.projects))
            tieOrder =
                switch contest.ties {
                case .lot: lot
                case .projectID: TieOrder.projectID(instance)
                case .mostVotes: try TieOrder.mostVotes(instance, profile, then: lot)
                case .lowestCost: try TieOrder.lowestCost(instance, profile, then: lot)
                }
            guard rows != nil else {
                outcome = nil
                axioms = nil
                return
            }
            let decided = try contest.rule.rule.decide(
                instance, profile, excluded: Dictionary(withdrawn: withdrawn), tieOrder: tieOrder)
            outcome = decided
            axioms = Axioms(decided, instance, profile, contest.rule.satisfaction)
        } catch {
            throw RecordError("contest \(contest.id): \(error)")
        }
    }
}
