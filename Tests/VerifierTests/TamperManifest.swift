import BallotCrypto
import BudgetRules
import ElectionFixture
import ElectionRecord
import TransparencyLog

/// The officials, on what the election is.
enum TamperManifest {
    private static func manifest(
        _ name: String, _ says: String, by signers: [String] = FixtureElection.signers,
        _ change: @escaping @Sendable (inout Manifest) throws -> Void
    ) -> Cheat {
        .log(name, .manifest, says, alone: false, from: { try FixtureElection.begun(by: signers, change) }) { _ in }
    }

    /// The manifest refers to this look.
    private static func look(_ name: String, _ says: String, _ text: String) -> Cheat {
        let bytes = Array(text.utf8)
        return .log(
            name, .manifest, says, alone: false,
            from: { try FixtureElection.begun(with: [bytes]) { $0.look = ArtifactReference(bytes) } }
        ) { _ in }
    }

    static let cheats: [Cheat] =
        looks + [
            manifest("one official signs the manifest alone", "expected the signatures of 2 of", by: ["official-1"]) {
                _ in
            },
            manifest("a stranger signs the manifest", "expected", by: ["stranger", "official-1"]) { _ in },
            manifest("the manifest asks for no official", "expected 1 to 3 officials", by: ["official-1"]) {
                $0.keys.officialsThreshold = 0
            },
            manifest("the manifest asks for more officials than there are", "expected the signatures of 4 of") {
                $0.keys.officialsThreshold = 4
            },
            manifest("one official has two names", "a name and a key of its own") {
                let first = $0.keys.officials[0]
                $0.keys.officials[2] = try VerificationKey(name: "official-3", kind: .note, publicKey: first.publicKey)
            },
            manifest("two trustees have one key", "a name and a key of its own") {
                $0.keys.trustees[1] = $0.keys.trustees[0]
            },
            manifest("the issuer is the ballot box", "a name and a key of its own") {
                $0.keys.issuers = [try VerificationKey(name: "issuer-1", kind: .note, publicKey: $0.keys.log.publicKey)]
            },
            manifest("a witness is the ballot box", "a name and a key of its own") {
                $0.keys.witnesses[0] = try VerificationKey(
                    name: "library", kind: .cosignature, publicKey: $0.keys.log.publicKey)
            },
            manifest("the log's key has another name", "expected the log's key to be named") {
                $0.keys.log = try VerificationKey(name: "log", kind: .note, publicKey: $0.keys.log.publicKey)
            },
            manifest("a witness's key is no cosignature key", "expected cosignature keys") {
                let key = $0.keys.witnesses[0]
                $0.keys.witnesses[0] = try VerificationKey(name: key.name, kind: .note, publicKey: key.publicKey)
            },
            manifest("no trustee is needed to open the ballots", "expected a threshold of 1 to 3 trustees") {
                $0.keys.trusteesThreshold = 0
            },
            manifest("there is no mixer", "expected 1 to 255 mixers") { $0.keys.mixers = [] },
            manifest("the quorum is more than all witnesses", "expected a quorum of at most 2") {
                $0.keys.witnessQuorum = 3
            },
            manifest("two contests have one id", "each id once") { $0.contests[1].id = $0.contests[0].id },
            manifest("a district votes in a contest that does not exist", "there is no contest") {
                $0.districts[0].contests[0] = "zuid"
            },
            manifest("a district votes twice in a contest", "one or more contests, each once") {
                $0.districts[0].contests = ["oost", "oost"]
            },
            manifest("nobody votes in a contest", "expected a district that votes in it") {
                $0.districts[2].contests = ["stad"]
            },
            manifest("the window ends before it begins", "expected a window that closes after it opens") {
                $0.window.closes = $0.window.opens
            },
            manifest("a language is a folder's name", "expected one or more languages as") {
                $0.languages = ["nl", "../en"]
            },
            manifest("the currency is none of ISO 4217", "expected a currency of three capitals") {
                $0.currency = "eur"
            },
            manifest("two of the page's files have one name", "expected the names of the page's files") {
                let file = PageFile(path: "index.html", digest: SHA256.hash([]))
                $0.page = [file, file]
            },
            manifest("a file of the page lies elsewhere", "expected the names of the page's files") {
                $0.page = [PageFile(path: "../index.html", digest: SHA256.hash([]))]
            },
            manifest("the manifest is not in its one form", "expected \"scale\" to be 1 or 100") { $0.scale = 10 },
            manifest("a title lacks a language", "expected a text in each of") { $0.title["en"] = nil },
            manifest("the projects were never published", "can't be read") {
                $0.contests[0].projects = ArtifactReference([1, 2, 3])
            },
            manifest("a rule that may never decide", "for at most 1999999 sums of costs, found 2000000") {
                $0.contests[2].rule = .maxWelfare(MaxWelfare())
                $0.contests[2].budget = 80_000_000
            },
            manifest("all contests together ask too much of their rules", "in all contests together, found 2440") {
                var contest = $0.contests[2]
                contest.rule = .maximinSupport(MaximinSupport())
                contest.limits.maxLength = 2
                for index in 0..<5 {
                    contest.id = "c\(index)"
                    if index < 4 { $0.contests[index] = contest } else { $0.contests.append(contest) }
                }
                for index in $0.districts.indices { $0.districts[index].contests = $0.contests.map(\.id) }
            },
            manifest("the projects of all contests are more than anybody reads", "in all contests together, found") {
                $0.contests[3].projects = ArtifactReference([UInt8](repeating: 0x20, count: 1 << 26))
            },
            manifest("no choice can keep to a contest's limits", "limits on the number of projects") {
                $0.contests[0].voteType = .chooseOne
                $0.contests[0].limits.minLength = 2
            },
            manifest("a contest's ballots may name no project", "limits on the number of projects") {
                $0.contests[0].limits.minLength = 0
                $0.contests[0].limits.maxLength = 0
            },
            manifest("a contest has no budget", "") { $0.contests[0].budget = 0 },
            manifest("a cap names a neighbourhood without projects", "no project lies in the capped neighbourhood") {
                $0.contests[0].rule = .greedy(GreedyRule(neighborhoodCaps: ["Nergens": 10]))
            },
            manifest("a rule names a project by the Kelvin sign", "there is no project \"\u{212A}LEIN-2\"") {
                $0.contests[3].rule = .greedy(GreedyRule(incompatible: [["KLEIN-1", "\u{212A}LEIN-2"]]))
            },
            manifest("a title's language is spelled with the Kelvin sign", "expected a text in each of") {
                $0.languages[1] = "en-UK"
                $0.title["en-U\u{212A}"] = "Trial"
                $0.title["en"] = nil
            },
            manifest("the log's key has another form of the origin", "expected the log's key to be named") {
                $0.keys.log = try VerificationKey(
                    name: FixtureElection.origin + "\u{200D}", kind: .note, publicKey: $0.keys.log.publicKey)
            },
            manifest("a witness has a name that no policy can define", "that can stand in a trust policy") {
                $0.keys.witnesses[0] = try VerificationKey(
                    name: "none", kind: .cosignature, publicKey: $0.keys.witnesses[0].publicKey)
            },
            manifest("a witness has the name of the policy's group", "that can stand in a trust policy") {
                $0.keys.witnesses[0] = try VerificationKey(
                    name: "witnesses", kind: .cosignature, publicKey: $0.keys.witnesses[0].publicKey)
            },
            manifest("a contest is voted in a way that can't be counted", "is not supported") {
                $0.contests[0].voteType = .cumulative
            },
        ]

    private static let looks = [
        look("a colour of the look is none", "expected a colour as", #"{"band":"red;background:url(//spy.example)"}"#),
        look("the look's introduction lacks a language", "expected a text in each of", #"{"intro":{"nl":"Welkom"}}"#),
        look("the look's licence is a script", "begins with https://", #"{"licence":"javascript:alert(1)"}"#),
        look(
            "the look's logo is a page", "expected a logo as PNG", #"{"logo":{"data":"PGh0bWw+","type":"image/png"}}"#),
        look(
            "the look's logo is of another type", "expected the type image/png",
            #"{"logo":{"data":"iVBORw0KGgo=","type":"image/svg+xml"}}"#),
        look("the look has a style of its own", "unknown member", #"{"style":"body{display:none}"}"#),
        look("the look is written in another way", "the look", ##"{ "accent": "#0a6158" }"##),
    ]
}
