import Testing

@testable import BallotCrypto

/// The arithmetic on public data against OpenSSL's.
@Suite struct PublicArithmeticTests {
    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
        /// Numbers with long runs of ones and zeros, where carries go wrong, half the time.
        mutating func bytes() -> [UInt8] {
            let isEdgy = next() & 1 == 0
            return (0..<8).flatMap { _ -> [UInt8] in
                let word = UInt32(truncatingIfNeeded: next())
                let edge = [0, 0xffff_ffff, 1, 0xffff_fffe, 0x8000_0000][Int(word % 5)] as UInt32
                return UInt64(isEdgy ? edge : word).bigEndianBytes.suffix(4)
            }
        }
    }

    private static let p: [UInt8] =
        [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 1] + [UInt8](repeating: 0, count: 12) + [UInt8](repeating: 0xff, count: 12)
    private static let modulus = Number(p)

    private static func added(_ bytes: [UInt8], _ small: Int) -> [UInt8] {
        var (sum, carry) = (bytes, small)
        for place in bytes.indices.reversed() {
            carry += Int(sum[place])
            sum[place] = UInt8(truncatingIfNeeded: carry)
            carry >>= 8
        }
        return sum
    }

    private static let n =
        Array(OrderArithmetic.order[3].bigEndianBytes) + OrderArithmetic.order[2].bigEndianBytes
        + OrderArithmetic.order[1].bigEndianBytes + OrderArithmetic.order[0].bigEndianBytes

    private static let edges: [[UInt8]] =
        (-3...3).map { added(p, $0) } + (-3...3).map { added(n, $0) }
        + (0...3).map { added([UInt8](repeating: 0, count: 32), $0) }
        + (0..<32).map { place in (0..<32).map { $0 == place ? 1 : 0 } }
        + [[UInt8](repeating: 0xff, count: 32)]

    private func number(_ element: FieldElement) -> [UInt8] { (0..<32).map { element.bytes[$0] } }

    @Test("the field agrees with OpenSSL on edges and 3000 pairs (seed 1)")
    func field() throws {
        var random = Random(state: 1)
        var pairs = Self.edges.flatMap { x in Self.edges.map { (x, $0) } }
        for _ in 0..<3000 { pairs.append((random.bytes(), random.bytes())) }
        try Self.modulus.with { modulus in
            for (x, y) in pairs {
                let isBelow = x.lexicographicallyPrecedes(Self.p)
                #expect((FieldElement(SIMD32(x)) != nil) == isBelow)
                guard let a = FieldElement(SIMD32(x)), let b = FieldElement(SIMD32(y)) else { continue }
                let (m, o) = (Number(x), Number(y))
                #expect(number(a) == x)
                #expect(number(a + b) == m.plus(o, modulo: modulus).bytes(32))
                #expect(number(a - b) == m.minus(o, modulo: modulus).bytes(32))
                #expect(number(a * b) == m.times(o, modulo: modulus).bytes(32))
                #expect(number(-a) == Number([0]).minus(m, modulo: modulus).bytes(32))
            }
            for (x, _) in pairs.suffix(300) {
                guard let a = FieldElement(SIMD32(x)), !a.isZero else { continue }
                #expect(number(a.inverse) == Number(x).inverse(modulo: modulus).bytes(32))
                let root = try #require(a.squared.squareRoot)
                #expect(root == a || root == -a)
                // -1 is no square modulo p, so that of x and -x one is.
                #expect((a.squareRoot == nil) != ((-a).squareRoot == nil))
            }
        }
        #expect(FieldElement.zero.inverse == .zero && FieldElement.zero.squareRoot == .zero)
    }

    @Test("scalars agree with OpenSSL on edges and 3000 pairs (seed 2)")
    func scalars() {
        var random = Random(state: 2)
        var pairs = Self.edges.flatMap { x in Self.edges.map { (x, $0) } }
        for _ in 0..<3000 { pairs.append((random.bytes(), random.bytes())) }
        for (x, y) in pairs {
            #expect(((try? Scalar(decoding: x)) != nil) == Number(x).isBelowOrder)
            guard let a = try? Scalar(decoding: x), let b = try? Scalar(decoding: y) else { continue }
            #expect(a.bytes == x)
            #expect((a + b).bytes == Number(x).plus(Number(y)).bytes(32))
            #expect((a - b).bytes == Number(x).minus(Number(y)).bytes(32))
            #expect((a * b).bytes == Number(x).times(Number(y)).bytes(32))
            #expect((-a).bytes == Number([0]).minus(Number(x)).bytes(32))
        }
    }

    @Test("a compressed point is refused or decoded as OpenSSL does, on edges and 1000 others (seed 3)")
    func decoding() {
        var random = Random(state: 3)
        var refused = 0
        for x in Self.edges + (0..<1000).map({ _ in random.bytes() }) {
            for prefix in [2, 3] as [UInt8] {
                let theirs = CurvePoint([prefix] + x).flatMap { Point($0) }
                let ours = try? Point(compressed: [prefix] + x)
                #expect(ours == theirs)
                guard let ours else {
                    refused += 1
                    continue
                }
                #expect(ours.compressed == [prefix] + x)
                #expect((try? Point(affine: ours.affine)) == ours)
                var other = ours.affine
                other[Int(random.next() % 64)] ^= 1 << UInt8(random.next() % 8)
                #expect(((try? Point(affine: other)) != nil) == (CurvePoint([4] + other) != nil))
            }
        }
        #expect(refused > 500)
    }

    private func points(_ count: Int, _ random: inout Random) -> [Point] {
        (0..<count).compactMap { _ in
            let scalar = (try? Scalar(decoding: random.bytes())) ?? .one
            return linearCombination([(scalar.isZero ? .one : scalar, .generator)])
        }
    }

    private func multiScalar(_ terms: [(Scalar, Point)]) -> Point? {
        MultiScalar(terms.map { $0.1.affinePoint }, terms.map(\.0)).sum.affine.map(Point.init)
    }

    @Test("sums of products agree with OpenSSL, with repeated, opposite and cancelling points (seed 4)")
    func sums() throws {
        var random = Random(state: 4)
        let pool = points(24, &random)
        for count in [0, 1, 2, 3, 5, 8, 17, 40, 70, 130, 300] {
            for kind in 0..<8 {
                let terms = (0..<count).map { place -> (Scalar, Point) in
                    let point = pool[Int(random.next() % UInt64(kind == 1 ? 2 : pool.count))]
                    let signed = random.next() & 1 == 0 ? point : -point
                    let any = (try? Scalar(decoding: random.bytes())) ?? .zero
                    let scalar: Scalar =
                        switch kind {
                        case 2: .one
                        case 3: Scalar(random.next() % 4)
                        case 4: -Scalar(random.next() % 4)
                        case 5: Scalar(weight: Array(random.bytes().prefix(16)))
                        case 6: .zero - .one
                        default: any
                        }
                    return (scalar, signed)
                }
                let expected = linearCombination(terms)
                #expect(multiScalar(terms) == expected, "\(count) terms of kind \(kind)")
                #expect(longCombination(terms) == expected, "\(count) terms of kind \(kind)")
                // The same and its opposite cancel.
                let cancelled = terms + terms.map { (-$0.0, $0.1) }
                #expect(multiScalar(cancelled) == nil, "\(count) terms of kind \(kind), cancelled")
                #expect(longCombination(cancelled, generator: .one) == .generator)
            }
        }
    }

    @Test("folded and single verdicts agree, and name the same equation (seed 5)")
    func folds() throws {
        var random = Random(state: 5)
        let pool = points(30, &random)
        for round in 0..<200 {
            var equations = try (0..<Int(random.next() % 12 + 1)).map { number -> Equation in
                // A x + B y - (sum) = O, the sum being a point of its own.
                let terms = try (0..<2).map { _ in
                    (try Scalar(decoding: [0] + random.bytes().dropFirst()), pool[Int(random.next() % 30)])
                }
                let sum = try #require(linearCombination(terms))
                return Equation("row", row: number + 1, terms + [(-Scalar.one, sum)])
            }
            if round % 4 != 0 {
                for _ in 0...(round % 3) {
                    let place = Int(random.next() % UInt64(equations.count))
                    equations[place] = Equation(
                        "row", row: place + 1, equations[place].terms, generator: Scalar(random.next() | 1))
                }
            }
            func verdict(_ check: () throws -> Void) -> String {
                do { try check() } catch { return "\(error)" }
                return "holds"
            }
            let folded = verdict { try equations.require() }
            #expect(folded == verdict { try equations.requireEach() })
            #expect((folded == "holds") == (round % 4 == 0))
        }
    }
}
