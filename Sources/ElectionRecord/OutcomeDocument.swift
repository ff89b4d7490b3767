import BallotCrypto
import BudgetRules
import Wire

extension ContestCount {
    /// The outcome document: canonical JSON that says what was counted and why each project won or not
    /// (spec/tally.md, "The outcome document"). It is an artifact of the `result` act and part of `results.json`.
    public var document: JSON {
        var members: [Verbatim: JSON] = [
            "contest": .string(contest.id), "budget": .integer(contest.budget), "rule": contest.rule.json,
            "ties": .string(contest.ties.rawValue), "ballots": .integer(ballots), "opened": .bool(outcome != nil),
            "valid": .integer(selections.count), "blank": .integer(blank),
            "invalid": .array(invalid.map { ["row": .integer($0.row), "reason": .string($0.reason.rawValue)] }),
            "tie_order": .array(tieOrder.map(JSON.string)),
        ]
        if let outcome {
            members["winners"] = .array(outcome.winners.map(winner))
            members["spent"] = .integer(outcome.spent)
            members["left"] = .integer(outcome.left)
            members["tied"] = .array(outcome.ties.map(tie))
            members["trace"] = .array(outcome.trace.map(step))
            members["shares"] = outcome.shares.map(shares)
        }
        if let axioms {
            members["affordable"] = .array(axioms.affordable.map(id))
            if case .equalShares = contest.rule {
                members["underrepresented"] = axioms.underrepresented.map { .array($0.map(underrepresented)) }
            }
        }
        return .object(members)
    }

    private func id(_ project: Int) -> JSON { .string(instance.projects[project].id) }

    private func winner(_ winner: Winner) -> JSON {
        [
            "project": id(winner.project), "cost": .integer(instance.projects[winner.project].cost),
            "granted": .integer(winner.granted), "votes": .integer(winner.votes),
        ]
    }

    private func tie(_ tie: Tie) -> JSON {
        ["projects": .array(tie.projects.map(id)), "decisive": .bool(tie.decisive)]
    }

    private func step(_ step: Step) -> JSON {
        var members: [Verbatim: JSON] = [
            "project": id(step.project), "votes": .integer(step.votes), "cost": .integer(step.cost),
            "left": .integer(step.left), "decision": .string(step.decision.name),
        ]
        if let payment = step.payment {
            members["price"] = .string(payment.price.text(digits: 6))
            members["payers"] = .integer(payment.payers)
            members["exhausted"] = .integer(payment.exhausted)
            members["most"] = payment.most.map { .string($0.text(digits: 6)) }
        }
        switch step.decision {
        case .funded, .belowMinimum, .excluded, .noVotes, .stopped: break
        case .partFunded(let granted): members["granted"] = .integer(granted)
        case .tooDear(let by): members["by"] = .integer(by)
        case .overCap(let name, let by):
            members["cap"] = .string(name)
            members["by"] = .integer(by)
        case .incompatible(let winner): members["with"] = id(winner)
        }
        return .object(members)
    }

    private func shares(_ shares: Shares) -> JSON {
        [
            "share": .string(shares.share.text(digits: 6)), "added": .integer(shares.added),
            "quartiles": .array(shares.quartiles.map { .string($0.text(digits: 6)) }),
        ]
    }

    private func underrepresented(_ group: Axioms.Underrepresented) -> JSON {
        [
            "project": id(group.project), "ballots": .integer(group.ballots),
            "satisfaction": .integer(group.satisfaction),
        ]
    }
}

extension Decision {
    /// The word in the outcome document and in `results.csv`.
    public var name: String {
        switch self {
        case .funded: "funded"
        case .partFunded: "part-funded"
        case .tooDear: "too-dear"
        case .overCap: "over-cap"
        case .belowMinimum: "below-minimum"
        case .excluded(let exclusion): exclusion.rawValue
        case .incompatible: "incompatible"
        case .noVotes: "no-votes"
        case .stopped: "stopped"
        }
    }
}
