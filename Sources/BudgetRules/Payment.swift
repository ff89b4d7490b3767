/// What the supporters of a winner paid for it.
public struct Payment: Hashable, Sendable {
    /// By which the rule compares projects, the lowest first. Equal shares: money for each unit of satisfaction.
    /// Phragmén: the load of each supporter afterwards. Maximin support: the greatest load of any voter afterwards.
    public let price: Ratio
    /// The most that one supporter paid; nil where payments are divided anew after every winner.
    public let most: Ratio?
    /// How many supporters paid something, and how many of them all that they had left.
    public let payers: Int
    public let exhausted: Int
}

/// What the ballots had and spent under equal shares.
public struct Shares: Hashable, Sendable {
    /// What every ballot had to begin with.
    public let share: Ratio
    /// How much of that a completion had added.
    public let added: Int
    /// How often the method was run.
    public let runs: Int
    /// What a ballot spent: the least, that below which a quarter, half and three quarters of all ballots lie, and the
    /// most. Empty without ballots.
    public let quartiles: [Ratio]
}
