import CryptoFixture
import Testing
import Wire

@testable import BallotCrypto

@Suite("ballots")
struct BallotTests {
    let context = SHA256.hash("the head at open".utf8)
    let key: Point

    init() throws {
        var source = TestDRBG(seed: Array("ballots".utf8))
        key = try source.scalar().timesGenerator()
    }

    func seal(
        _ elements: [[UInt8]] = [[1, 2], [3, 4]], issuers: Int = 1, seed: String
    ) throws -> UnverifiedBallot {
        var source = TestDRBG(seed: Array(seed.utf8))
        let first = try Credential(secret: source.scalar())
        func seal(_ credential: borrowing Credential) throws -> UnverifiedBallot {
            try Ballot.seal(
                elements: elements, context: context, district: 7, under: key, by: credential, randomness: &source
            ).content
        }
        guard issuers == 2 else { return try seal(first) }
        let second = try Credential(secret: source.scalar())
        return try seal(first.joined(with: second))
    }

    func refuse(_ bytes: [UInt8], _ equation: Int, _ place: SourceLocation = #_sourceLocation) throws {
        let ballot = try UnverifiedBallot(parsing: bytes)
        #expect(throws: CryptoError("proof does not verify (proof at \(equation))"), sourceLocation: place) {
            try Ballot(verifying: ballot, under: key)
        }
    }

    @Test("ballots checked together get the verdicts that each gets on its own", arguments: [0, 1, 2, 5, 12])
    func together(_ faults: Int) throws {
        var ballots = try (0..<12).map { try seal(seed: "together \($0)") }
        for fault in 0..<faults {
            var bytes = ballots[fault * 7 % 12].bytes
            // In a response: the ballot still parses, and its proof doesn't hold.
            bytes[bytes.count - 1 - 32 * (fault % 3)] ^= 1
            ballots[fault * 7 % 12] = try UnverifiedBallot(parsing: bytes)
        }
        let verdicts = Ballot.verified(ballots, under: key)
        var refused = 0
        for (ballot, verdict) in zip(ballots, verdicts) {
            let single = Result { () throws(CryptoError) in try Ballot(verifying: ballot, under: key) }
            #expect(verdict == single)
            if case .failure = single { refused += 1 }
        }
        #expect(verdicts.count == 12 && refused == faults)
    }

    @Test("a ballot sealed by the system's randomness verifies, and says what it is about", arguments: [1, 2, 255])
    func sealed(_ width: Int) throws {
        let credential = try Credential.random()
        let elements = (0..<width).map { [UInt8($0)] }
        let ballot = try Ballot.seal(
            elements: elements, context: context, district: 7, under: key, by: credential)
        let again = try Ballot(verifying: UnverifiedBallot(parsing: ballot.content.bytes), under: key)
        #expect(again == ballot)
        #expect(again.content.context == context)
        #expect(again.content.district == 7)
        #expect(again.content.credentialKey == credential.publicKeys[0].compressed)
        #expect(again.content.ciphertexts.count == width)
        #expect(again.content.bytes.count == UnverifiedBallot.size(credentials: 1, ciphertexts: width))
    }

    @Test("the same choice sealed twice shares no point and no scalar")
    func fresh() throws {
        let credential = try Credential.random()
        let ballots = try (0..<2).map { _ in
            try Ballot.seal(elements: [[5]], context: context, district: 7, under: key, by: credential).content
        }
        #expect(ballots[0].ciphertexts[0].a != ballots[1].ciphertexts[0].a)
        #expect(ballots[0].ciphertexts[0].b != ballots[1].ciphertexts[0].b)
        #expect(Set(ballots[0].commitments + ballots[1].commitments).count == 4)
        #expect(Set(ballots[0].responses + ballots[1].responses).count == 4)
    }

    @Test("a ballot for another context, district or election key is refused (seed moved)")
    func moved() throws {
        let ballot = try seal(seed: "moved")
        var bytes = ballot.bytes
        bytes[1] ^= 1
        try refuse(bytes, 1)
        bytes = ballot.bytes
        bytes[36] ^= 1
        try refuse(bytes, 1)
        #expect(throws: CryptoError("proof does not verify (proof at 1)")) {
            try Ballot(verifying: ballot, under: .generator)
        }
    }

    @Test("another voter's ciphertext is refused under one's own credential (seeds victim, thief)")
    func copied() throws {
        let victim = try seal([[1]], seed: "victim")
        // The key in the ballot is exchanged for another.
        let thief = try seal([[2]], seed: "thief")
        var bytes = victim.bytes
        bytes.replaceSubrange(38..<71, with: thief.credentials[0].compressed)
        try refuse(bytes, 1)
        // The thief signs the head properly, but knows nothing of what is in it: the proof for `a` is the victim's.
        var source = TestDRBG(seed: Array("thief's nonce".utf8))
        let secret = source.scalar()
        let nonce = source.scalar()
        var head = victim.head
        head.replaceSubrange(38..<71, with: try secret.timesGenerator().compressed)
        let commitments = [try nonce.timesGenerator(), victim.commitments[1]]
        var transcript = UnverifiedBallot.transcript(context, head, key)
        let responses = [nonce.response(transcript.challenge(commitments), secret), victim.responses[1]]
        try refuse(head + commitments.flatMap(\.compressed) + responses.flatMap(\.bytes), 2)
    }

    @Test("a ballot by who does not know the credential is refused (seed stuffed)")
    func stuffed() throws {
        let ballot = try seal([[1]], seed: "stuffed")
        var source = TestDRBG(seed: Array("stuffer".utf8))
        let r = source.scalar()
        let nonces = SecretList.drawn(2, &source)
        var head = ballot.head
        let sealed = try #require(try Embedding.encode([2]) + r.times(key))
        head.replaceSubrange(72..., with: try r.timesGenerator().compressed + sealed.compressed)
        let commitments = try nonces.timesGenerator()
        var transcript = UnverifiedBallot.transcript(context, head, key)
        let challenge = transcript.challenge(commitments)
        let responses = [nonces[0].response(challenge, r), nonces[1].response(challenge, r)]
        try refuse(head + commitments.flatMap(\.compressed) + responses.flatMap(\.bytes), 1)
    }

    @Test("exchanged ciphertexts, keys, commitments or responses are refused (seed exchanged)")
    func exchanged() throws {
        let ballot = try seal(issuers: 2, seed: "exchanged")
        let bytes = ballot.bytes
        // q = 2 keys of 33 from byte 38, w = 2 ciphertexts of 66 from 105, T from 237, s from 369.
        let parts: [(first: Int, second: Int, count: Int)] = [
            (38, 71, 33), (105, 171, 66), (237, 270, 33), (303, 336, 33), (369, 401, 32), (433, 465, 32),
        ]
        for part in parts {
            var swapped = bytes
            swapped.replaceSubrange(
                part.first..<part.first + part.count, with: bytes[part.second..<part.second + part.count])
            swapped.replaceSubrange(
                part.second..<part.second + part.count, with: bytes[part.first..<part.first + part.count])
            let ballot = try UnverifiedBallot(parsing: swapped)
            #expect(throws: CryptoError.self) { try Ballot(verifying: ballot, under: key) }
        }
        // The half keys with their own halves of the proof: another head, another challenge.
        var swapped = bytes
        for (first, second, count) in [(38, 71, 33), (237, 270, 33), (369, 401, 32)] {
            swapped.replaceSubrange(first..<first + count, with: bytes[second..<second + count])
            swapped.replaceSubrange(second..<second + count, with: bytes[first..<first + count])
        }
        try refuse(swapped, 1)
    }

    @Test("each key and each ciphertext has an equation of its own (seed equations)")
    func equations() throws {
        let ballot = try seal(issuers: 2, seed: "equations")
        for index in 0..<4 {
            var bytes = ballot.bytes
            bytes[369 + 32 * index + 31] ^= 1
            try refuse(bytes, index + 1)
        }
    }

    @Test("a response that is raised by the order is no scalar (seed raised)")
    func malleated() throws {
        let ballot = try seal([[1]], seed: "raised")
        var bytes = ballot.bytes
        let order = try Hex.decode("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
        bytes.replaceSubrange(bytes.count - 32..<bytes.count, with: order)
        #expect(throws: CryptoError("the ballot: expected a scalar below the group's order")) {
            try UnverifiedBallot(parsing: bytes)
        }
    }

    @Test("ballots of another length, version or number of keys are refused (seed form)")
    func malformed() throws {
        let bytes = try seal([[1]], seed: "form").bytes
        var forms = [Array(bytes.dropLast()), bytes + [0], [], [1]]
        for (place, value) in [(0, UInt8(2)), (37, 0), (37, 3), (37, 2), (71, 0), (71, 2), (38, 4), (72, 0)] {
            var altered = bytes
            altered[place] = value
            forms.append(altered)
        }
        for form in forms { #expect(throws: CryptoError.self) { try UnverifiedBallot(parsing: form) } }
    }

    @Test("elements that fit no ciphertext are refused", arguments: [0, 256])
    func elements(_ count: Int) throws {
        let credential = try Credential.random()
        #expect(throws: CryptoError("expected 1 to 255 elements, found \(count)")) {
            try Ballot.seal(
                elements: Array(repeating: [1], count: count), context: context, district: 7, under: key,
                by: credential)
        }
        #expect(throws: CryptoError("expected a message of at most 30 bytes, found 31")) {
            try Ballot.seal(
                elements: [Array(repeating: 1, count: 31)], context: context, district: 7, under: key,
                by: credential)
        }
    }
}
