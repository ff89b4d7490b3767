import BallotCrypto
import Ceremony
import ElectionFixture
import ElectionRecord
import Wire

/// The issuer and the officials, on who may vote.
enum TamperRoll {
    static let cheats: [Cheat] = rolls + opening + changes

    private static func credentials(_ count: Int) throws -> [[UInt8]] {
        var keys: [[UInt8]] = []
        for _ in 0..<count { keys.append(try Credential.random().publicKeys[0].compressed) }
        return keys.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// A roll act that the issuer signs before the honest ones; the election goes on to its end.
    private static func roll(
        _ name: String, _ check: Check = .roll, _ says: String, by signers: [String] = ["issuer-1"],
        alone: Bool = true, _ act: @escaping @Sendable (FixtureElection) throws -> Act
    ) -> Cheat {
        .log(name, check, says, alone: alone, from: { try Held.prepared.get() }) {
            try $0.append(act($0), by: signers)
            try $0.enrol()
            try $0.rehearse()
            try $0.open()
            try $0.vote()
            try $0.finish()
        }
    }

    private static let rolls: [Cheat] = [
        roll("the roll is in the order of issue", .roll, "expected credentials in ascending order") { _ in
            .roll(district: "oost", keys: try credentials(3).reversed().flatMap(\.self))
        },
        roll("a credential stands twice in a chunk", .roll, "expected credentials in ascending order") { _ in
            let one = try credentials(1)[0]
            return .roll(district: "oost", keys: one + one)
        },
        roll("a key on the roll is no point", .roll, "credential") { _ in
            .roll(district: "oost", keys: TamperBallots.offCurve)
        },
        roll("a key on the roll is the identity", .roll, "credential") { _ in
            .roll(district: "oost", keys: [UInt8](repeating: 0, count: 33))
        },
        roll("a key on the roll is cut short", .roll, "expected credentials of 33 bytes each") { _ in
            .roll(district: "oost", keys: try credentials(2).flatMap(\.self).dropLast())
        },
        roll("a roll act holds nobody", .roll, "expected credentials of 33 bytes each") { _ in
            .roll(district: "oost", keys: [])
        },
        roll("the roll of a district that does not exist", .roll, "there is no district") { _ in
            .roll(district: "zuid", keys: try credentials(1)[0])
        },
        roll("a stranger signs the roll", .acts, "expected", by: ["stranger"], alone: false) { _ in
            .roll(district: "oost", keys: try credentials(1)[0])
        },
        roll(
            "officials sign the roll instead of the issuer", .acts, "expected", by: FixtureElection.signers,
            alone: false
        ) {
            _ in .roll(district: "oost", keys: try credentials(1)[0])
        },
        .log(
            "one credential stands on the rolls of two districts", .roll, "stands on the roll already",
            from: {
                try Held.prepared.get()
            }
        ) {
            try $0.enrol()
            // The largest of all, so that the order within the other district stays ascending.
            var enrolled: [(key: CredentialKey, district: String)] = []
            for entry in $0.entries {
                guard case .act(let act) = try Entry(parsing: entry), case .roll(let district, let keys) = act.act
                else { continue }
                enrolled += try CredentialKey.list(keys, issuers: 1).map { ($0, district) }
            }
            guard let (key, district) = enrolled.max(by: { $0.key < $1.key }),
                let other = $0.replay.election?.manifest.districts.first(where: { $0.id != district })
            else { return }
            try $0.append(.roll(district: other.id, keys: key.bytes), by: ["issuer-1"])
            try $0.rehearse()
            try $0.open()
            try $0.vote()
            try $0.finish()
        },
        .log(
            "a later chunk of the roll tells the order of issue", .roll, "in ascending order, found",
            from: {
                try Held.prepared.get()
            }
        ) {
            try $0.enrol()
            let low = try (0..<64).map { _ in try credentials(1)[0] }.min { $0.lexicographicallyPrecedes($1) }
            try $0.append(.roll(district: "oost", keys: low ?? []), by: ["issuer-1"])
            try $0.rehearse()
            try $0.open()
            try $0.vote()
            try $0.finish()
        },
        .log(
            "the issuer adds to the roll while the vote runs", .acts, "does not belong in the voting phase",
            alone: false,
            from: {
                try Held.opened.get()
            }
        ) {
            try $0.append(.roll(district: "oost", keys: credentials(1)[0]), by: ["issuer-1"])
            try $0.vote()
            try $0.finish()
        },
    ]

    /// An `open` act that says something else; the honest one follows.
    private static func open(
        _ name: String, _ check: Check, _ says: String, alone: Bool = true,
        _ act: @escaping @Sendable (inout FixtureElection, [Verbatim: Int], Point) throws -> Act
    ) -> Cheat {
        .log(name, check, says, alone: alone, from: { try Held.prepared.get() }) {
            try $0.enrol()
            try $0.rehearse()
            guard let key = $0.replay.ceremony.keys?.electionKey else { return }
            $0.time = FixtureElection.opens
            let said = try act(&$0, ["oost": 12, "west": 10, "eiland": 4], key)
            try $0.append(said, by: FixtureElection.signers)
            try $0.open()
            try $0.vote()
            try $0.finish()
        }
    }

    private static let opening: [Cheat] = [
        open("the officials open with another number of credentials", .roll, "district oost: expected 12 credentials") {
            var counts = $1
            counts["oost"] = 13
            return .open(before: $0.replay.head, credentials: counts, electionKey: $2)
        },
        open("the officials leave a district out of the opening", .roll, "district west: expected 10 credentials") {
            var counts = $1
            counts["west"] = nil
            return .open(before: $0.replay.head, credentials: counts, electionKey: $2)
        },
        open(
            "the officials open with a key of their own", .trusteeKeys,
            "expected the election key that the ceremony made"
        ) {
            election, counts, _ in
            let own = try Credential.random().publicKeys[0]
            return .open(before: election.replay.head, credentials: counts, electionKey: own)
        },
        open("the officials open on another tree", .acts, "expected the tree before the act") {
            .open(
                before: .init(size: $0.replay.head.size, root: SHA256.hash([1])), credentials: $1, electionKey: $2)
        },
        open("the officials open before the window", .acts, "expected the vote to open from") {
            $0.time = FixtureElection.opens - 1
            return .open(before: $0.replay.head, credentials: $1, electionKey: $2)
        },
        open("the officials open at the window's end", .acts, "expected the vote to open from", alone: false) {
            $0.time = FixtureElection.closes
            return .open(before: $0.replay.head, credentials: $1, electionKey: $2)
        },
        .log(
            "a voter gets a credential that has cast a test ballot", .roll, "has cast a test ballot in a rehearsal",
            from: { try Held.prepared.get() }
        ) {
            try $0.enrol()
            let rehearsal = try $0.rehearsal()
            try $0.append(
                .rehearsal(before: $0.replay.head, artifact: $0.shelf.put(rehearsal.bytes)),
                by: FixtureElection.signers)
            try $0.open()
            let key = try UnverifiedBallot(parsing: rehearsal.ballots[0]).credentialKey
            try $0.append(
                .issue(district: "oost", keys: Array(key), reason: "walk-in", channel: "desk"),
                by: FixtureElection.signers + ["issuer-1"])
            try $0.vote()
            try $0.finish()
        },
        .log(
            "the vote opens without a rehearsal", .trusteeKeys, "expected a rehearsal", alone: false,
            from: {
                try Held.prepared.get()
            }
        ) {
            try $0.enrol()
            try $0.open()
        },
    ]

    /// An act while the vote runs.
    private static func change(
        _ name: String, _ check: Check, _ says: String, by signers: [String] = FixtureElection.signers,
        alone: Bool = true, _ act: @escaping @Sendable (FixtureElection) throws -> Act
    ) -> Cheat {
        .log(name, check, says, alone: alone, from: { try Held.voted.get() }) {
            try $0.append(act($0), by: signers)
            $0.checkpoint()
            try $0.finish()
        }
    }

    private static let changes: [Cheat] = [
        change("a credential that voted is revoked", .roll, "cast the ballot at entry") {
            .revoke(keys: $0.replay.ballots[0].credential.bytes, reason: "lost")
        },
        change("a credential is revoked twice", .roll, "was revoked before") {
            .revoke(keys: try $0.credential(1, 9).publicKeys[0].compressed, reason: "lost again")
        },
        change("a credential is revoked that is on no roll", .roll, "is not on the roll") { _ in
            .revoke(keys: try credentials(1)[0], reason: "lost")
        },
        change(
            "a credential is issued a second time", .roll, "stands on the roll already",
            by: FixtureElection.signers + ["issuer-1"]
        ) {
            .issue(district: "oost", keys: $0.replay.ballots[0].credential.bytes, reason: "lost", channel: "desk")
        },
        change(
            "officials issue a credential without the issuer", .acts, "expected the signature of issuer-1", alone: false
        ) {
            _ in .issue(district: "oost", keys: try credentials(1)[0], reason: "walk-in", channel: "desk")
        },
        change("the issuer issues a credential without officials", .acts, "of 2 of", by: ["issuer-1"], alone: false) {
            _ in
            .issue(district: "oost", keys: try credentials(1)[0], reason: "walk-in", channel: "desk")
        },
    ]
}
