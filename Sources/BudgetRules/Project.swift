/// Something that residents can vote for.
public struct Project: Hashable, Sendable {
    public var id: String
    /// In the smallest unit of money that the vote uses; 0 for a project that asks for none.
    public var cost: Int
    public var name: String
    public var categories: [String]
    /// Whom the project is for (Pabulib's `target`, since 2026 `beneficiaries`).
    public var targets: [String]
    public var neighborhood: String?
    /// What voters read about it, in plain text.
    public var description: String?
    /// Every other column of the source, in its order.
    public var extra: [Column]

    public init(
        id: String, cost: Int, name: String = "", categories: [String] = [], targets: [String] = [],
        neighborhood: String? = nil, description: String? = nil, extra: [Column] = []
    ) {
        self.id = id
        self.cost = cost
        self.name = name
        self.categories = categories
        self.targets = targets
        self.neighborhood = neighborhood
        self.description = description
        self.extra = extra
    }
}

/// A named value of a table, as it was written.
public struct Column: Hashable, Sendable {
    public var key: String
    public var value: String

    public init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }
}
