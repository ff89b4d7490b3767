/// The page's words in one language.
struct Wording {
    let code: String
    let running, winners, others, project, cost, votes: String
    let budget, spent, left, ballots, blank, invalid, codes, unopened, noWinner: String
    let check, checkCommand, data: String
    let partFunded, tooDear, overCap, belowMinimum, withdrawn, alreadyFunded, incompatible, noVotes, stopped: String

    static let dutch = Wording(
        code: "nl", running: "De stemming loopt nog.", winners: "Gekozen plannen", others: "Niet gekozen",
        project: "Plan", cost: "Kosten", votes: "Stemmen", budget: "Budget",
        spent: "Besteed", left: "Over", ballots: "Uitgebrachte stembiljetten", blank: "blanco", invalid: "ongeldig",
        codes: "Uitgegeven codes", unopened: "Te weinig stembiljetten om ze te openen zonder iemands keuze te tonen.",
        noWinner: "Geen enkel plan is gekozen.",
        check: "Controleer het zelf", checkCommand: "Iedereen kan deze uitslag narekenen:",
        data: "De gegevens", partFunded: "krijgt wat er over was",
        tooDear: "te duur: er ontbrak", overCap: "boven het maximum van", belowMinimum: "te weinig stemmen",
        withdrawn: "teruggetrokken", alreadyFunded: "wordt al uit ander geld betaald",
        incompatible: "gaat niet samen met",
        noVotes: "geen stemmen", stopped: "na het eerste plan dat niet meer paste")

    static let english = Wording(
        code: "en", running: "The vote is still running.", winners: "Winning projects", others: "Not chosen",
        project: "Project", cost: "Cost", votes: "Votes", budget: "Budget",
        spent: "Spent", left: "Left", ballots: "Ballots cast", blank: "blank", invalid: "invalid",
        codes: "Codes issued", unopened: "Too few ballots to open them without showing somebody's choice.",
        noWinner: "No project was chosen.",
        check: "Check it yourself", checkCommand: "Anybody can recompute this outcome:",
        data: "The data", partFunded: "gets what was left",
        tooDear: "too dear: short of", overCap: "over the cap of", belowMinimum: "too few votes",
        withdrawn: "withdrawn", alreadyFunded: "other money pays for it already",
        incompatible: "cannot go together with",
        noVotes: "no votes", stopped: "after the first project that no longer fitted")
}

extension Wording {
    /// The language's own words; English for one that has none yet.
    init(_ language: String) {
        self = language == "nl" ? .dutch : .english
    }
}
