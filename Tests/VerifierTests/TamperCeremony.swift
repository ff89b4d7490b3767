import BallotCrypto
import Ceremony
import ElectionFixture
import ElectionRecord

/// Trustees in the key ceremony, and what is rehearsed.
enum TamperCeremony {
    static let cheats: [Cheat] = rounds + rehearsals

    /// The honest ceremony with one act of a trustee, signed by it, changed; what follows is as it was.
    private static func act(
        _ name: String, _ says: String, _ place: Int, by signer: String,
        _ change: @escaping @Sendable (Act) -> Act
    ) -> Cheat {
        .log(name, .trusteeKeys, says, alone: false, from: { try Held.prepared.get() }) {
            var entries = $0.entries
            let act = try SignedAct(parsing: entries[place])
            entries[place] = try $0.signed(change(act.act), by: [signer])
            $0 = $0.with(entries: entries)
        }
    }

    private static let rounds: [Cheat] = [
        act("a trustee's proof of possession is changed", "trustee 2: ", 2, by: "trustee-2") {
            guard case .trustee(let number, let round1) = $0 else { return $0 }
            return .trustee(number, round1: round1.flipped(at: -1))
        },
        act("a trustee commits to one coefficient more", "trustee 1: ", 1, by: "trustee-1") {
            guard case .trustee(let number, let round1) = $0 else { return $0 }
            return .trustee(number, round1: round1 + [0])
        },
        act("a trustee commits to the identity", "trustee 1: ", 1, by: "trustee-1") {
            guard case .trustee(let number, let round1) = $0 else { return $0 }
            return .trustee(number, round1: round1.replacing(37..<70, with: [UInt8](repeating: 0, count: 33)))
        },
        act("a trustee deals for another round 1", "expected the digest of round 1", 4, by: "trustee-1") {
            guard case .shares(let number, _, let boxes) = $0 else { return $0 }
            return .shares(trustee: number, d1: SHA256.hash([1]), boxes: boxes)
        },
        act("a trustee deals a box too few", "trustee 1: ", 4, by: "trustee-1") {
            guard case .shares(let number, let d1, let boxes) = $0 else { return $0 }
            return .shares(trustee: number, d1: d1, boxes: Array(boxes.dropLast(81)))
        },
        act("a trustee's acknowledgement is another's", "trustee 1: ", 7, by: "trustee-1") {
            guard case .confirm(let number, let d2, let acknowledgement) = $0 else { return $0 }
            return .confirm(trustee: number, d2: d2, acknowledgement: acknowledgement.flipped(at: -1))
        },
        act("a trustee acknowledges another round 2", "expected the digest of round 2", 8, by: "trustee-2") {
            guard case .confirm(let number, _, let acknowledgement) = $0 else { return $0 }
            return .confirm(trustee: number, d2: SHA256.hash([1]), acknowledgement: acknowledgement)
        },
        .log(
            "a trustee copies another's round 1", .trusteeKeys, "trustee 2: proof of possession", alone: false,
            from: { try FixtureElection.begun() }
        ) {
            var parameters = try $0.replay.ceremony.parameters()
            let one = try TrusteeSecrets.generate(trustee: 1, parameters).begin().bytes
            try $0.append(.trustee(1, round1: one), by: ["trustee-1"])
            parameters = try $0.replay.ceremony.parameters()
            try $0.append(.trustee(2, round1: one.replacing(0..<4, with: [0, 0, 0, 2])), by: ["trustee-2"])
        },
        .log(
            "one trustee begins twice", .trusteeKeys, "has begun before", alone: false,
            from: { try FixtureElection.begun() }
        ) {
            let parameters = try $0.replay.ceremony.parameters()
            for _ in 0..<2 {
                let file = try TrusteeSecrets.generate(trustee: 1, parameters).begin().bytes
                try $0.append(.trustee(1, round1: file), by: ["trustee-1"])
            }
        },
        .log("one trustee speaks for another", .acts, "expected", alone: false, from: { try FixtureElection.begun() }) {
            let parameters = try $0.replay.ceremony.parameters()
            let file = try TrusteeSecrets.generate(trustee: 2, parameters).begin().bytes
            try $0.append(.trustee(2, round1: file), by: ["trustee-1"])
        },
        .log(
            "the roll begins before the ceremony is complete", .acts, "does not belong in the ceremony phase",
            alone: false,
            from: {
                try FixtureElection.begun()
            }
        ) {
            try $0.append(.roll(district: "oost", keys: []), by: ["issuer-1"])
        },
    ]

    /// A false rehearsal, then an honest one; the election goes on to its end.
    private static func rehearsal(
        _ name: String, _ says: String,
        _ make: @escaping @Sendable (FixtureElection) throws -> [UInt8]
    ) -> Cheat {
        .log(name, .trusteeKeys, says, from: { try Held.prepared.get() }) {
            try $0.enrol()
            let artifact = $0.shelf.put(try make($0))
            try $0.append(.rehearsal(before: $0.replay.head, artifact: artifact), by: FixtureElection.signers)
            try $0.rehearse()
            try $0.open()
            try $0.vote()
            try $0.finish()
        }
    }

    private static let rehearsals: [Cheat] = [
        rehearsal("a test ballot is changed", "the rehearsal:") { try $0.rehearsal().bytes.flipped(at: 500) },
        rehearsal("the last opened point is changed", "the rehearsal:") {
            let bytes = try $0.rehearsal().bytes
            return bytes.replacing(bytes.count - 64..<bytes.count, with: [UInt8](repeating: 0, count: 64))
        },
        rehearsal("the rehearsal ends early", "the rehearsal:") { Array(try $0.rehearsal().bytes.dropLast()) },
        rehearsal("the rehearsal has no ballots", "the rehearsal:") { _ in [0] },
        rehearsal("a mix of the rehearsal was made by another mixer", "the rehearsal:") {
            let honest = try $0.rehearsal()
            let contests = honest.contests.map {
                RehearsedContest(mixes: $0.mixes.reversed(), shares: $0.shares, opening: $0.opening)
            }
            return Rehearsal(ballots: honest.ballots, contests: contests).bytes
        },
        rehearsal("one trustee's share is missing from the rehearsal", "the rehearsal:") {
            let honest = try $0.rehearsal()
            let contests = honest.contests.map {
                RehearsedContest(
                    mixes: $0.mixes, shares: $0.shares.dropLast() + [$0.shares[0]], opening: $0.opening)
            }
            return Rehearsal(ballots: honest.ballots, contests: contests).bytes
        },
        .log("a rehearsal was held on another tree", .trusteeKeys, "the rehearsal:", from: { try Held.prepared.get() })
        {
            let early = $0.shelf.put(try $0.rehearsal().bytes)
            try $0.enrol()
            try $0.append(.rehearsal(before: $0.replay.head, artifact: early), by: FixtureElection.signers)
            try $0.rehearse()
            try $0.open()
            try $0.vote()
            try $0.finish()
        },
    ]
}
