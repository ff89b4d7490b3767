import CryptoFixture
import Testing
import Wire

@testable import BallotCrypto

/// Folded verification against each equation on its own, on thousands of inputs that were tampered with.
@Suite("folded and single verification agree")
struct BatchAgreementTests {
    /// Bytes of an artifact: `points` of 64 bytes, then scalars of 32.
    private struct Artifact {
        var bytes: [UInt8]
        let points: Int

        private var scalars: Int { (bytes.count - points * Point.affineCount) / Scalar.count }

        private func point(_ index: Int) -> Range<Int> { index * 64..<(index + 1) * 64 }

        private func scalar(_ index: Int) -> Range<Int> {
            points * 64 + index * 32..<points * 64 + (index + 1) * 32
        }

        /// One change of those that an attacker has: another bit, another's point or scalar, a negated point, two
        /// exchanged. Most stay well formed, so that the equations have to find them.
        func changed(_ random: inout TestDRBG) -> [UInt8] {
            var changed = bytes
            switch random.uniform(7) {
            case 0: changed[random.uniform(bytes.count)] ^= 1 << UInt8(random.uniform(8))
            case 1: changed.replaceSubrange(point(random.uniform(points)), with: bytes[point(random.uniform(points))])
            case 2:
                let place = point(random.uniform(points))
                if let point = try? Point(affine: bytes[place]) {
                    changed.replaceSubrange(place, with: (-point).affine)
                }
            case 3:
                let (one, other) = (point(random.uniform(points)), point(random.uniform(points)))
                changed.replaceSubrange(one, with: bytes[other])
                changed.replaceSubrange(other, with: bytes[one])
            case 4:
                let (one, other) = (scalar(random.uniform(scalars)), scalar(random.uniform(scalars)))
                changed.replaceSubrange(one, with: bytes[other])
            case 5: changed[scalar(random.uniform(scalars)).upperBound - 1] ^= 1
            default:
                let place = scalar(random.uniform(scalars))
                changed.replaceSubrange(place, with: [UInt8](repeating: 0xff, count: 32))
            }
            return changed
        }
    }

    /// Whether both mixes hold, each equation on its own.
    private func holdSingly(
        _ election: SmallElection, _ input: CiphertextList, _ artifacts: [[UInt8]]
    ) -> Bool {
        var list = input
        for (index, artifact) in artifacts.enumerated() {
            let size = 128 * list.ciphertexts.count
            guard
                let output = try? CiphertextList(affine: artifact[..<size], count: list.count, width: list.width),
                let proof = try? ShuffleProof(artifact: artifact[size...], count: list.count, width: list.width),
                let equations = try? Shuffle(
                    electionKey: election.electionKey, context: election.context, contest: 2,
                    mixer: UInt32(index + 1), input: list, output: output
                ).equations(proof), (try? equations.requireEach()) != nil
            else { return false }
            list = output
        }
        return true
    }

    @Test("a chain of two mixes, 1500 changes (seeds chain 1 and 2)", arguments: [1, 2])
    func mixes(_ width: Int) throws {
        var election = try SmallElection(1, of: 1, seed: "chain \(width)")
        let input = try election.list(3, width: width)
        var artifacts: [Artifact] = []
        var list = input
        for mixer in 1...2 {
            let (output, proof) = try Shuffle.perform(
                on: list, electionKey: election.electionKey, context: election.context, contest: 2,
                mixer: UInt32(mixer), randomness: &election.source)
            artifacts.append(
                Artifact(bytes: output.affineBytes + proof.artifact, points: 6 * width + 9 + 3 + 2 * width))
            list = output
        }
        func hold(_ artifacts: [[UInt8]]) -> Bool {
            let chain = MixChain(
                electionKey: election.electionKey, context: election.context, contest: 2,
                input: CiphertextRows(input), artifacts: artifacts)
            return (try? chain.holds()) == true
        }
        let honest = artifacts.map(\.bytes)
        #expect(hold(honest) && holdSingly(election, input, honest))
        var refused = 0
        for _ in 0..<750 {
            var changed = honest
            let mix = election.source.uniform(2)
            changed[mix] = artifacts[mix].changed(&election.source)
            let verdict = hold(changed)
            #expect(verdict == holdSingly(election, input, changed))
            #expect(verdict == (changed == honest))
            if !verdict { refused += 1 }
        }
        #expect(refused > 600)
    }

    @Test("a lie that one equation alone catches is caught in a chain", arguments: FalseStatement.all)
    func alone(_ lie: FalseStatement) throws {
        var election = try SmallElection(1, of: 1, seed: "alone")
        let (statement, proof) = try lie.prover.prove(
            election.list(2), electionKey: election.electionKey, context: election.context, contest: 2, mixer: 1,
            randomness: &election.source)
        let chain = MixChain(
            electionKey: election.electionKey, context: election.context, contest: 2,
            input: CiphertextRows(statement.input), artifacts: [statement.output.affineBytes + proof.artifact])
        #expect(try !chain.holds())
    }

    @Test("three trustees' shares and what two of them open, 900 changes (seed shares)")
    func shares() throws {
        var election = try SmallElection(2, of: 3, seed: "shares")
        let list = try election.list(3, width: 2)
        var shares: [Artifact] = []
        for trustee in 1...3 {
            shares.append(Artifact(bytes: try election.open(list, by: trustee).artifact, points: 8))
        }
        func parsed(_ artifacts: [[UInt8]]) throws -> [Int: DecryptionShares] {
            try Dictionary(
                uniqueKeysWithValues: artifacts.enumerated().map {
                    ($0 + 1, try DecryptionShares(artifact: $1, count: 3, width: 2))
                })
        }
        let honest = shares.map(\.bytes)
        let opened = try combine(parsed(honest), of: list, threshold: 2).flatMap { try #require($0).affine }
        func hold(_ artifacts: [[UInt8]], _ opened: [UInt8]) -> Bool {
            let fold = OpeningFold(
                electionKey: election.electionKey, context: election.context, contest: 2,
                list: CiphertextRows(list),
                shares: Dictionary(uniqueKeysWithValues: artifacts.enumerated().map { ($0 + 1, $1) }),
                verificationKeys: election.keys.verificationKeys, threshold: 2, opened: opened)
            return (try? fold.holds()) == true
        }
        func holdSingly(_ artifacts: [[UInt8]], _ opened: [UInt8]) -> Bool {
            guard let shares = try? parsed(artifacts) else { return false }
            for (trustee, share) in shares {
                guard let equations = try? election.statement(trustee, list).equations(share),
                    (try? equations.requireEach()) != nil
                else { return false }
            }
            let points = try? combine(shares, of: list, threshold: 2)
            return points?.flatMap { $0?.affine ?? [UInt8](repeating: 0, count: 64) } == opened
        }
        #expect(hold(honest, opened) && holdSingly(honest, opened))
        for round in 0..<900 {
            var (changed, points) = (honest, opened)
            if round.isMultiple(of: 3) {
                let opening = Artifact(bytes: opened, points: 5)
                points = opening.changed(&election.source)
            } else {
                let trustee = election.source.uniform(3)
                changed[trustee] = shares[trustee].changed(&election.source)
            }
            let verdict = hold(changed, points)
            #expect(verdict == holdSingly(changed, points))
            #expect(verdict == (changed == honest && points == opened))
        }
        // What a trustee who is not needed delivers is proven all the same; nobody's identity counts as another point.
        #expect(!hold(honest, [UInt8](repeating: 0, count: 64) + opened.dropFirst(64)))
        #expect(throws: CryptoError.self) {
            try OpeningFold(
                electionKey: election.electionKey, context: election.context, contest: 2, list: CiphertextRows(list),
                shares: [2: honest[1]], verificationKeys: election.keys.verificationKeys, threshold: 2, opened: opened
            ).holds()
        }
    }

    @Test("3200 ballots, some of them forged: the same ones are refused, for the same reason (seed ballots)")
    func ballots() throws {
        var election = try SmallElection(1, of: 1, seed: "ballots")
        var sealed: [[UInt8]] = []
        for number in 0..<32 {
            let credential = try Credential(secret: election.source.scalar())
            sealed.append(
                try Ballot.seal(
                    elements: [[UInt8(number)]], context: election.context, district: 0, under: election.electionKey,
                    by: credential, randomness: &election.source
                ).content.bytes)
        }
        let size = sealed[0].count
        var refused = 0
        for _ in 0..<200 {
            var batch: [UnverifiedBallot] = []
            while batch.count < 16 {
                var bytes = sealed[election.source.uniform(32)]
                switch election.source.uniform(12) {
                // A response, the context, the district, another's proof.
                case 0: bytes[size - 1 - election.source.uniform(60)] ^= 1
                case 1: bytes[1 + election.source.uniform(32)] ^= 1
                case 2: bytes[36] ^= 1
                case 3: bytes.replaceSubrange((size - 130)..., with: sealed[election.source.uniform(32)].suffix(130))
                default: break
                }
                if let ballot = try? UnverifiedBallot(parsing: bytes) { batch.append(ballot) }
            }
            let folded = Ballot.verified(batch, under: election.electionKey)
            for (ballot, verdict) in zip(batch, folded) {
                let single = Result { () throws(CryptoError) in
                    try Ballot(verifying: ballot, under: election.electionKey)
                }
                #expect(verdict == single)
                if case .failure = single { refused += 1 }
            }
        }
        #expect(refused > 500)
    }
}
