import CryptoFixture
import Testing
import Wire

@testable import BallotCrypto

/// The order of the group, and the field's prime.
private let order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
private let prime = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"

@Suite("scalars and points")
struct GroupTests {
    private func scalar(_ hex: String) throws -> Scalar { try Scalar(decoding: Hex.decode(hex)) }

    @Test("arithmetic on scalars is modulo the order")
    func arithmetic() throws {
        let last = try scalar(String(order.dropLast()) + "0")
        #expect(last + .one == .zero)
        #expect(-Scalar.one == last)
        #expect(.zero - .one == last)
        #expect(last * last == .one)
        #expect(Scalar(6) * Scalar(7) == Scalar(42))
        #expect(try Scalar(3).inverse() * Scalar(3) == .one)
        #expect(try Scalar(decoding: last.bytes) == last)
        #expect(Scalar.zero.isZero && !last.isZero)
        #expect(throws: CryptoError.self) { try Scalar.zero.inverse() }
    }

    @Test("a scalar of 31 or 33 bytes is refused, and so is the order; zero is not")
    func scalarForm() throws {
        for count in [0, 31, 33] {
            #expect(throws: CryptoError("expected a scalar of 32 bytes, found \(count)")) {
                try Scalar(decoding: [UInt8](repeating: 0, count: count))
            }
        }
        #expect(throws: CryptoError("expected a scalar below the group's order")) { try scalar(order) }
        #expect(try scalar(String(repeating: "0", count: 64)).isZero)
    }

    @Test("multiples of the base point are the published ones")
    func multiples() throws {
        let two = try #require(linearCombination([], generator: Scalar(2)))
        #expect(
            Hex.encode(two.affine)
                == "7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978"
                + "07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1")
        #expect(Point.generator + Point.generator == two)
        #expect(two - Point.generator == .generator)
        #expect(linearCombination([(Scalar(2), .generator)]) == two)
        #expect(try SecretScalar(secretBytes: Scalar(2).bytes).timesGenerator() == two)
        #expect(try SecretScalar(secretBytes: Scalar(2).bytes).times(.generator) == two)
        #expect(linearCombination([], generator: -Scalar.one) == -Point.generator)
    }

    @Test("sums that cancel are the identity, which is nil")
    func identity() {
        let point = Point.generator
        #expect(point - point == nil)
        #expect(linearCombination([(Scalar(3), point)], generator: -Scalar(3)) == nil)
        #expect(linearCombination([]) == nil)
        #expect(sum([point, nil, -point]) == nil)
        #expect(sum([nil, point]) == point)
    }

    @Test("a point reads back from both of its forms")
    func forms() throws {
        for number in 1...40 {
            let point = try #require(linearCombination([], generator: Scalar(UInt64(number))))
            #expect(try Point(compressed: point.compressed) == point)
            #expect(try Point(affine: point.affine) == point)
            #expect(try Point(compressed: (-point).compressed) == -point)
        }
    }

    @Test("a compressed point of another length, prefix or x is refused")
    func compressedForm() throws {
        let good = Point.generator.compressed
        for count in [0, 1, 32, 34, 65] {
            let bytes = Array((good + good).prefix(count))
            #expect(throws: CryptoError("expected a point of 33 bytes, found \(count)")) {
                try Point(compressed: bytes)
            }
        }
        for prefix: UInt8 in [0, 1, 4, 5, 6, 7] {
            #expect(throws: CryptoError("expected a compressed point that begins with 02 or 03")) {
                try Point(compressed: [prefix] + good.dropFirst())
            }
        }
        // p itself, p + 5 (x = 5 has a point), and an x without a point.
        let five = "ffffffff00000001000000000000000000000001000000000000000000000004"
        #expect(try Point(compressed: [2] + Scalar(5).bytes).compressed == [2] + Scalar(5).bytes)
        for x in [prime, five, String(repeating: "0", count: 63) + "1"] {
            #expect(throws: CryptoError("expected a point of the curve")) {
                try Point(compressed: [2] + Hex.decode(x))
            }
        }
    }

    @Test("coordinates that are off the curve, or not below p, are refused")
    func affineForm() throws {
        let good = Point.generator.affine
        #expect(throws: CryptoError("expected a point of 64 bytes, found 65")) { try Point(affine: [4] + good) }
        #expect(throws: CryptoError("expected a point of 64 bytes, found 63")) { try Point(affine: good.dropLast()) }
        for index in [0, 31, 32, 63] {
            var bad = good
            bad[index] ^= 1
            #expect(throws: CryptoError("expected a point of the curve")) { try Point(affine: bad) }
        }
        #expect(throws: CryptoError.self) { try Point(affine: [UInt8](repeating: 0, count: 64)) }
        // x = 5 has a point; the same y beside 5 + p would be on the curve if x were reduced.
        let y = try Point(compressed: [2] + Scalar(5).bytes).affine[32...]
        let five = try Hex.decode("ffffffff00000001000000000000000000000001000000000000000000000004")
        #expect(throws: CryptoError("expected a point of the curve")) { try Point(affine: five + y) }
    }

    @Test("a secret scalar is from 1 to the order less 1")
    func secretForm() throws {
        for hex in [order, String(repeating: "0", count: 64), "01", ""] {
            let bytes = try Hex.decode(hex)
            #expect(throws: CryptoError.self) { _ = try SecretScalar(secretBytes: bytes) }
        }
        let last = (-Scalar.one).bytes
        #expect(try SecretScalar(secretBytes: last).revealed() == last)
    }

    @Test("arithmetic on secrets is that on scalars (seed secrets)")
    func secrets() throws {
        var source = TestDRBG(seed: Array("secrets".utf8))
        let left = source.scalar()
        let right = source.scalar()
        let (a, b) = (left.copy().published(), right.copy().published())
        #expect(left.plus(right).published() == a + b)
        #expect(left.times(right).published() == a * b)
        #expect(left.times(Scalar(5)).published() == a * Scalar(5))
        #expect(left.response(Scalar(9), right).bytes == (a + Scalar(9) * b).bytes)
        #expect(try left.times(-Point.generator) == linearCombination([], generator: -a))
    }

    @Test("zero times a point throws instead of giving the identity")
    func zero() {
        let zero = SecretScalar(reducing: [0])
        let isZero = zero.isZero
        #expect(isZero)
        #expect(throws: CryptoError.self) { try zero.timesGenerator() }
        #expect(throws: CryptoError.self) { try zero.times(.generator) }
    }

    @Test("work shared by all cores gives what one core gives, in order")
    func parallel() throws {
        let alone = (1...300).map { linearCombination([], generator: Scalar(UInt64($0))) }
        #expect(parallelMap(count: 300, chunk: 7) { linearCombination([], generator: Scalar(UInt64($0 + 1))) } == alone)
        #expect(parallelMap(count: 0) { $0 }.isEmpty)
        #expect(throws: CryptoError("at 130")) {
            try parallelMap(count: 300) { (index) throws(CryptoError) in
                guard index % 131 != 130 else { throw CryptoError("at \(index)") }
                return index
            }
        }
    }
}
