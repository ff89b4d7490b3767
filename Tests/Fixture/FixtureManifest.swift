import BallotCrypto
import BudgetRules
import ElectionRecord
import TransparencyLog

/// A small election that has everything: three districts, four contests, among them one of two ciphertexts a ballot
/// and one with too few ballots to be opened.
public enum FixtureManifest {
    static func make(_ keys: FixtureKeys, origin: String, shelf: ArtifactShelf) throws -> Manifest {
        Manifest(
            id: "proef", title: text("Proef"), country: "Netherlands", unit: "Proefdam", currency: "EUR", scale: 1,
            timeZone: "Europe/Amsterdam", languages: ["nl", "en"],
            time: Timestamp(seconds: FixtureElection.opens - 1000),
            window: Window(
                opens: Timestamp(seconds: FixtureElection.opens), closes: Timestamp(seconds: FixtureElection.closes)),
            districts: [
                District(id: "oost", name: text("Oost"), contests: ["oost", "stad"]),
                District(id: "west", name: text("West"), contests: ["stad", "west"]),
                District(id: "eiland", name: text("Eiland"), contests: ["klein", "stad"]),
            ],
            contests: try contests(shelf),
            keys: PartyKeys(
                officials: try FixtureKeys.officials.map(keys.verification), officialsThreshold: 2,
                issuers: [try keys.verification("issuer-1")], log: try keys.verification(origin),
                trustees: try FixtureKeys.trustees.map(keys.verification), trusteesThreshold: 2,
                mixers: try FixtureKeys.mixers.map(keys.verification),
                witnesses: try FixtureKeys.witnesses.map(keys.verification), witnessQuorum: 2),
            minAnon: 4, specification: SHA256.hash([]), page: [],
            look: shelf.put(try look().bytes),
            nonce: SHA256.hash((0..<32).map { _ in UInt8.random(in: 0...255) }))
    }

    /// One of everything.
    public static func look() throws -> Look {
        var look = Look()
        look.band = try Colour(parsing: "#0b4f4a")
        look.accent = try Colour(parsing: "#0a6158")
        look.intro = ["nl": "Welkom.\nVan harte.", "en": "Welcome.\nFrom all of us."]
        look.licence = "https://example.org/licence?a=1&b=2"
        look.logo = try Logo(Array("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>".utf8))
        return look
    }

    private static func text(_ nl: String) -> Texts { ["nl": nl, "en": nl] }

    private static func contests(_ shelf: ArtifactShelf) throws -> [Contest] {
        [
            // Two projects tie for the last of the money.
            try contest("oost", 1000, [400, 400, 300, 250, 100], .partFund, .lot, most: 3, shelf),
            // The second does not fit, and ends the rule.
            try contest("west", 500, [300, 300, 100, 50], .stop, .projectID, most: 3, shelf),
            try contest("stad", 100, Array(repeating: 40, count: 244), .skip, .lot, most: 5, shelf),
            try contest("klein", 100, [60, 70], .skip, .lot, most: 1, shelf),
        ]
    }

    private static func contest(
        _ id: String, _ budget: Int, _ costs: [Int], _ leftover: GreedyRule.Leftover, _ ties: TieBreak, most: Int,
        _ shelf: ArtifactShelf
    ) throws -> Contest {
        let projects = costs.enumerated().map { index, cost in
            Project(id: "\(id.uppercased())-\(index + 1)", cost: cost, name: "Plan \(index + 1)")
        }
        return Contest(
            id: id, title: text(id), budget: budget, voteType: .approval, limits: Limits(minLength: 1, maxLength: most),
            rule: .greedy(GreedyRule(leftover: leftover)), ties: ties,
            projects: shelf.put(try ProjectsArtifact(projects).bytes))
    }
}
