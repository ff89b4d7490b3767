import CryptoFixture
import Testing

@testable import BallotCrypto

@Suite("equations")
struct EquationTests {
    /// Terms with runs of one coefficient, with zeros and ones among them, over several chunks.
    func terms(_ count: Int, _ source: inout TestDRBG) throws -> [(Scalar, Point)] {
        var terms: [(Scalar, Point)] = []
        while terms.count < count {
            let coefficient = [.zero, .one, source.scalar().published()][source.uniform(3)]
            for _ in 0...source.uniform(40) { terms.append((coefficient, try source.scalar().timesGenerator())) }
        }
        return terms
    }

    @Test("many terms on all cores come to what one after the other does (seed long)", arguments: [0, 1, 127, 300])
    func long(_ count: Int) throws {
        var source = TestDRBG(seed: Array("long".utf8))
        let terms = try terms(count, &source)
        let generator = source.scalar().published()
        #expect(longCombination(terms, generator: generator) == linearCombination(terms, generator: generator))
        #expect(longCombination(terms) == linearCombination(terms))
    }

    @Test("terms that cancel come to the identity, within a run and across chunks (seed cancel)")
    func cancelling() throws {
        var source = TestDRBG(seed: Array("cancel".utf8))
        let point = try source.scalar().timesGenerator()
        let scalar = source.scalar().published()
        #expect(longCombination([(scalar, point), (scalar, -point)]) == nil)
        let terms = try terms(300, &source)
        let negated = terms.map { (-$0.0, $0.1) }
        #expect(Equation("all", terms + negated).holds)
        #expect(Equation("all", [(scalar, .generator)] + terms + negated, generator: -scalar).holds)
        #expect(!Equation("all", [(scalar, .generator)] + terms + negated).holds)
        #expect(longCombination([], generator: .zero) == nil)
    }

    @Test("of several equations the first that fails is named (seed first)")
    func first() throws {
        let equations = (0..<200).map { index in
            Equation("row", row: index, [(.one, .generator)], generator: [70, 130].contains(index) ? .one : -.one)
        }
        #expect(throws: CryptoError("row at 70")) { try equations.require() }
        try equations[71..<130].map(\.self).require()
        #expect(throws: CryptoError("key")) { try [Equation("key", [], generator: .one)].require() }
    }

    @Test("a nonce is another for another witness, statement or randomness")
    func nonces() throws {
        func nonce(_ fresh: UInt8, _ witness: UInt8, _ statement: UInt8) -> [UInt8] {
            var transcript = Transcript("nonces", context: SHA256.hash([]))
            transcript.put("statement", [statement])
            return SystemRandom.hedgedNonce([fresh], SecretScalar(reducing: [witness]), transcript).revealed()
        }
        #expect(nonce(1, 1, 1) == nonce(1, 1, 1))
        #expect(Set([nonce(1, 1, 1), nonce(2, 1, 1), nonce(1, 2, 1), nonce(1, 1, 2)]).count == 4)
        var source = SystemRandom()
        let witness = SecretScalar(reducing: [1])
        let transcript = Transcript("nonces", context: SHA256.hash([]))
        #expect(
            source.nonce(for: witness, transcript).revealed() != source.nonce(for: witness, transcript).revealed())
    }
}
