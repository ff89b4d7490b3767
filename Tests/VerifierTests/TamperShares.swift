import BallotCrypto
import Ceremony
import ElectionFixture
import ElectionRecord

/// Trustees, and officials who publish what the ballots say.
enum TamperShares {
    static let cheats: [Cheat] = shares + threshold + opened

    /// A trustee brings something else for contest `oost`; the result is counted from what opens it honestly.
    private static func share(
        _ name: String, _ says: String, trustee: Int = 3, by trustees: [Int] = [1, 2, 3],
        _ change: @escaping @Sendable (DecryptionShares) throws -> [UInt8]
    ) -> Cheat {
        .log(name, .decryption, says, from: { try Held.mixed.get() }) {
            try $0.decrypt(by: trustees) { id, number, shares in
                id == "oost" && number == trustee ? try change(shares) : shares.artifact
            }
            try $0.conclude()
        }
    }

    // Contest oost has 8 rows: shares at 0 ..< 512, T1, T2, then the response.
    private static let shares: [Cheat] = [
        share("a share is another point", "trustee 3, contest oost: proof does not verify") {
            $0.artifact.replacing(128..<192, with: TamperMixes.generator)
        },
        share("two shares change places", "trustee 3, contest oost: proof does not verify") {
            let bytes = $0.artifact
            return bytes.replacing(0..<128, with: Array(bytes[64..<128] + bytes[0..<64]))
        },
        share("T1 of a share's proof is another", "proof does not verify") {
            $0.artifact.replacing(512..<576, with: TamperMixes.generator)
        },
        share("T2 of a share's proof is another", "proof does not verify") {
            $0.artifact.replacing(576..<640, with: TamperMixes.generator)
        },
        share("the response of a share's proof is another", "proof does not verify") { $0.artifact.flipped(at: -1) },
        share("the response of a share's proof is not below n", "trustee 3, contest oost:") {
            $0.artifact.replacing(640..<672, with: [UInt8](repeating: 0xFF, count: 32))
        },
        share("a share is not on the curve", "trustee 3, contest oost:") { $0.artifact.flipped(at: 63) },
        share("a share is the identity", "trustee 3, contest oost:") {
            $0.artifact.replacing(0..<64, with: [UInt8](repeating: 0, count: 64))
        },
        .log(
            "a trustee opens with a key of its own", .decryption, "trustee 3, contest oost: proof does not verify",
            from: {
                try Held.mixed.get()
            }
        ) { election in
            let honest = try election.opener(0).statement(trustee: 3)
            let own = try KeyShare(trustee: 3, secretBytes: [UInt8](repeating: 5, count: 32))
            let statement = DecryptionStatement(
                electionKey: honest.electionKey, context: honest.context, contest: honest.contest,
                trustee: honest.trustee,
                verificationKey: try SecretScalar(secretBytes: [UInt8](repeating: 5, count: 32)).timesGenerator(),
                list: honest.list)
            let forged = try statement.open(with: own).artifact
            try election.decrypt(by: [1, 2, 3]) { id, number, shares in
                id == "oost" && number == 3 ? forged : shares.artifact
            }
            try election.conclude()
        },
        .log(
            "a trustee brings another's shares", .decryption, "trustee 3, contest oost: proof does not verify",
            from: {
                try Held.mixed.get()
            }
        ) { election in
            let forged = try Mixing.open(try election.opener(0), with: election.share(of: 1)).artifact
            try election.decrypt(by: [1, 2, 3]) { id, number, shares in
                id == "oost" && number == 3 ? forged : shares.artifact
            }
            try election.conclude()
        },
        .log(
            "a trustee opens the list before the last mix", .decryption,
            "trustee 3, contest oost: proof does not verify",
            from: {
                try Held.mixed.get()
            }
        ) { election in
            guard let keys = election.replay.ceremony.keys, let tctx = election.replay.tctx else { return }
            let opener = Opener(list: election.replay.mixInput(0), contest: 0, context: tctx, keys: keys)
            let forged = try Mixing.open(opener, with: election.share(of: 3)).artifact
            try election.decrypt(by: [1, 2, 3]) { id, number, shares in
                id == "oost" && number == 3 ? forged : shares.artifact
            }
            try election.conclude()
        },
    ]

    private static let threshold: [Cheat] = [
        .log(
            "one trustee opens alone", .decryption, "expected 2 trustees, found 1", alone: false,
            from: { try Held.mixed.get() }
        ) {
            var honest = $0
            try honest.decrypt()
            let work = try honest.counted()
            for artifact in work.artifacts { $0.shelf.put(artifact) }
            try $0.decrypt(by: [2])
            guard case .result(_, let contests) = work.act else { return }
            try $0.append(.result(before: $0.replay.head, contests: contests), by: FixtureElection.signers)
        },
        .log(
            "a trustee opens a contest twice", .decryption, "opened contest oost before", alone: false,
            from: {
                try Held.mixed.get()
            }
        ) {
            try $0.decrypt(by: [1, 3])
            let artifact = $0.shelf.put(try Mixing.open(try $0.opener(0), with: $0.share(of: 1)).artifact)
            try $0.append(.decrypt(contest: "oost", trustee: 1, artifact: artifact), by: ["trustee-1"])
            try $0.conclude()
        },
        .log(
            "a contest is opened before it is mixed", .decryption, "expected 2 mixes, found 0", alone: false,
            from: {
                try Held.closed.get()
            }
        ) {
            let artifact = $0.shelf.put(try Mixing.open(try $0.opener(0), with: $0.share(of: 1)).artifact)
            try $0.append(.decrypt(contest: "oost", trustee: 1, artifact: artifact), by: ["trustee-1"])
            try $0.count()
        },
        .log(
            "a contest is opened after one mix, the second mixer left out", .decryption, "expected 2 mixes, found 1",
            alone: false,
            from: {
                try Held.closed.get()
            }
        ) {
            for contest in 0..<3 { try $0.deliver(try $0.mixed(contest, 1).artifact, contest, 1) }
            try $0.decrypt()
            try $0.conclude()
        },
        .log(
            "a contest is opened that has too few ballots", .decryption, "too few to be opened", alone: false,
            from: {
                try Held.mixed.get()
            }
        ) {
            let artifact = $0.shelf.put(try Mixing.open(try $0.opener(3), with: $0.share(of: 1)).artifact)
            try $0.append(.decrypt(contest: "klein", trustee: 1, artifact: artifact), by: ["trustee-1"])
            try $0.decrypt()
            try $0.conclude()
        },
        .log(
            "a stranger brings shares", .acts, "expected a trustee from 1 to 3", alone: false,
            from: { try Held.mixed.get() }
        ) {
            let artifact = $0.shelf.put(try Mixing.open(try $0.opener(0), with: $0.share(of: 1)).artifact)
            try $0.append(.decrypt(contest: "oost", trustee: 4, artifact: artifact), by: ["stranger"])
            try $0.decrypt()
            try $0.conclude()
        },
    ]

    /// The officials publish other opened points of contest `oost`, and count them as they should be counted.
    private static func opening(
        _ name: String, _ says: String,
        _ change: @escaping @Sendable ([UInt8]) throws -> [UInt8]
    ) -> Cheat {
        .log(name, .decryption, says, alone: false, from: { try Held.decrypted.get() }) {
            try $0.conclude { shelf, contests in
                guard let opened = contests[0].opened else { return }
                contests[0].opened = shelf.put(try change(shelf.artifact(opened)))
            }
        }
    }

    private static func rows(_ bytes: [UInt8]) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: 64).map { Array(bytes[$0..<$0 + 64]) }
    }

    private static let opened: [Cheat] = [
        opening("an opened ballot is another's", "row 2 does not open to the published point") {
            var rows = rows($0)
            rows[2] = rows.first { [second = rows[2]] in $0 != second } ?? []
            return rows.flatMap(\.self)
        },
        opening("the opened ballots stand in another order", "does not open to the published point") {
            rows($0).sorted { $1.lexicographicallyPrecedes($0) }.flatMap(\.self)
        },
        opening("an opened ballot is the identity", "does not open to the published point") {
            $0.replacing(0..<64, with: [UInt8](repeating: 0, count: 64))
        },
        opening("an opened ballot is a point that says nothing", "does not open to the published point") {
            $0.replacing(0..<64, with: TamperMixes.generator)
        },
        opening("an opened point is not on the curve", "opened point 0") { $0.flipped(at: 63) },
        opening("an opened ballot is left out", "bytes of opened ballots") { Array($0.dropLast(64)) },
    ]
}
