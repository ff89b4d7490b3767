import ElectionRecord
import TransparencyLog
import Verifier
import Wire

/// `times` in vectors/log.json: what witnesses saw of entries, and which checks contradict them for it.
enum TimesVectors {
    private static let opens = 1_800_000_000
    private static let closes = opens + 1000

    private struct Case {
        let comment: String
        var quorum = "both"
        /// Size, witness and time after the opening.
        var sightings: [(size: Int, witness: String, time: Int)]
        /// Entry, kind and time after the opening; an `extend` is to 2,000 after it.
        var acts: [(entry: Int, kind: Act.Kind, time: Int)] = [(10, .open, 0), (20, .close, 1000)]
        var ballots = [11, 12, 13, 14]
    }

    private static func day(_ witnesses: String...) -> [(size: Int, witness: String, time: Int)] {
        witnesses.flatMap { [(10, $0, -900), (12, $0, 100), (15, $0, 900), (21, $0, 1000), (23, $0, 1100)] }
    }

    private static let cases = [
        Case(comment: "an honest vote", sightings: day("library", "newspaper", "university")),
        Case(comment: "no witness", sightings: []),
        Case(
            comment: "a quorum of none believes no witness", quorum: "none",
            sightings: [(15, "library", -900), (12, "newspaper", 9000)]),
        Case(
            comment: "the close was seen 301 seconds before the window's end",
            sightings: day("library") + [(21, "newspaper", 699), (21, "library", 699)]),
        Case(
            comment: "the close was seen 300 seconds before it",
            sightings: day("library") + [(21, "newspaper", 700), (21, "library", 700)]),
        Case(
            comment: "one witness says so, of the two that the quorum asks for",
            sightings: day("library", "newspaper") + [(21, "newspaper", 699)]),
        Case(
            comment: "ballots 11 and 12 were seen before the vote opened, and the open act with them",
            sightings: [(13, "library", -301), (13, "newspaper", -301)]),
        Case(
            comment: "ballots 13 and 14 were not there yet 301 seconds after the window's end",
            sightings: [(13, "library", 1301), (13, "newspaper", 1400), (21, "library", 1500), (21, "newspaper", 1500)]),
        Case(
            comment: "an extension in time makes them timely",
            sightings: [
                (13, "library", 1301), (13, "newspaper", 1400), (21, "library", 2000), (21, "newspaper", 2000),
            ],
            acts: [(10, .open, 0), (12, .extend, 900), (20, .close, 2000)], ballots: [11, 13, 14]),
        Case(
            comment: "an extension that was dated back",
            sightings: [(12, "library", 1301), (12, "newspaper", 1400)],
            acts: [(10, .open, 0), (12, .extend, 900), (20, .close, 2000)], ballots: [11, 13, 14]),
        Case(
            comment: "a notice that was seen before its time",
            sightings: [(13, "library", 100), (13, "newspaper", 99)],
            acts: [(10, .open, 0), (12, .notice, 401), (20, .close, 1000)], ballots: [11, 13, 14]),
        Case(
            comment: "a group of groups: the university and one of the two others", quorum: "all",
            sightings: [
                (13, "newspaper", 1301), (13, "university", 1400), (15, "library", -301), (15, "university", 0),
            ]),
        Case(
            comment: "times that fall while the tree grows: each witness's earliest and latest count",
            sightings: [(12, "library", 700), (15, "library", 600), (15, "newspaper", 650), (21, "newspaper", 640)]),
        Case(
            comment: "the largest time", quorum: "one",
            sightings: [(13, "library", .max), (21, "library", 0)]),
    ]

    static func all() throws -> JSON {
        let names = ["library", "newspaper", "university"]
        let head = try names.map {
            "witness \($0) \(try LogVectors.key($0, .cosignature).verificationKey)\n"
        }.joined()
        return [
            "comment":
                "times are seconds since 1970, as text; an act's \"closes\" is the end to which it extends; seen and absent are null where there is none",
            "opens": .string("\(opens)"), "closes": .string("\(closes)"),
            "cases": .array(try cases.map { try vector($0, head) }),
        ]
    }

    private static let groups = [
        "none": "", "one": "group one any library newspaper university\n",
        "both": "group both 2 library newspaper university\n",
        "all": "group either any library newspaper\ngroup all all either university\n",
    ]

    private static func vector(_ one: Case, _ head: String) throws -> JSON {
        let text = head + (groups[one.quorum] ?? "") + "quorum \(one.quorum)\n"
        let policy = try TrustPolicy(parsing: text)
        func time(_ after: Int) -> Timestamp { Timestamp(seconds: after == .max ? .max : opens + after) }
        let sightings = one.sightings.flatMap { said in
            policy.witnesses.indices.filter { policy.witnesses[$0].name == said.witness }
                .map { Sighting(size: said.size, witness: $0, time: time(said.time)) }
        }
        let times = WitnessedTimes(sightings, policy: policy)
        let acts = one.acts.map {
            TimesCheck.TimedAct(
                entry: $0.entry, kind: $0.kind, time: time($0.time), closes: $0.kind == .extend ? time(2000) : nil)
        }
        let check = TimesCheck(
            sightings, policy: policy, window: Window(opens: time(0), closes: time(1000)), acts: acts,
            ballots: one.ballots)
        var reports = (CheckReport(.acts), CheckReport(.ballots), CheckReport(.close))
        check.checkActs(&reports.0)
        check.checkBallots(&reports.1)
        check.checkClose(&reports.2)
        func said(_ time: Timestamp?) -> JSON { time.map { .string("\($0.seconds)") } ?? .null }
        return [
            "comment": .string(one.comment), "policy": .string(text),
            "cosigned": .array(
                one.sightings.map { said in
                    [
                        "size": .integer(said.size), "witness": .string(said.witness),
                        "time": .string("\(time(said.time).seconds)"),
                    ]
                }),
            "acts": .array(
                one.acts.map { act in
                    var members: [String: JSON] = [
                        "entry": .integer(act.entry), "kind": .string(act.kind.rawValue),
                        "time": .string("\(time(act.time).seconds)"),
                    ]
                    if act.kind == .extend { members["closes"] = .string("\(time(2000).seconds)") }
                    return .object(members)
                }),
            "ballots": .integers(one.ballots),
            "entries": .array(
                (one.acts.map(\.entry) + one.ballots).sorted().map { entry in
                    [
                        "entry": .integer(entry), "seen": said(times.seen(entry).quorum),
                        "absent": said(times.absent(entry).quorum),
                    ]
                }),
            "failed": .strings([reports.0, reports.1, reports.2].filter { !$0.failures.isEmpty }.map(\.check.id)),
        ]
    }
}
