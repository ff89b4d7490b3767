import BallotCrypto
import Ceremony
import ElectionFixture
import ElectionRecord
import TransparencyLog
import Wire

/// Officials and others, on what is said when, and by whom.
enum TamperActs {
    static let cheats: [Cheat] = signers + forms + after + order + closing

    private static let notice = Act.notice(["nl": "storing", "en": "outage"])

    /// An entry while the vote runs; everyone else goes on.
    private static func entry(
        _ name: String, _ says: String, _ make: @escaping @Sendable (inout FixtureElection) throws -> [UInt8]
    ) -> Cheat {
        .log(name, .acts, says, from: { try Held.voted.get() }) {
            let time = $0.time
            let entry = try make(&$0)
            $0.time = time
            $0.append(entry)
            $0.checkpoint()
            try $0.finish()
        }
    }

    private static let signers: [Cheat] = [
        entry("one official signs alone", "expected the signatures of 2 of") {
            try $0.signed(notice, by: ["official-1"])
        },
        entry("one official signs twice", "found two of official-1") {
            let note = try SignedNote(parsing: $0.signed(notice, by: ["official-1"]))
            return SignedNote(text: note.text, signatures: note.signatures + note.signatures).bytes
        },
        entry("a stranger signs with an official", "expected each signer once and nobody but") {
            try $0.signed(notice, by: ["official-1", "stranger"])
        },
        entry("a stranger signs besides the officials", "expected each signer once and nobody but") {
            try $0.signed(notice, by: FixtureElection.signers + ["stranger"])
        },
        entry("the box signs for the officials", "expected a signature of a known key") {
            try $0.signed(notice, by: [FixtureElection.origin])
        },
        entry("an official's signature is taken from another act", "does not verify") {
            let other = try SignedNote(
                parsing: $0.signed(.notice(["nl": "a", "en": "b"]), by: FixtureElection.signers))
            let note = try SignedNote(parsing: $0.signed(notice, by: FixtureElection.signers))
            return SignedNote(text: note.text, signatures: [note.signatures[0], other.signatures[1]]).bytes
        },
        entry("an official's key has signed under another name", "does not verify") {
            let note = try SignedNote(parsing: $0.signed(notice, by: FixtureElection.signers))
            let first = note.signatures[0]
            let third = try $0.keys.verification("official-3")
            let renamed = SignedNote.Signature(name: third.name, id: third.id, bytes: first.bytes)
            return SignedNote(text: note.text, signatures: [first, renamed]).bytes
        },
        entry("an act belongs to another election", "expected the origin") {
            try $0.signed(notice, by: FixtureElection.signers, origin: "stem.example/ander")
        },
        entry("an act withdraws a project by the Kelvin sign", "contest klein has no project") {
            try $0.signed(
                .withdraw(contest: "klein", project: "\u{212A}LEIN-1", reason: "typed"), by: FixtureElection.signers)
        },
        entry("an act belongs to another manifest", "belongs to another manifest") {
            try $0.signed(notice, by: FixtureElection.signers, cid: SHA256.hash([1]))
        },
    ]

    /// The notice's text with one line changed, signed by the officials.
    private static func form(
        _ name: String, _ says: String, _ change: @escaping @Sendable (String) -> String
    ) -> Cheat {
        entry(name, says) {
            let time = Timestamp(seconds: $0.time)
            let text = SignedAct.text(notice, origin: FixtureElection.origin, cid: $0.cid, time: time)
            return try $0.signed(change(text), by: FixtureElection.signers)
        }
    }

    private static func replaced(_ text: String, _ old: String, _ new: String) -> String {
        guard let range = text.firstRange(of: old) else { return text }
        return text.replacingCharacters(in: range, with: new)
    }

    private static let forms: [Cheat] = [
        form("the JSON of an act has white space", "JSON: expected") {
            replaced($0, "{\"manifest\"", "{ \"manifest\"")
        },
        form("the members of an act stand in another order", "expected canonical JSON") {
            let time = $0.split(separator: ",").last ?? ""
            return replaced($0, ",\(time)", "}\n").replacing("{\"manifest\"", with: "{\(time.dropLast(2)),\"manifest\"")
        },
        form("an act has a needless escape", "JSON: expected") { replaced($0, "storing", "\\u0073toring") },
        form("an act has an unknown member", "unknown member \"a\"") {
            replaced($0, "{\"manifest\"", "{\"a\":1,\"manifest\"")
        },
        form("an act has a member twice", "expected") {
            replaced($0, "{\"manifest\"", "{\"manifest\":\"00\",\"manifest\"")
        },
        form("an act lacks its time", "expected a member \"time\"") {
            guard let range = $0.firstRange(of: ",\"time\":\"") else { return $0 }
            return String($0[..<range.lowerBound]) + "}\n"
        },
        form("an act's time is in another form", "expected a time such as") { replaced($0, "Z\"}", "+\"}") },
        form("an act is of an unknown kind", "a kind of act") { replaced($0, "v1 notice", "v1 remark") },
        form("an act is of another version", "expected \"stembus/v1\"") { replaced($0, "stembus/v1", "stembus/v2") },
        form("an act has a line more", "expected an act of three lines") { $0 + "more\n" },
        form("an act's text lacks a language", "expected a text in each language") {
            replaced($0, "\"en\":\"outage\",", "")
        },
        entry("an entry is no note", "expected") { _ in Array("stembus/v1 notice\n".utf8) },
        entry("an entry is empty", "expected") { _ in [] },
        entry("an entry is of another kind", "expected") { _ in [2] + [UInt8](repeating: 0, count: 300) },
    ]

    /// An act of a second after the window's end as extended.
    private static func late(
        _ name: String, by signers: [String] = FixtureElection.signers,
        _ act: @escaping @Sendable (FixtureElection) throws -> Act
    ) -> Cheat {
        entry(name, "expected a time up to the window's end") {
            $0.time = FixtureElection.closes + 501
            return try $0.signed(act($0), by: signers)
        }
    }

    private static let after: [Cheat] = [
        late("the vote is extended when it is over") { _ in
            .extend(closes: Timestamp(seconds: FixtureElection.closes + 900), reason: "more")
        },
        late("a code is revoked when the vote is over") {
            .revoke(keys: try $0.credential(0, 9).publicKeys[0].compressed, reason: "lost")
        },
        late("a code is issued when the vote is over", by: FixtureElection.signers + ["issuer-1"]) { _ in
            let code = try CodeIssue.codes(1, origin: FixtureElection.origin)[0]
            return .issue(district: "west", keys: code.credential.bytes, reason: "walk-in", channel: "desk")
        },
        late("a project is withdrawn when the vote is over") { _ in
            .withdraw(contest: "west", project: "WEST-1", reason: "retracted")
        },
    ]

    private static let order: [Cheat] = [
        entry("an act is replayed", "the same notice act stands earlier") { election in
            guard let past = election.replay.history.first(where: { $0.kind == .notice }) else { return [] }
            return election.entries[past.entry]
        },
        entry("an act was signed before the one before it", "expected a time from") {
            $0.time -= 50
            return try $0.signed(notice, by: FixtureElection.signers)
        },
        entry("a second manifest", "does not belong in the voting phase") { $0.entries[0] },
        entry("a trustee begins again", "does not belong in the voting phase") { $0.entries[1] },
        entry("the vote is opened again", "does not belong in the voting phase") { election in
            guard let past = election.replay.history.first(where: { $0.kind == .open }) else { return [] }
            return election.entries[past.entry]
        },
        entry("a project is withdrawn twice", "was withdrawn before") {
            try $0.signed(
                .withdraw(contest: "west", project: "WEST-4", reason: "again"), by: FixtureElection.signers)
        },
        entry("a project is withdrawn that does not exist", "has no project") {
            try $0.signed(
                .withdraw(contest: "west", project: "WEST-9", reason: "retracted"), by: FixtureElection.signers)
        },
        entry("the vote ends earlier than announced", "expected a later end") {
            let end = Timestamp(seconds: FixtureElection.closes + 100)
            return try $0.signed(.extend(closes: end, reason: "enough"), by: FixtureElection.signers)
        },
        .log(
            "a project is withdrawn after the close", .acts, "does not belong in the closed phase",
            from: {
                try Held.closed.get()
            }
        ) {
            try $0.append(
                .withdraw(contest: "west", project: "WEST-1", reason: "not wanted"), by: FixtureElection.signers)
            $0.checkpoint()
            try $0.count()
        },
        .log("an act follows the result", .acts, "does not belong in the done phase", from: { try Held.done.get() }) {
            try $0.append(notice, by: FixtureElection.signers)
            $0.checkpoint()
        },
        .log(
            "a mix before the close", .acts, "does not belong in the voting phase", alone: false,
            from: {
                try Held.voted.get()
            }
        ) {
            let artifact = $0.shelf.put([])
            try $0.append(.mix(contest: "oost", mixer: 1, artifact: artifact), by: ["mixer-1"])
        },
    ]

    /// A `close` act that says something else; the honest one follows.
    private static func close(
        _ name: String, _ check: Check, _ says: String,
        _ act: @escaping @Sendable (inout FixtureElection, [Verbatim: Int]) throws -> Act
    ) -> Cheat {
        .log(name, check, says, alone: false, from: { try Held.voted.get() }) {
            $0.time = FixtureElection.closes + 500
            let act = try act(&$0, ["oost": 8, "west": 7, "eiland": 2])
            try $0.append(act, by: FixtureElection.signers)
            $0.time = FixtureElection.closes + 500
            try $0.finish()
        }
    }

    private static let closing: [Cheat] = [
        close("the close counts a ballot too few", .close, "district oost: expected 8 ballots, found 7") {
            .close(before: $0.replay.head, ballots: $1.merging(["oost": 7]) { $1 })
        },
        close("the close counts a ballot too many", .close, "district west: expected 7 ballots, found 8") {
            .close(before: $0.replay.head, ballots: $1.merging(["west": 8]) { $1 })
        },
        close("the close counts a district that does not exist", .close, "district zuid: expected 0 ballots") {
            .close(before: $0.replay.head, ballots: $1.merging(["zuid": 1]) { $1 })
        },
        close("the close leaves a district out", .close, "district eiland: expected 2 ballots, found 0") {
            var counts = $1
            counts["eiland"] = nil
            return .close(before: $0.replay.head, ballots: counts)
        },
        close("the close names another tree", .close, "expected the tree before the act") {
            .close(before: TreeHead(size: $0.replay.head.size, root: SHA256.hash([1])), ballots: $1)
        },
        close("the vote is closed too early", .acts, "expected the vote to close from") {
            $0.time = FixtureElection.closes + 499
            return .close(before: $0.replay.head, ballots: $1)
        },
    ]
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
