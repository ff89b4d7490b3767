import BudgetRules
import ElectionRecord
import Foundation

/// A definition as the election folder keeps it: `definition.toml` and `projects/<contest>.csv`.
struct DefinitionText {
    private let definition: Definition

    init(_ definition: Definition) {
        self.definition = definition
    }

    func write(to folder: String) throws {
        for contest in definition.contests {
            try Files.write(Array(Self.table(contest.projects).utf8), to: "\(folder)/projects/\(contest.id).csv")
        }
        try Files.write(Array(text.utf8), to: "\(folder)/definition.toml")
    }

    private static func table(_ projects: [Project]) -> String {
        Table.text(
            columns: ["project_id", "cost", "name", "category", "target", "neighborhood", "description"],
            rows: projects.map {
                [
                    $0.id, String($0.cost), $0.name, $0.categories.joined(separator: ","),
                    $0.targets.joined(separator: ","), $0.neighborhood ?? "", $0.description ?? "",
                ]
            })
    }

    private var text: String {
        let d = definition
        var lines = [
            "origin = \(quoted(d.origin))", "id = \(quoted(d.id))", "country = \(quoted(d.country))",
            "unit = \(quoted(d.unit))", "currency = \(quoted(d.currency))", "scale = \(d.scale)",
            "time_zone = \(quoted(d.timeZone))", "languages = [\(d.languages.map(quoted).joined(separator: ", "))]",
            "min_anon = \(d.minAnon)", "",
        ]
        lines += table("title", d.title)
        lines += [
            "[window]", "opens = \(quoted(d.window.opens.description))",
            "closes = \(quoted(d.window.closes.description))", "", "[officials]", "count = \(d.officials.count)",
            "threshold = \(d.officials.threshold)", "", "[trustees]", "count = \(d.trustees.count)",
            "threshold = \(d.trustees.threshold)", "", "[mixers]", "count = \(d.mixers)", "", "[witnesses]",
            "count = \(d.witnesses.count)", "quorum = \(d.witnesses.quorum)", "",
        ]
        for contest in d.contests { lines += self.contest(contest) }
        for district in d.districts {
            lines += [
                "[[district]]", "id = \(quoted(district.id))",
                "contests = [\(district.contests.map(quoted).joined(separator: ", "))]", "",
            ]
            lines += table("district.name", district.name)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func contest(_ contest: ContestDefinition) -> [String] {
        var lines = [
            "[[contest]]", "id = \(quoted(contest.id))", "budget = \(contest.budget)",
            "vote_type = \(quoted(contest.voteType.rawValue))", "min_length = \(contest.limits.minLength)",
        ]
        let limits = contest.limits
        for (key, value) in [
            ("max_length", limits.maxLength), ("min_sum_cost", limits.minSumCost), ("max_sum_cost", limits.maxSumCost),
        ] {
            if let value { lines.append("\(key) = \(value)") }
        }
        lines +=
            rule(contest.rule) + [
                "ties = \(quoted(contest.ties.rawValue))", "projects = \(quoted("projects/\(contest.id).csv"))", "",
            ]
        lines += table("contest.title", contest.title)
        guard case .greedy(let rule) = contest.rule else { return lines }
        for (name, caps) in [
            ("contest.neighborhood_caps", rule.neighborhoodCaps), ("contest.category_caps", rule.categoryCaps),
        ] where !caps.isEmpty {
            lines += ["[\(name)]"] + caps.sorted { $0.key < $1.key }.map { "\(quoted($0.key)) = \($0.value)" } + [""]
        }
        return lines
    }

    private func rule(_ rule: Rule) -> [String] {
        let name = ["rule = \(quoted(rule.name))"]
        switch rule {
        case .greedy(let rule):
            var lines = [
                "satisfaction = \(quoted(rule.satisfaction.rawValue))", "leftover = \(quoted(rule.leftover.rawValue))",
                "min_score = \(rule.minScore)",
            ]
            if !rule.incompatible.isEmpty {
                let sets = rule.incompatible.map { "[\($0.map(quoted).joined(separator: ", "))]" }
                lines.append("incompatible = [\(sets.joined(separator: ", "))]")
            }
            return name + lines
        case .equalShares(let rule):
            return name + [
                "satisfaction = \(quoted(rule.satisfaction.rawValue))",
                "completion = \(quoted(rule.completion.rawValue))", "increment = \(rule.increment)",
                "exhaustive_stop = \(rule.exhaustiveStop)", "min_score = \(rule.minScore)",
            ]
        case .phragmen(let rule):
            return name + ["completion = \(quoted(rule.completion.rawValue))", "min_score = \(rule.minScore)"]
        case .maximinSupport(let rule): return name + ["min_score = \(rule.minScore)"]
        case .maxWelfare(let rule):
            return name + [
                "satisfaction = \(quoted(rule.satisfaction.rawValue))", "min_score = \(rule.minScore)",
            ]
        }
    }

    private func table(_ name: String, _ texts: Texts) -> [String] {
        ["[\(name)]"] + texts.sorted { $0.key < $1.key }.map { "\(quoted($0.key.text)) = \(quoted($0.value))" } + [""]
    }

    /// A TOML basic string.
    private func quoted(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": escaped += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return "\"\(escaped)\""
    }
}
