import BallotCrypto
import BudgetRules
import ElectionRecord
import Wire

/// What a rule decided on the votes of a Pabulib file, told as text or as JSON.
struct TallyOutcome {
    let votes: Pabulib
    let rule: Rule
    let outcome: Outcome
    let axioms: Axioms
    /// Project ids; the first wins a tie.
    let tieOrder: [String]

    /// Throws `RuleError`, `TextError` and `Complaint` as `RuleChoice.rule` and rules do.
    init(_ votes: Pabulib, _ choice: RuleChoice, excluded: [String: Exclusion]) throws {
        self.votes = votes
        rule = try choice.rule(for: votes)
        let instance = votes.instance
        let profile = try votes.profile(last: choice.lastPlace ?? (choice.rule == nil ? 1 : 0))
        let byID = TieOrder.projectID(instance)
        tieOrder =
            switch choice.ties {
            case .lot: Self.lot(votes)
            case .projectID: byID
            case .mostVotes: try TieOrder.mostVotes(instance, profile, then: byID)
            case .lowestCost: try TieOrder.lowestCost(instance, profile, then: byID)
            }
        outcome = try rule.rule.decide(instance, profile, excluded: excluded, tieOrder: tieOrder)
        axioms = Axioms(outcome, instance, profile, rule.satisfaction)
    }

    /// The lot of a vote that has no record: as an election's (spec/tally.md, "The lot"), with
    /// `SHA-256("stembus-v1/tally\0")` for `tctx`, and each vote's ids and points as its bytes.
    private static func lot(_ votes: Pabulib) -> [String] {
        let ids = votes.instance.projects.map(\.id)
        let opened = votes.votes.map { vote in
            let points = vote.extra.first { $0.key == "points" }.map { ";\($0.value)" } ?? ""
            return Array((vote.projects.map { ids[$0] }.joined(separator: ",") + points).utf8)
        }
        return Lot(tctx: SHA256.hash("stembus-v1/tally\0".utf8), opened: [opened]).order(of: ids, contest: 0)
    }

    // MARK: As JSON

    func json(file: String, repairs: [TextError]) -> JSON {
        var members: [String: JSON] = [
            "file": .string(file), "rule": rule.json, "vote_type": .string(votes.instance.voteType.rawValue),
            "ballots": .integer(votes.votes.count), "budget": amount(votes.instance.budget),
            "winners": .array(outcome.winners.map { id($0.project) }),
            "granted": .object(
                Dictionary(outcome.winners.map { (ident($0.project), amount($0.granted)) }) { first, _ in first }),
            "cost": amount(outcome.spent), "left": amount(outcome.left), "tie_order": .array(tieOrder.map(JSON.string)),
            "ties": .array(
                outcome.ties.map { tie in
                    ["projects": .array(tie.projects.map(id)), "decisive": .bool(tie.decisive)]
                }),
            "trace": .array(outcome.trace.map(step)),
            "axioms": axiomsJSON,
            "repairs": .array(repairs.map { .string($0.description) }),
        ]
        if let shares = outcome.shares {
            members["shares"] = [
                "share": decimal(shares.share), "added": amount(shares.added), "runs": .integer(shares.runs),
                "quartiles": .array(shares.quartiles.map(decimal)),
            ]
        }
        return .object(members)
    }

    private var axiomsJSON: JSON {
        var members: [String: JSON] = [
            "within_budget": .bool(axioms.isWithinBudget), "exhaustive": .bool(axioms.affordable.isEmpty),
            "affordable": .array(axioms.affordable.map(id)),
        ]
        if let groups = axioms.underrepresented {
            members["ejr_plus_up_to_one"] = .bool(groups.isEmpty)
            members["underrepresented"] = .array(
                groups.map { ["project": id($0.project), "ballots": .integer($0.ballots)] })
        }
        return .object(members)
    }

    private func step(_ step: Step) -> JSON {
        var members: [String: JSON] = [
            "project": id(step.project), "votes": .integer(step.votes), "cost": amount(step.cost),
            "left": amount(step.left), "decision": .string(step.decision.name),
        ]
        switch step.decision {
        case .partFunded(let granted): members["granted"] = amount(granted)
        case .tooDear(let by): members["by"] = amount(by)
        case .overCap(let name, let by):
            members["cap"] = .string(name)
            members["by"] = amount(by)
        case .incompatible(let winner): members["with"] = id(winner)
        case .funded, .belowMinimum, .excluded, .noVotes, .stopped: break
        }
        if let payment = step.payment {
            members["price"] = .string(payment.price.text(digits: 12))
            members["payers"] = .integer(payment.payers)
            members["exhausted"] = .integer(payment.exhausted)
            if let most = payment.most {
                members["most"] = decimal(most)
                if !most.numerator.isZero {
                    let votes = Ratio(most.denominator.times(UInt(step.cost)), most.numerator)
                    members["effective_votes"] = .string(votes.text(digits: 3))
                }
            }
        }
        return .object(members)
    }

    private func ident(_ project: Int) -> String { votes.instance.projects[project].id }

    private func id(_ project: Int) -> JSON { .string(ident(project)) }

    /// A whole number in the file's unit, or a text where the file has decimals.
    private func amount(_ units: Int) -> JSON {
        votes.scale == 1 ? .integer(units) : .string(money(units))
    }

    private func decimal(_ amount: Ratio) -> JSON {
        .string(Ratio(amount.numerator, amount.denominator.times(UInt(votes.scale))).text(digits: 6))
    }

    private func money(_ units: Int) -> String {
        guard votes.scale != 1 else { return "\(units)" }
        let (whole, cents) = units.quotientAndRemainder(dividingBy: votes.scale)
        return "\(whole)." + (cents < 10 ? "0" : "") + "\(cents)"
    }

    // MARK: As text

    var lines: [String] {
        var lines = ["\(rule.json.text)", ""]
        for (place, winner) in outcome.winners.enumerated() {
            let project = votes.instance.projects[winner.project]
            let part = winner.granted < project.cost ? " of \(money(project.cost))" : ""
            lines.append(
                "\(place + 1). \(project.id)  \(money(winner.granted))\(part)  \(winner.votes) votes  \(project.name)")
        }
        lines += [
            "",
            "\(outcome.winners.count) of \(votes.instance.projects.count) projects; "
                + "\(money(outcome.spent)) of \(money(votes.instance.budget)) spent, \(money(outcome.left)) left",
        ]
        for tie in outcome.ties {
            let ids = tie.projects.map(ident).joined(separator: ", ")
            lines.append("tie\(tie.decisive ? ", decisive" : ""): \(ids)")
        }
        if !axioms.affordable.isEmpty {
            lines.append("not exhaustive: still affordable \(axioms.affordable.map(ident).joined(separator: ", "))")
        }
        for group in axioms.underrepresented ?? [] {
            lines.append("EJR+ up to one: not for \(group.ballots) supporters of \(ident(group.project))")
        }
        return lines
    }
}
