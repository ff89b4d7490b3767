import CryptoFixture
import Testing
import Wire

@testable import BallotCrypto

@Suite("the key ceremony")
struct KeyCeremonyTests {
    let parameters = CeremonyParameters(cid: SHA256.hash("the manifest".utf8), threshold: 2, count: 3)

    func secrets(_ trustee: Int, _ seed: String = "trustee") -> TrusteeSecrets {
        var source = TestDRBG(seed: Array("\(seed) \(trustee)".utf8))
        return TrusteeSecrets(trustee: trustee, parameters, randomness: &source)
    }

    func round1() throws -> [CeremonyRound1] { try (1...3).map { try secrets($0).begin() } }

    /// Of all dealers, dealer 1's box for trustee 2 replaced.
    func boxes(_ round1: [CeremonyRound1], with box: [UInt8]? = nil) throws -> [[UInt8]] {
        var all = try (1...3).map { try secrets($0).deal(round1) }
        if let box { all[0].replaceSubrange(0..<CeremonyRound2.boxCount, with: box) }
        return all
    }

    /// Trustee 1's box for trustee 2 with this share in it.
    func box(_ share: consuming SecretScalar, _ round1: [CeremonyRound1]) throws -> [UInt8] {
        var source = SystemRandom()
        return try secrets(1).seal(share, for: round1[1], d1: round1.digest(parameters), randomness: &source)
    }

    /// Who is guilty when trustee 2 complains about dealer 1's box.
    func judge(
        _ complaint: [UInt8], _ box: [UInt8], _ round1: [CeremonyRound1]
    ) throws -> CeremonyComplaint.Guilty {
        CeremonyComplaint.judge(
            complaint, box: box, dealer: round1[0], accuser: round1[1], d1: try round1.digest(parameters), parameters)
    }

    func complaint(_ box: [UInt8], _ round1: [CeremonyRound1]) throws -> [UInt8] {
        var source = SystemRandom()
        return try secrets(2).complain(
            about: box, dealer: 1, d1: round1.digest(parameters), randomness: &source)
    }

    /// The complaint with which trustee 2's ceremony ends.
    func fault(_ round1: [CeremonyRound1], _ boxes: [[UInt8]]) throws -> CeremonyFault? {
        do throws(CeremonyFault) {
            _ = try secrets(2).finish(round1, boxes)
            return nil
        } catch {
            return error
        }
    }

    @Test("secrets read back from their file go on where they were")
    func stored() throws {
        let again = try TrusteeSecrets(trustee: 2, parameters, secretBytes: secrets(2).revealed())
        let round1 = try round1()
        #expect(try again.begin().commitments == round1[1].commitments)
        let share = try again.finish(round1, boxes(round1))
        let restored = try KeyShare(trustee: 2, secretBytes: share.revealed())
        #expect(restored.revealed() == share.revealed())
        #expect(throws: CryptoError("expected 3 secrets of 32 bytes, found 64 bytes")) {
            _ = try TrusteeSecrets(trustee: 2, parameters, secretBytes: [UInt8](repeating: 1, count: 64))
        }
        #expect(throws: CryptoError.self) {
            _ = try TrusteeSecrets(trustee: 2, parameters, secretBytes: [UInt8](repeating: 0, count: 96))
        }
        #expect(throws: CryptoError.self) {
            _ = try KeyShare(trustee: 2, secretBytes: [UInt8](repeating: 255, count: 32))
        }
    }

    @Test("trustees are counted from 1 to m", arguments: [-1, 0, 4])
    func numbers(_ number: Int) throws {
        #expect(throws: CryptoError("there is no trustee \(number)")) {
            try TrusteeSecrets.generate(trustee: number, parameters).begin()
        }
        let file = try round1()[0].bytes
        let bytes = secrets(1).revealed()
        #expect(throws: CryptoError("there is no trustee \(number)")) {
            _ = try TrusteeSecrets(trustee: number, parameters, secretBytes: bytes)
        }
        #expect(throws: CryptoError("expected trustee \(number)'s file, found 1's")) {
            try CeremonyRound1(parsing: file, trustee: number, parameters)
        }
    }

    @Test("a file of round 1 is its trustee's own, of this ceremony, of the right length, with its proof")
    func files() throws {
        let file = try round1()[0]
        #expect(try CeremonyRound1(parsing: file.bytes, trustee: 1, parameters) == file)
        #expect(throws: CryptoError("expected trustee 2's file, found 1's")) {
            try CeremonyRound1(parsing: file.bytes, trustee: 2, parameters)
        }
        let others = [
            CeremonyParameters(cid: SHA256.hash([]), threshold: 2, count: 3),
            CeremonyParameters(cid: parameters.cid, threshold: 2, count: 4),
        ]
        for other in others {
            #expect(throws: CryptoError("proof of possession")) {
                try CeremonyRound1(parsing: file.bytes, trustee: 1, other)
            }
        }
        // One commitment more or less.
        let less = CeremonyParameters(cid: parameters.cid, threshold: 1, count: 3)
        for (bytes, parameters) in [
            (file.bytes, less), (file.bytes.dropLast(), parameters), (file.bytes + [0], parameters),
        ] {
            #expect(throws: CryptoError.self) { try CeremonyRound1(parsing: Array(bytes), trustee: 1, parameters) }
        }
        // The number in the file is part of what is proven, as are the transport key and all commitments.
        var renumbered = file.bytes
        renumbered[3] = 2
        #expect(throws: CryptoError("proof of possession")) {
            try CeremonyRound1(parsing: renumbered, trustee: 2, parameters)
        }
        for part in [4, 37, 70, 103] {
            var replaced = file.bytes
            replaced.replaceSubrange(part..<part + 33, with: Point.generator.compressed)
            #expect(throws: CryptoError("proof of possession")) {
                try CeremonyRound1(parsing: replaced, trustee: 1, parameters)
            }
        }
    }

    @Test("round 1 is all files in order, no two with the same keys")
    func distinct() throws {
        let files = try round1()
        #expect(throws: CryptoError("expected the files of trustees 1 to 3, found those of 1 and 2")) {
            try Array(files.dropLast()).digest(parameters)
        }
        #expect(throws: CryptoError("expected the files of trustees 1 to 3, found those of 2, 1 and 3")) {
            try [files[1], files[0], files[2]].digest(parameters)
        }
        // Trustee 3 knows trustee 1's transport secret, or its polynomial, so that only the comparison can tell.
        let (first, third) = (secrets(1).revealed(), secrets(3).revealed())
        let sameTransport = try TrusteeSecrets(
            trustee: 3, parameters, secretBytes: Array(first[..<32]) + third[32...])
        let sameKey = try TrusteeSecrets(trustee: 3, parameters, secretBytes: Array(third[..<32]) + first[32...])
        let transport = try sameTransport.begin()
        #expect(throws: CryptoError("two transport keys are equal")) {
            try [files[0], files[1], transport].digest(parameters)
        }
        let key = try sameKey.begin()
        #expect(throws: CryptoError("two trustees' keys are equal")) {
            try [files[0], files[1], key].digest(parameters)
        }
    }

    @Test("the election key is never the identity")
    func identity() throws {
        var source = TestDRBG(seed: Array("cancel".utf8))
        let parameters = CeremonyParameters(cid: parameters.cid, threshold: 1, count: 2)
        let first = TrusteeSecrets(trustee: 1, parameters, randomness: &source)
        let negated = SecretScalar(reducing: first.revealed()[32...]).times(-Scalar.one).revealed()
        let second = try TrusteeSecrets(
            trustee: 2, parameters, secretBytes: source.scalar().revealed() + negated)
        let files = [try first.begin(), try second.begin()]
        #expect(throws: CryptoError("the election key is the identity")) { try ElectionKeys(files, parameters) }
    }

    @Test("secrets deal and finish for their own file of round 1 alone")
    func ownFile() throws {
        var files = try round1()
        files[0] = try secrets(1, "another").begin()
        #expect(throws: CryptoError("trustee 1's file of round 1 is not of these secrets")) {
            try secrets(1).deal(files)
        }
    }

    @Test("a wrong share ends in a complaint that finds the dealer guilty")
    func wrongShare() throws {
        let round1 = try round1()
        let wrong = try box(secrets(1).share(for: 2).plus(SecretScalar(reducing: [1])), round1)
        guard case .complaint(let complaint, dealer: 1) = try fault(round1, boxes(round1, with: wrong)) else {
            Issue.record("expected a complaint about dealer 1")
            return
        }
        #expect(try judge(complaint, wrong, round1) == .dealer)
    }

    @Test("a box that does not open, or holds no scalar, finds the dealer guilty")
    func closedBox() throws {
        let round1 = try round1()
        var altered = try box(secrets(1).share(for: 2), round1)
        altered[50] ^= 1
        guard case .complaint(let complaint, dealer: 1) = try fault(round1, boxes(round1, with: altered)) else {
            Issue.record("expected a complaint about dealer 1")
            return
        }
        #expect(try judge(complaint, altered, round1) == .dealer)
    }

    @Test("a box without a point in front finds the dealer guilty, whatever the complaint")
    func malformedBox() throws {
        let round1 = try round1()
        var malformed = try box(secrets(1).share(for: 2), round1)
        malformed[0] = 0
        #expect(try fault(round1, boxes(round1, with: malformed)) == .complaint([], dealer: 1))
        #expect(try judge([], malformed, round1) == .dealer)
        #expect(try judge([], Array(malformed.dropLast()), round1) == .dealer)
    }

    @Test("a complaint about a correct share finds the accuser guilty")
    func falseComplaint() throws {
        let round1 = try round1()
        let correct = try box(secrets(1).share(for: 2), round1)
        #expect(try fault(round1, boxes(round1, with: correct)) == nil)
        #expect(try judge(complaint(correct, round1), correct, round1) == .accuser)
    }

    @Test("a complaint whose proof fails finds the accuser guilty, even about a wrong share")
    func unprovenComplaint() throws {
        let round1 = try round1()
        let wrong = try box(secrets(1).share(for: 3), round1)
        let proven = try complaint(wrong, round1)
        #expect(try judge(proven, wrong, round1) == .dealer)
        for place in [33, 66, 130] {
            var altered = proven
            altered[place] ^= 1
            #expect(try judge(altered, wrong, round1) == .accuser)
        }
        #expect(try judge(Array(proven.dropLast()), wrong, round1) == .accuser)
        #expect(try judge(proven + [0], wrong, round1) == .accuser)
        // Another shared point than the transport key's, with a proof for it by another secret: an equation of the two fails.
        var source = SystemRandom()
        let other = try secrets(3).complain(
            about: wrong, dealer: 1, d1: round1.digest(parameters), randomness: &source)
        #expect(try judge(other, wrong, round1) == .accuser)
    }

    @Test("a share of zero is a share like any other")
    func zeroShare() throws {
        // Trustee 1's polynomial is c (X - 2), so that its share for trustee 2 is 0.
        let c = SecretScalar(reducing: [7])
        let bytes =
            Array(secrets(1).revealed()[..<32]) + c.times(-Scalar(2)).revealed() + c.copy().revealed()
        let dealer = try TrusteeSecrets(trustee: 1, parameters, secretBytes: bytes)
        let round1 = [try dealer.begin(), try secrets(2).begin(), try secrets(3).begin()]
        let boxes = [try dealer.deal(round1), try secrets(2).deal(round1), try secrets(3).deal(round1)]
        let share = try secrets(2).finish(round1, boxes)
        let keys = try ElectionKeys(round1, parameters)
        #expect(try share.secret.timesGenerator() == keys.verificationKeys[1])
        let box = CeremonyRound2.box(boxes[0], dealer: 1, recipient: 2)
        #expect(try judge(complaint(box, round1), box, round1) == .accuser)
    }

    @Test("boxes that are missing or too short are refused")
    func missing() throws {
        let round1 = try round1()
        let boxes = try boxes(round1)
        #expect(
            try fault(round1, boxes.dropLast())
                == .refused("expected the boxes of 3 dealers, found those of 2"))
        #expect(
            try fault(round1, [boxes[0], boxes[1], boxes[2].dropLast()])
                == .refused("expected 162 bytes of shares, found 161"))
    }

    @Test("an acknowledgement is by the share's holder, for this round 2")
    func acknowledgement() throws {
        let round1 = try round1()
        let boxes = try boxes(round1)
        let d2 = CeremonyRound2.digest(try round1.digest(parameters), boxes)
        let keys = try ElectionKeys(round1, parameters)
        let share = try secrets(2).finish(round1, boxes)
        let bytes = try share.acknowledge(d2: d2, keys: keys, parameters)
        try CeremonyAcknowledgement.verify(bytes, trustee: 2, d2: d2, keys: keys, parameters)
        for (number, digest, bytes) in [
            (1, d2, bytes), (2, SHA256.hash([]), bytes), (2, d2, bytes.dropLast() + [bytes[64] ^ 1]),
        ] {
            #expect(throws: CryptoError("acknowledgement")) {
                try CeremonyAcknowledgement.verify(Array(bytes), trustee: number, d2: digest, keys: keys, parameters)
            }
        }
        for number in [0, 4] {
            #expect(throws: CryptoError("there is no trustee \(number)")) {
                try CeremonyAcknowledgement.verify(bytes, trustee: number, d2: d2, keys: keys, parameters)
            }
        }
        #expect(throws: CryptoError.self) {
            try CeremonyAcknowledgement.verify(bytes + [0], trustee: 2, d2: d2, keys: keys, parameters)
        }
        #expect(throws: CryptoError.self) {
            let other = CeremonyParameters(cid: SHA256.hash([]), threshold: 2, count: 3)
            try CeremonyAcknowledgement.verify(bytes, trustee: 2, d2: d2, keys: keys, other)
        }
    }
}
