/// Secret scalars in order, each with one owner: this list.
final class SecretList: @unchecked Sendable {
    private final class Box: Sendable {
        let scalar: SecretScalar

        init(_ scalar: consuming SecretScalar) {
            self.scalar = scalar
        }
    }

    private var boxes: [Box] = []

    var count: Int { boxes.count }

    func append(_ scalar: consuming SecretScalar) {
        boxes.append(Box(scalar))
    }

    /// Lends the scalar at `index`.
    subscript(index: Int) -> SecretScalar {
        _read { yield boxes[index].scalar }
    }

    /// `count` secrets in the order drawn.
    static func drawn(_ count: Int, _ source: inout some RandomSource) -> SecretList {
        let list = SecretList()
        for _ in 0..<count { list.append(source.scalar()) }
        return list
    }

    /// Each secret times G, on all cores.
    func timesGenerator() throws(CryptoError) -> [Point] {
        try parallelMap(count: count) { (index) throws(CryptoError) in try self[index].timesGenerator() }
    }

    /// The sum of each secret times the point beside it, on all cores; nil for the identity.
    func products(_ points: [Point]) -> Point? {
        let chunk = OpenSSL.hasConstantTimeSums ? 64 : 1
        let sums = parallelMap(count: (count + chunk - 1) / chunk, chunk: 1) { number -> Point? in
            let range = number * chunk..<min(count, (number + 1) * chunk)
            let sum = CurvePoint()
            sum.set(sumOf: range.map { self[$0].number }, times: points[range].map(\.curvePoint))
            return Point(sum)
        }
        return sum(sums)
    }

    /// The sum of the secrets at `first`, `first + step`, … times the weights.
    func weighted(_ weights: [Scalar], from first: Int = 0, by step: Int = 1) -> SecretScalar {
        var total = SecretScalar(reducing: [0])
        for (index, weight) in weights.enumerated() {
            total = total.plus(self[first + index * step].times(weight))
        }
        return total
    }

    /// Each of these nonces + challenge * the secret beside it.
    func responses(_ challenge: Scalar, _ secrets: SecretList) -> [Scalar] {
        parallelMap(count: count) { self[$0].response(challenge, secrets[$0]) }
    }
}
