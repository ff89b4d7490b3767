import BudgetRules

/// `ballots/<contest>.csv`: the opened ballots, for people with a spreadsheet (spec/files.md, "ballots").
enum OpenedBallots {
    /// One row a valid ballot in the last mix's order, blank ones included; amounts in the manifest's smallest unit.
    static func table(_ count: ContestCount, manifest: Manifest) -> [UInt8] {
        let projects = count.instance.projects
        let rows = count.selections.enumerated().map { number, selection in
            let chosen = selection.projects.map { projects[$0] }
            return [
                String(number + 1), String(chosen.count), String(chosen.reduce(0) { $0 + $1.cost }),
                chosen.map(\.id).joined(separator: ","),
            ]
        }
        return Array(
            Table.text(columns: ["ballot", "projects", "cost_in_\(manifest.unitOfMoney)", "project_ids"], rows: rows)
                .utf8)
    }
}
