import BudgetRules
import ElectionRecord
import Wire

// The page for the team that ran the vote, ready to print.
extension Edition {
    var evaluation: [String: Any] {
        get throws(PublicationError) {
            let counts = subject.recount?.contests.filter { $0.outcome != nil } ?? []
            let others = try whatIf
            var values = turnout([byDistrict, byChannel])
            values["running"] = subject.recount == nil
            values["contests"] = counts.map { evaluated($0, others[$0.contest.id] ?? []) }
            return values
        }
    }

    private func evaluated(_ count: ContestCount, _ others: [[String: Any]]) -> [String: Any] {
        let distances = distances(count)
        return [
            "title": local(count.contest.title), "themes": themes(count), "distances": distances,
            "has_distances": !distances.isEmpty,
            "distributions": [distribution("size", sizes(count)), distribution("spend", spends(count))],
            "others": others, "has_others": !others.isEmpty, "rule": words.rule(count.contest.rule),
        ]
    }

    private func distribution(_ of: String, _ rows: [[String: Any]]) -> [String: Any] {
        ["heading": words("evaluation.\(of)s"), "of": words("evaluation.\(of)"), "rows": rows]
    }

    /// What was asked for and granted, by category; a project of several counts in each.
    private func themes(_ count: ContestCount) -> [[String: Any]] {
        var rows: [NFCName: (asked: Int, granted: Int, projects: Int, winners: Int)] = [:]
        for result in ProjectResult.all(count) {
            let categories = result.project.categories.isEmpty ? [""] : result.project.categories.map { NFCName($0) }
            for category in Set(categories) {
                var row = rows[category] ?? (0, 0, 0, 0)
                row.asked += result.project.cost
                row.granted += result.granted
                row.projects += 1
                row.winners += result.isSelected ? 1 : 0
                rows[category] = row
            }
        }
        let spent = max(count.outcome?.spent ?? 0, 1)
        return rows.sorted { ($1.value.granted, $0.key) < ($0.value.granted, $1.key) }.map { name, row in
            [
                "name": name.text.isEmpty ? words("evaluation.no-theme") : name.text, "asked": money(row.asked),
                "granted": money(row.granted), "projects": words.number(row.projects),
                "winners": words.number(row.winners), "width": "\(row.granted.share(of: spent, in: 1000))",
            ]
        }
    }

    /// How far each project that did not win was from it: in votes behind the winner with the fewest, and in money.
    private func distances(_ count: ContestCount) -> [[String: Any]] {
        guard let outcome = count.outcome else { return [] }
        let won = Set(outcome.winners.map(\.project))
        let fewest = outcome.winners.map(\.votes).min() ?? 0
        return outcome.trace.filter { !won.contains($0.project) }.map { step in
            var missing = "–"
            if case .tooDear(let by) = step.decision { missing = money(by) }
            return [
                "name": name(count.instance.projects[step.project]), "votes": words.number(step.votes),
                "behind": step.votes < fewest ? words.number(fewest - step.votes) : "–", "missing": missing,
            ]
        }
    }

    /// How many projects ballots name.
    private func sizes(_ count: ContestCount) -> [[String: Any]] {
        var ballots: [Int: Int] = [:]
        for selection in count.selections { ballots[selection.projects.count, default: 0] += 1 }
        return bars(ballots.sorted { $0.key < $1.key }.map { (words("evaluation.projects", n: $0.key), $0.value) })
    }

    /// What ballots' projects cost together, in fifths of the budget.
    private func spends(_ count: ContestCount) -> [[String: Any]] {
        guard count.contest.budget > 0 else { return [] }
        var ballots = [Int](repeating: 0, count: 6)
        for selection in count.selections where !selection.projects.isEmpty {
            let cost = selection.projects.reduce(0) { $0 + count.instance.projects[$1].cost }
            ballots[Int(clamping: min(5, max(0, (Int128(cost) * 5 - 1) / Int128(count.contest.budget))))] += 1
        }
        return bars(
            ballots.enumerated().map { fifth, ballots in
                (
                    words(
                        fifth == 5 ? "evaluation.above" : "evaluation.fifth",
                        ["from": "\(fifth * 20)", "to": "\(fifth * 20 + 20)"]), ballots
                )
            })
    }

    private func bars(_ rows: [(name: String, ballots: Int)]) -> [[String: Any]] {
        let (most, all) = (max(rows.map(\.ballots).max() ?? 0, 1), rows.reduce(0) { $0 + $1.ballots })
        return rows.map { row in
            [
                "name": row.name, "ballots": words.number(row.ballots), "share": words.percent(row.ballots, of: all),
                "width": "\(row.ballots.share(of: most, in: 1000))",
            ]
        }
    }

    /// From `what-if.json`, by contest.
    private var whatIf: [String: [[String: Any]]] {
        get throws(PublicationError) {
            guard let file = subject.data.first(where: { $0.path == RecordFolder.whatIfPath }) else { return [:] }
            do {
                var document = try Members(JSON(canonical: file.bytes.dropLast()), of: file.path)
                var rows: [String: [[String: Any]]] = [:]
                for contest in try document.array("contests") {
                    var members = try Members(contest, of: file.path)
                    let id = try members.string("contest")
                    let projects = subject.election.contestIndex(id).map { subject.election.projects[$0] } ?? []
                    let names = Dictionary(projects.map { ($0.id, name($0)) }) { first, _ in first }
                    rows[id] = try members.array("rules").map { try alternative($0, names) }
                }
                return rows
            } catch { throw PublicationError("\(file.path): \(error)") }
        }
    }

    private func alternative(_ json: JSON, _ names: [String: String]) throws -> [String: Any] {
        var members = try Members(json, of: "a rule")
        var rule = try Members(members.json("rule"), of: "a rule")
        let name = try rule.string("name")
        let settings = try ["satisfaction", "leftover", "completion"].compactMap { setting -> String? in
            guard rule.has(setting) else { return nil }
            let group = name == "greedy" && setting == "satisfaction" ? name : setting
            return words("setting.\(group).\(try rule.string(setting))")
        }
        let gained = try members.strings("gained").map { names[$0] ?? $0 }
        let lost = try members.strings("lost").map { names[$0] ?? $0 }
        return [
            "rule": words("rule-name.\(name)"), "settings": settings.joined(separator: ", "),
            "winners": words.number(try members.strings("winners").count),
            "left": money(try members.integer("left")), "gained": gained, "lost": lost,
            "gained_count": words.number(gained.count), "lost_count": words.number(lost.count),
            "same": gained.isEmpty && lost.isEmpty,
        ]
    }
}
