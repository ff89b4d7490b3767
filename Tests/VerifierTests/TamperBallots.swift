import BallotCrypto
import ElectionFixture
import ElectionRecord

/// Voters, people who stole or made up credentials, and a box that lets their ballots in.
enum TamperBallots {
    static let cheats: [Cheat] = eligibility + proofs + malformed + misplaced

    private static let opened: @Sendable () throws -> FixtureElection = { try Held.opened.get() }

    /// A ballot that the box puts among the others; everyone else is honest and goes on.
    private static func among(
        _ name: String, _ says: String,
        _ make: @escaping @Sendable (FixtureElection) throws -> [UInt8]
    ) -> Cheat {
        .log(name, .ballots, says, from: { try Held.voted.get() }) {
            $0.append(try make($0))
            $0.checkpoint()
            try $0.finish()
        }
    }

    /// A fresh ballot of a code that is still unused.
    private static func fresh(_ election: FixtureElection) throws -> Ballot {
        try election.ballot(["oost": [3]], district: 0, by: election.credential(0, 11))
    }

    private static let eligibility: [Cheat] = [
        among("a ballot is cast twice", "already cast the ballot at entry") { $0.entries[$0.replay.ballots[0].entry] },
        among("a credential casts a second ballot", "already cast the ballot at entry") {
            try $0.ballot(["oost": [4]], district: 0, by: $0.credential(0, 0)).content.bytes
        },
        among("a credential casts a ballot that is on no roll", "is not on the roll") {
            try $0.ballot(["oost": [4]], district: 0, by: Credential.random()).content.bytes
        },
        among("a revoked credential casts a ballot", "was revoked") {
            try $0.ballot(["west": [1]], district: 1, by: $0.credential(1, 9)).content.bytes
        },
        among("a credential votes in another district", "belongs to district 1, the ballot to 0") {
            try $0.ballot(["oost": [1]], district: 0, by: $0.credential(1, 8)).content.bytes
        },
        among("a ballot names a district that does not exist", "there is no district") {
            let ballot = try fresh($0).content.bytes
            return try reproven(ballot.replacing(33..<37, with: [0, 0, 0, 9]), $0)
        },
        among("a ballot has fewer ciphertexts than its style", "expected 3 ciphertexts, found 1") {
            guard let key = $0.replay.ceremony.keys?.electionKey, let ctx = $0.replay.ctx else { return [] }
            return try Ballot.seal(
                elements: [[0]], context: ctx, district: 0, under: key, by: $0.credential(0, 11)
            ).content.bytes
        },
        among("a ballot was sealed for another election", "another election's context") {
            try $0.ballot(["oost": [1]], district: 0, by: $0.credential(0, 11), context: SHA256.hash([1])).content.bytes
        },
        among("a ballot was sealed before the roll was complete", "another election's context") {
            try $0.ballot(["oost": [1]], district: 0, by: $0.credential(0, 11), context: $0.cid).content.bytes
        },
        among("two ballots have the same randomness", "repeats the randomness") {
            guard let key = $0.replay.ceremony.keys?.electionKey, let ctx = $0.replay.ctx else { return [] }
            var source = Repeating()
            let election = $0
            let elements = [[UInt8](arrayLiteral: 0x80), [UInt8](repeating: 0, count: 30), [0]]
            return try Ballot.seal(
                elements: elements, context: ctx, district: 0, under: key, by: election.credential(0, 11),
                randomness: &source
            ).content.bytes
        },
    ]

    /// A generator that always gives the same: every ciphertext of its ballot has the same r.
    private struct Repeating: RandomSource {
        mutating func scalar() -> SecretScalar {
            guard let scalar = try? SecretScalar(secretBytes: [UInt8](repeating: 3, count: 32)) else {
                preconditionFailure("a scalar below n")
            }
            return scalar
        }

        mutating func uniform(_ bound: Int) -> Int { 0 }
    }

    /// The same head, signed again by the credential: only who knows the randomness can do that, so it is sealed afresh.
    private static func reproven(_ bytes: [UInt8], _ election: FixtureElection) throws -> [UInt8] {
        guard let key = election.replay.ceremony.keys?.electionKey, let ctx = election.replay.ctx else { return [] }
        let district = bytes[33..<37].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return try Ballot.seal(
            elements: [[0], [0], [0]], context: ctx, district: district, under: key, by: election.credential(0, 11)
        ).content.bytes
    }

    private static let proofs: [Cheat] = [
        among("a ballot's proof is changed", "proof does not verify") { try fresh($0).content.bytes.flipped(at: -1) },
        among("another's ciphertext is cast under one's own credential", "proof does not verify") {
            let victim = $0.entries[$0.replay.ballots[0].entry]
            let own = try fresh($0).content.bytes
            // Context and district, then the key of another voter, then everything of the victim.
            return victim.replacing(38..<71, with: Array(own[38..<71]))
        },
        among("another's ciphertext is cast with one's own proof", "proof does not verify") {
            let victim = $0.entries[$0.replay.ballots[0].entry]
            return try fresh($0).content.bytes.replacing(72..<138, with: Array(victim[72..<138]))
        },
        among("a ballot is moved to another district after it was sealed", "proof does not verify") {
            try fresh($0).content.bytes.replacing(33..<37, with: [0, 0, 0, 1])
        },
        among("a ballot was sealed under another key", "proof does not verify") {
            guard let ctx = $0.replay.ctx, let key = $0.replay.ceremony.keys?.verificationKeys[0] else { return [] }
            return try Ballot.seal(
                elements: [[0], [0], [0]], context: ctx, district: 0, under: key, by: $0.credential(0, 11)
            ).content.bytes
        },
    ]

    private static let malformed: [Cheat] = [
        among("a point of a ballot is not on the curve", "the ballot:") {
            // x = 1 is on no point of P-256.
            let ballot = try fresh($0).content.bytes
            return ballot.replacing(72..<105, with: offCurve)
        },
        among("a point of a ballot has x beyond the field", "the ballot:") {
            try fresh($0).content.bytes.replacing(72..<105, with: [2] + [UInt8](repeating: 0xFF, count: 32))
        },
        among("a point of a ballot is the identity", "the ballot:") {
            try fresh($0).content.bytes.replacing(72..<105, with: [UInt8](repeating: 0, count: 33))
        },
        among("a point of a ballot is in another form", "the ballot:") {
            try fresh($0).content.bytes.replacing(72..<73, with: [4])
        },
        among("a scalar of a ballot is not below n", "the ballot:") {
            let ballot = try fresh($0).content.bytes
            return ballot.replacing(ballot.count - 32..<ballot.count, with: [UInt8](repeating: 0xFF, count: 32))
        },
        among("a ballot ends early", "the ballot:") { Array(try fresh($0).content.bytes.dropLast()) },
        among("a ballot has a byte more", "the ballot:") { try fresh($0).content.bytes + [0] },
        among("a ballot claims more credentials than there are issuers", "the ballot:") {
            try fresh($0).content.bytes.replacing(37..<38, with: [3])
        },
        among("a ballot is one byte", "the ballot:") { _ in [1] },
    ]

    /// The smallest x that is on no point.
    static let offCurve: [UInt8] = {
        for x in UInt8(0)...255 {
            let bytes: [UInt8] = [2] + [UInt8](repeating: 0, count: 31) + [x]
            if (try? Point(compressed: bytes)) == nil { return bytes }
        }
        return []
    }()

    private static let misplaced: [Cheat] = [
        .log(
            "a ballot is cast before the vote opens", .ballots, "does not belong in the preparation phase",
            from: {
                var election = try Held.prepared.get()
                try election.enrol()
                try election.rehearse()
                return election
            }
        ) { election in
            guard let key = election.replay.ceremony.keys?.electionKey else { return }
            let ballot = try Ballot.seal(
                elements: [[0], [0], [0]], context: election.replay.head.root, district: 0, under: key,
                by: election.credential(0, 0))
            election.append(ballot.content.bytes)
            try election.open()
            try election.vote()
            try election.finish()
        },
        .log(
            "a ballot is cast before there is a key", .ballots, "before there is an election key", alone: false,
            from: {
                try FixtureElection.begun()
            }
        ) { election in
            election.append([1])
        },
        .log(
            "a ballot is cast after the close", .ballots, "does not belong in the closed phase",
            from: {
                try Held.closed.get()
            }
        ) { election in
            election.append(try fresh(election).content.bytes)
            election.checkpoint()
            try election.count()
        },
        .log(
            "a ballot is cast after the result", .ballots, "does not belong in the done phase",
            from: {
                try Held.done.get()
            }
        ) { election in
            election.append(try fresh(election).content.bytes)
            election.checkpoint()
        },
    ]
}
