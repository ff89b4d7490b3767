/// Ways to put the ids of all projects into the order that breaks ties. The lot, which is drawn from the opened
/// ballots, needs a hash and is made elsewhere; it can stand `then` where these leave a tie.
public enum TieOrder {
    /// Ascending by the bytes of the id: `10` before `9`.
    public static func projectID(_ instance: Instance) -> [String] {
        instance.projects.map(\.id).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The highest score first, and equal ones as in `then`. Throws `RuleError` as rules do for a tie order.
    public static func mostVotes(
        _ instance: Instance, _ profile: Profile, then: [String]
    ) throws(RuleError) -> [String] {
        try sorted(instance, then) { (-profile.scores[$0], 0) }
    }

    /// The lowest cost first, then the highest score, and equal ones as in `then`, which equalshares.net advises for
    /// equal shares. Throws `RuleError` as rules do for a tie order.
    public static func lowestCost(
        _ instance: Instance, _ profile: Profile, then: [String]
    ) throws(RuleError) -> [String] {
        try sorted(instance, then) { (instance.projects[$0].cost, -profile.scores[$0]) }
    }

    private static func sorted(
        _ instance: Instance, _ then: [String], by key: (Int) -> (Int, Int)
    ) throws(RuleError) -> [String] {
        let ranks = try instance.ranks(then)
        let order = instance.projects.indices.sorted { a, b in
            let (first, second) = (key(a), key(b))
            return (first.0, first.1, ranks[a]) < (second.0, second.1, ranks[b])
        }
        return order.map { instance.projects[$0].id }
    }
}
