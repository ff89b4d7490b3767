import BudgetRules
import Wire

extension Contest {
    init(_ json: JSON) throws(WireError) {
        var members = try Members(json, of: "the contest")
        id = try members.string("id")
        title = try members.texts("title")
        budget = try members.integer("budget", in: 1...JSON.largestInteger)
        voteType = try members.named("vote_type")
        limits = Limits(
            minLength: try members.integer("min_length", in: 0...10_000), maxLength: try members.limit("max_length"),
            minSumCost: try members.limit("min_sum_cost"), maxSumCost: try members.limit("max_sum_cost"))
        rule = try Rule(members.json("rule"))
        ties = try members.named("ties")
        projects = try ArtifactReference(members.json("projects"), of: "the contest's projects")
        try members.finish()
    }

    var json: JSON {
        [
            "id": .string(id), "title": JSON(title), "budget": .integer(budget),
            "vote_type": .string(voteType.rawValue), "min_length": .integer(limits.minLength),
            "max_length": JSON(limit: limits.maxLength), "min_sum_cost": JSON(limit: limits.minSumCost),
            "max_sum_cost": JSON(limit: limits.maxSumCost), "rule": rule.json, "ties": .string(ties.rawValue),
            "projects": projects.json,
        ]
    }
}
