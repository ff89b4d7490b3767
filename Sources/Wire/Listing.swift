extension Sequence<String> {
    /// In words: `a`, `a and b`, `a, b and c`; `none` of nothing. Of more than 20 the rest is counted, so that a message
    /// stays a message.
    public func listed(_ conjunction: String = "and") -> String {
        let all = Array(self)
        var shown = Array(all.prefix(20))
        if all.count > shown.count { shown.append("\(all.count - shown.count) more") }
        guard let last = shown.popLast() else { return "none" }
        return shown.isEmpty ? last : "\(shown.joined(separator: ", ")) \(conjunction) \(last)"
    }
}
