import ArgumentParser
import BudgetRules
import Foundation

/// A rule and its settings, as the command line names them.
struct RuleChoice: ParsableArguments {
    enum Name: String, CaseIterable, ExpressibleByArgument {
        case greedy
        case greedyPerCost = "greedy-per-cost"
        case equalShares = "equal-shares"
        case phragmen
        case maximinSupport = "maximin-support"
        case maxWelfare = "max-welfare"
    }

    enum Completion: String, CaseIterable, ExpressibleByArgument {
        case none, add1, add1u, greedy
    }

    enum Ties: String, CaseIterable, ExpressibleByArgument {
        case lot
        case projectID = "project-id"
        case mostVotes = "most-votes"
        case lowestCost = "lowest-cost"
    }

    enum Switch: String, CaseIterable, ExpressibleByArgument {
        case on, off
    }

    @Option(help: "The rule (default: the one that the file names).") var rule: Name?
    @Option(help: "What a winner brings its supporters (default: cost, points or borda, as the votes are).")
    var satisfaction: Satisfaction?
    @Option(help: "The greedy rule at a project that no longer fits (default: skip).") var leftover:
        GreedyRule.Leftover?
    @Option(help: "How equal shares (and phragmen: none, greedy) use what is left (default: none).")
    var completion: Completion?
    @Option(help: "Whether add1 ends at the first outcome that leaves too little for any project (default: on).")
    var exhaustiveStop: Switch?
    @Option(help: "By how much add1 raises each share from run to run, in the file's unit (default: 1).")
    var increment: Int?
    @Option(help: "The least votes or points with which a project competes.") var minScore: Int?
    @Option(
        help: ArgumentHelp(
            "Projects of which the greedy rules let one win, by id, separated by commas; repeat for another set.",
            valueName: "ids"))
    var incompatible: [String] = []
    @Flag(help: "Let projects without votes compete under the greedy rules.") var fundUnsupported = false
    @Flag(help: "Use the minimum score and the caps that the file names.") var fileTerms = false
    @Option(help: "What the last project of a ranking is given (default: 0; 1 under the file's own rule).")
    var lastPlace: Int?
    @Option(help: "Who goes first when projects tie (default: lot).") var ties: Ties = .lot

    /// The rule for `file`. Throws `RuleError` or `TextError` for what the file names and can't be used, `Complaint`
    /// for settings that the rule doesn't have.
    func rule(for file: Pabulib) throws -> Rule {
        let named = try rule ?? nameInFile(file)
        try requireUse(of: named)
        let type = file.instance.voteType
        let takesTerms = fileTerms || rule == nil
        let fromFile = takesTerms ? file["min_project_score_threshold"].flatMap { Int($0) } : nil
        let minScore = minScore ?? fromFile ?? 0
        let satisfaction = satisfaction ?? .standard(for: type)
        switch named {
        case .greedy, .greedyPerCost:
            let isPerCost = named == .greedyPerCost || self.satisfaction == .number
            guard !(named == .greedyPerCost && self.satisfaction == .cost) else {
                throw Complaint("--satisfaction: greedy-per-cost goes by votes per cost, not by cost", status: 64)
            }
            if let satisfaction = self.satisfaction, !satisfaction.isDefined(for: type) {
                throw RuleError.undefined(rule: "\(named.rawValue) with satisfaction \(satisfaction.rawValue)", type)
            }
            let perCost: Satisfaction = type.isApproval ? .number : .standard(for: type)
            return .greedy(
                GreedyRule(
                    satisfaction: isPerCost ? perCost : .cost,
                    leftover: leftover ?? (rule == nil ? file.leftover : .skip), minScore: minScore,
                    neighborhoodCaps: takesTerms ? try file.neighborhoodCaps() : [:],
                    categoryCaps: takesTerms ? try file.categoryCaps() : [:],
                    incompatible: incompatible.map { $0.split(separator: ",").map(String.init) },
                    fundUnsupported: fundUnsupported))
        case .equalShares:
            let inFile: Completion = file["rule"]?.hasPrefix("equalshares/add1") == true ? .add1 : .none
            let completion = completion ?? (rule == nil ? inFile : .none)
            let (step, overflow) = (increment ?? 1).multipliedReportingOverflow(by: file.scale)
            guard !overflow else { throw RuleError.amountsOverflow }
            return .equalShares(
                EqualShares(
                    satisfaction: satisfaction, completion: .init(rawValue: completion.rawValue) ?? .none,
                    increment: step, exhaustiveStop: exhaustiveStop != .off, minScore: minScore))
        case .phragmen:
            let completion = completion ?? .none
            guard let own = SequentialPhragmen.Completion(rawValue: completion.rawValue) else {
                throw Complaint("--completion: phragmen has none and greedy, not \(completion.rawValue)", status: 64)
            }
            return .phragmen(SequentialPhragmen(completion: own, minScore: minScore))
        case .maximinSupport: return .maximinSupport(MaximinSupport(minScore: minScore))
        case .maxWelfare: return .maxWelfare(MaxWelfare(satisfaction: satisfaction, minScore: minScore))
        }
    }

    private func nameInFile(_ file: Pabulib) throws -> Name {
        switch file["rule"] {
        case "greedy", "greedy-no-skip", "greedy-threshold": return .greedy
        case .some(let name) where name.hasPrefix("equalshares"): return .equalShares
        case let name:
            throw Complaint("the file's rule is \(name ?? "not named"); name one with --rule", status: 64)
        }
    }

    /// Settings that the rule doesn't have are refused rather than passed over.
    private func requireUse(of rule: Name) throws {
        let isGreedy = rule == .greedy || rule == .greedyPerCost
        let given: [(name: String, isGiven: Bool, isUsed: Bool)] = [
            ("--leftover", leftover != nil, isGreedy),
            ("--incompatible", !incompatible.isEmpty, isGreedy),
            ("--fund-unsupported", fundUnsupported, isGreedy),
            ("--completion", completion.map { $0 != .none } ?? false, rule == .equalShares || rule == .phragmen),
            ("--exhaustive-stop", exhaustiveStop != nil, rule == .equalShares),
            ("--increment", increment != nil, rule == .equalShares),
        ]
        for setting in given where setting.isGiven && !setting.isUsed {
            throw Complaint("\(setting.name): the rule \(rule.rawValue) has no such setting", status: 64)
        }
        if rule == .phragmen || rule == .maximinSupport, let satisfaction, satisfaction != .cost {
            throw Complaint("--satisfaction: the rule \(rule.rawValue) has no such setting", status: 64)
        }
    }
}

extension Satisfaction: ExpressibleByArgument {}
extension GreedyRule.Leftover: ExpressibleByArgument {}

extension Pabulib {
    /// What the file says of the greedy rule's end.
    var leftover: GreedyRule.Leftover {
        if self["leftover_budget"]?.lowercased().contains("partially fund") == true { return .partFund }
        return self["rule"] == "greedy-no-skip" ? .stop : .skip
    }
}
