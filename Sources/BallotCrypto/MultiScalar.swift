/// Σ scalar · point over public terms, by Pippenger's buckets: signed digits, one pass a window, additions in affine form
/// with one inversion shared by all that can be done at once (Bernstein, Doumen, Lange and Oosterwijk 2012).
///
/// Its time depends on the values: nothing secret is ever given to it.
struct MultiScalar {
    /// Below so many terms single products are faster.
    static let fewest = 20

    private let points: [AffinePoint]
    /// The digits of each window, one for each point: from -2^(width - 1) to 2^(width - 1).
    private let digits: [[Int16]]
    private let width: Int

    /// `points` and `scalars` are equally many.
    init(_ points: [AffinePoint], _ scalars: [Scalar]) {
        self.points = points
        width = Self.bestWidth(points.count)
        let width = self.width
        let windows = Self.windows(width)
        var digits = [[Int16]](repeating: [Int16](repeating: 0, count: scalars.count), count: windows)
        for (place, scalar) in scalars.enumerated() {
            let limbs = scalar.limbs
            var carry = 0
            for window in 0..<windows {
                var digit = Self.bits(limbs, from: window * width, count: width) + carry
                carry = 0
                if digit > 1 << (width - 1) {
                    digit -= 1 << width
                    carry = 1
                }
                digits[window][place] = Int16(digit)
            }
        }
        self.digits = digits
    }

    /// One bit more than scalars have takes the last carry.
    private static func windows(_ width: Int) -> Int { (257 + width - 1) / width }

    /// The identity when there are no points.
    var sum: JacobianPoint {
        let windows =
            points.count < 64
            ? digits.indices.map { sum(ofWindow: $0) }
            : parallelMap(count: digits.count, chunk: 1) { sum(ofWindow: $0) }
        return windows.reversed().reduce(.identity) { sum, window in
            var sum = sum
            for _ in 0..<width { sum = sum.doubled }
            return sum + window
        }
    }

    /// The one with the least additions, those of the buckets' sums being dearer.
    private static func bestWidth(_ count: Int) -> Int {
        (2...15).min { cost($0, count) < cost($1, count) } ?? 2
    }

    private static func cost(_ width: Int, _ count: Int) -> Int {
        windows(width) * (count + 3 * (1 << (width - 1)) + 12 * width)
    }

    private static func bits(_ limbs: SIMD4<UInt64>, from start: Int, count: Int) -> Int {
        guard start < 256 else { return 0 }
        let (limb, shift) = (start / 64, start % 64)
        var value = limbs[limb] >> UInt64(shift)
        if shift + count > 64, limb < 3 { value |= limbs[limb + 1] << UInt64(64 - shift) }
        return Int(value & ((1 << UInt64(count)) - 1))
    }

    /// Σ digit · point.
    private func sum(ofWindow window: Int) -> JacobianPoint {
        let digits = digits[window]
        let buckets = 1 << (width - 1)
        // By counting: the points of bucket 1 first.
        var ends = [Int](repeating: 0, count: buckets + 2)
        for digit in digits { ends[Int(abs(digit)) + 1] += 1 }
        for bucket in 1..<(buckets + 2) { ends[bucket] += ends[bucket - 1] }
        let skipped = ends[1]
        let count = digits.count - skipped
        guard count > 0 else { return .identity }
        return withUnsafeTemporaryAllocation(of: AffinePoint.self, capacity: count) { sorted in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { bucketOf in
                for (place, digit) in digits.enumerated() where digit != 0 {
                    let bucket = Int(abs(digit))
                    let target = ends[bucket] - skipped
                    ends[bucket] += 1
                    sorted.initializeElement(at: target, to: digit < 0 ? -points[place] : points[place])
                    bucketOf.initializeElement(at: target, to: Int32(bucket))
                }
                let left = Self.addNeighbours(sorted, bucketOf, count)
                return Self.weighted(sorted, bucketOf, left, buckets)
            }
        }
    }

    /// Adds points of the same bucket in pairs, round by round, until each bucket has one at most; the sums stand first.
    /// Returns how many there are.
    private static func addNeighbours(
        _ points: UnsafeMutableBufferPointer<AffinePoint>, _ bucketOf: UnsafeMutableBufferPointer<Int32>, _ count: Int
    ) -> Int {
        let most = 4096
        return withUnsafeTemporaryAllocation(of: FieldElement.self, capacity: 2 * most) { field in
            let divisors = UnsafeMutableBufferPointer(rebasing: field[..<most])
            guard let scratch = UnsafeMutableBufferPointer(rebasing: field[most...]).baseAddress else { return count }
            var count = count
            var hasPairs = true
            while hasPairs {
                hasPairs = false
                var (read, written) = (0, 0)
                while read < count {
                    // As many pairs as there is room for: their divisors first, then one inversion, then the sums.
                    let start = read
                    var pairs = 0
                    while read < count, pairs < most {
                        guard read + 1 < count, bucketOf[read] == bucketOf[read + 1] else {
                            read += 1
                            continue
                        }
                        divisors[pairs] = divisor(points[read], points[read + 1])
                        pairs += 1
                        read += 2
                    }
                    if pairs > 0 {
                        hasPairs = true
                        FieldElement.invert(
                            UnsafeMutableBufferPointer(rebasing: divisors[..<pairs]), scratch: scratch)
                    }
                    var place = start
                    var pair = 0
                    while place < read {
                        let bucket = bucketOf[place]
                        guard place + 1 < read, bucket == bucketOf[place + 1] else {
                            points[written] = points[place]
                            bucketOf[written] = bucket
                            written += 1
                            place += 1
                            continue
                        }
                        if let sum = sum(points[place], points[place + 1], divisors[pair]) {
                            points[written] = sum
                            bucketOf[written] = bucket
                            written += 1
                        }
                        pair += 1
                        place += 2
                    }
                }
                count = written
            }
            return count
        }
    }

    /// What the slope of the line through both is divided by; 1 for opposite points, which have none.
    @inline(__always)
    private static func divisor(_ p: AffinePoint, _ q: AffinePoint) -> FieldElement {
        let difference = q.x - p.x
        guard difference.isZero else { return difference }
        return p.y == q.y ? p.y + p.y : .one
    }

    /// Nil for the identity; `inverse` is the divisor's.
    @inline(__always)
    private static func sum(_ p: AffinePoint, _ q: AffinePoint, _ inverse: FieldElement) -> AffinePoint? {
        let slope: FieldElement
        if p.x == q.x {
            guard p.y == q.y else { return nil }
            let t = (p.x - .one) * (p.x + .one)
            slope = (t + t + t) * inverse
        } else {
            slope = (q.y - p.y) * inverse
        }
        let x = slope.squared - p.x - q.x
        return AffinePoint(x: x, y: slope * (p.x - x) - p.y)
    }

    /// Σ bucket · point, of points of different buckets in ascending order.
    ///
    /// With bucket = high · 2^low + rest, this is 2^low · Σ high · (sum of the points with this high) + Σ rest · (sum of the
    /// points with this rest): plain sums in affine form, and two much shorter lists.
    private static func weighted(
        _ points: UnsafeMutableBufferPointer<AffinePoint>, _ bucketOf: UnsafeMutableBufferPointer<Int32>, _ count: Int,
        _ buckets: Int
    ) -> JacobianPoint {
        guard buckets > 32 else { return shortWeighted(points, bucketOf, count, buckets) }
        let low = (buckets.bitWidth - buckets.leadingZeroBitCount) / 2
        let mask = Int32(1 << low) - 1
        let rests = withUnsafeTemporaryAllocation(of: AffinePoint.self, capacity: count) { sorted in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { restOf in
                var ends = [Int](repeating: 0, count: Int(mask) + 2)
                for place in 0..<count { ends[Int(bucketOf[place] & mask) + 1] += 1 }
                for rest in 1..<ends.count { ends[rest] += ends[rest - 1] }
                let skipped = ends[1]
                for place in 0..<count {
                    let rest = bucketOf[place] & mask
                    guard rest > 0 else { continue }
                    let target = ends[Int(rest)] - skipped
                    ends[Int(rest)] += 1
                    sorted.initializeElement(at: target, to: points[place])
                    restOf.initializeElement(at: target, to: rest)
                }
                let left = addNeighbours(sorted, restOf, count - skipped)
                return shortWeighted(sorted, restOf, left, Int(mask))
            }
        }
        for place in 0..<count { bucketOf[place] >>= Int32(low) }
        let left = addNeighbours(points, bucketOf, count)
        var highs = shortWeighted(points, bucketOf, left, buckets >> low)
        for _ in 0..<low { highs = highs.doubled }
        return highs + rests
    }

    /// The same for few buckets: the points from the highest bucket on, summed, and these sums summed.
    private static func shortWeighted(
        _ points: UnsafeMutableBufferPointer<AffinePoint>, _ bucketOf: UnsafeMutableBufferPointer<Int32>, _ count: Int,
        _ buckets: Int
    ) -> JacobianPoint {
        var running = JacobianPoint.identity
        var sum = JacobianPoint.identity
        var place = count - 1
        for bucket in stride(from: buckets, to: 0, by: -1) {
            if place >= 0, Int(bucketOf[place]) == bucket {
                running = running + points[place]
                place -= 1
            }
            sum = sum + running
        }
        return sum
    }
}
