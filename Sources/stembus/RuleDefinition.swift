import BudgetRules
import ElectionRecord
import Wire

/// The rule of a `[[contest]]`, with what it leaves out.
extension ContestDefinition {
    /// `standard` is the increment of Add1 where none is named: one of the currency's main unit.
    static func rule(_ table: inout Members, _ place: String, standard: Int) throws -> Rule {
        let name = table.has("rule") ? try table.string("rule") : "greedy"
        let minScore = table.has("min_score") ? try table.integer("min_score", in: 0...JSON.largestInteger) : 0
        switch name {
        case "greedy", "greedy-per-cost":
            let satisfaction: Satisfaction? = try named(&table, place, "satisfaction")
            return .greedy(
                GreedyRule(
                    satisfaction: satisfaction ?? (name == "greedy" ? .cost : .number),
                    leftover: try named(&table, place, "leftover") ?? .skip, minScore: minScore,
                    neighborhoodCaps: try placed(
                        place, table.has("neighborhood_caps") ? table.caps("neighborhood_caps") : [:]),
                    categoryCaps: try placed(place, table.has("category_caps") ? table.caps("category_caps") : [:]),
                    incompatible: try placed(place, table.has("incompatible") ? table.idSets("incompatible") : [])))
        case "equal-shares":
            return .equalShares(
                EqualShares(
                    satisfaction: try named(&table, place, "satisfaction") ?? .cost,
                    completion: try named(&table, place, "completion") ?? .none,
                    increment: table.has("increment")
                        ? try table.integer("increment", in: 1...JSON.largestInteger) : standard,
                    exhaustiveStop: table.has("exhaustive_stop") ? try table.bool("exhaustive_stop") : true,
                    minScore: minScore))
        case "phragmen":
            return .phragmen(
                SequentialPhragmen(
                    completion: try named(&table, place, "completion") ?? .none, minScore: minScore))
        case "maximin-support": return .maximinSupport(MaximinSupport(minScore: minScore))
        case "max-welfare":
            return .maxWelfare(
                MaxWelfare(satisfaction: try named(&table, place, "satisfaction") ?? .cost, minScore: minScore))
        default:
            throw WireError(
                "\(place): expected the rule greedy, greedy-per-cost, equal-shares, phragmen, maximin-support or "
                    + "max-welfare, found \(name)")
        }
    }

    /// Puts the place before what is wrong.
    private static func placed<Value>(_ place: String, _ value: @autoclosure () throws -> Value) throws -> Value {
        do { return try value() } catch let error as WireError { throw WireError("\(place): \(error)") }
    }

    static func named<Name: RawRepresentable<String> & CaseIterable>(
        _ table: inout Members, _ place: String, _ key: String
    ) throws -> Name? {
        guard table.has(key) else { return nil }
        let text = try table.string(key)
        guard let name = Name(rawValue: text) else {
            throw WireError(
                "\(place): \(key): expected \(Name.allCases.map(\.rawValue).listed("or")), found \"\(text)\"")
        }
        return name
    }
}
