extension Pabulib {
    /// The caps that META gives as the lists `neighborhoods` and `budget_per_neighborhood`, in the instance's units.
    ///
    /// Throws `TextError` when the lists aren't equally long, hold a name twice or something that isn't an amount.
    public func neighborhoodCaps() throws(TextError) -> [String: Int] {
        try caps("neighborhoods", "budget_per_neighborhood")
    }

    /// The caps that META gives as `categories` and `budget_per_category`, in the same way.
    public func categoryCaps() throws(TextError) -> [String: Int] {
        try caps("categories", "budget_per_category")
    }

    /// The ids of projects that stand in the file with a cost of 999,999,999, Pabulib's mark for a project that can't
    /// be carried out: for `excluded`.
    public var notImplementable: [String] {
        instance.projects.filter { $0.cost == 999_999_999 * scale }.map(\.id)
    }

    private func caps(_ names: String, _ amounts: String) throws(TextError) -> [String: Int] {
        guard let list = self[amounts] else { return [:] }
        let line = 3 + (meta.firstIndex { $0.key == amounts } ?? 0)
        let amounts = (field: amounts, values: ProjectList.list(list))
        let names = ProjectList.list(self[names] ?? "")
        guard names.count == amounts.values.count else {
            throw TextError(
                line: line, field: amounts.field, "expected \(names.count) amounts, found \(amounts.values.count)")
        }
        var caps: [String: Int] = [:]
        for (name, text) in zip(names, amounts.values) {
            guard let cap = scale == 1 ? Amount.whole(text) : Amount.hundredths(text) else {
                throw TextError(line: line, field: amounts.field, "expected an amount, found \"\(text)\"")
            }
            guard caps.updateValue(cap, forKey: name) == nil else {
                throw TextError(line: line, field: amounts.field, "expected distinct names, found \(name) twice")
            }
        }
        return caps
    }
}
