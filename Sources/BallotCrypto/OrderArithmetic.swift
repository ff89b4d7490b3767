/// Arithmetic modulo n, the order of P-256, on public numbers below n: four 64-bit limbs, the lowest first. Its time
/// depends on the values; secret scalars have a type of their own and stay with libcrypto.
enum OrderArithmetic {
    typealias Limbs = SIMD4<UInt64>

    static let order = Limbs(
        0xf3b9_cac2_fc63_2551, 0xbce6_faad_a717_9e84, 0xffff_ffff_ffff_ffff, 0xffff_ffff_0000_0000)
    /// -1/n modulo 2^64, and 2^512 modulo n.
    private static let inverse: UInt64 = 0xccd1_c8aa_ee00_bc4f
    private static let square = Limbs(
        0x8324_4c95_be79_eea2, 0x4699_799c_49bd_6fa6, 0x2845_b239_2b6b_ec59, 0x66e1_2d94_f3d9_5620)

    static func isBelowOrder(_ x: Limbs) -> Bool {
        for limb in stride(from: 3, through: 0, by: -1) where x[limb] != order[limb] { return x[limb] < order[limb] }
        return false
    }

    static func sum(_ x: Limbs, _ y: Limbs) -> Limbs {
        var sum = Limbs.zero
        var c: UInt128 = 0
        for limb in 0..<4 {
            c = (c &>> 64) &+ UInt128(x[limb]) &+ UInt128(y[limb])
            sum[limb] = UInt64(truncatingIfNeeded: c)
        }
        return reduced(sum, UInt64(truncatingIfNeeded: c &>> 64))
    }

    static func difference(_ x: Limbs, _ y: Limbs) -> Limbs { sum(x, negative(y)) }

    static func negative(_ x: Limbs) -> Limbs { x == .zero ? .zero : less(order, x) }

    /// x·y: the Montgomery product of x·y/2^256 and 2^512.
    static func product(_ x: Limbs, _ y: Limbs) -> Limbs { montgomery(montgomery(x, y), square) }

    /// 48 bytes, big-endian, modulo n.
    static func reduced(wide: UnsafeRawBufferPointer) -> Limbs {
        func word(_ place: Int) -> UInt64 { wide.loadUnaligned(fromByteOffset: place, as: UInt64.self).byteSwapped }
        let low = reduced(Limbs(word(40), word(32), word(24), word(16)), 0)
        return sum(montgomery(Limbs(word(8), word(0), 0, 0), square), low)
    }

    /// x·y / 2^256 (Montgomery 1985).
    private static func montgomery(_ x: Limbs, _ y: Limbs) -> Limbs {
        var (t0, t1, t2, t3, t4): (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
        for limb in 0..<4 {
            let factor = UInt128(x[limb])
            var c = factor &* UInt128(y[0]) &+ UInt128(t0)
            let s0 = UInt64(truncatingIfNeeded: c)
            c = factor &* UInt128(y[1]) &+ UInt128(t1) &+ (c &>> 64)
            let s1 = UInt64(truncatingIfNeeded: c)
            c = factor &* UInt128(y[2]) &+ UInt128(t2) &+ (c &>> 64)
            let s2 = UInt64(truncatingIfNeeded: c)
            c = factor &* UInt128(y[3]) &+ UInt128(t3) &+ (c &>> 64)
            let s3 = UInt64(truncatingIfNeeded: c)
            c = UInt128(t4) &+ (c &>> 64)
            let s4 = UInt64(truncatingIfNeeded: c)
            let s5 = UInt64(truncatingIfNeeded: c &>> 64)
            let m = UInt128(s0 &* inverse)
            c = m &* UInt128(order[0]) &+ UInt128(s0)
            c = m &* UInt128(order[1]) &+ UInt128(s1) &+ (c &>> 64)
            t0 = UInt64(truncatingIfNeeded: c)
            c = m &* UInt128(order[2]) &+ UInt128(s2) &+ (c &>> 64)
            t1 = UInt64(truncatingIfNeeded: c)
            c = m &* UInt128(order[3]) &+ UInt128(s3) &+ (c &>> 64)
            t2 = UInt64(truncatingIfNeeded: c)
            c = UInt128(s4) &+ (c &>> 64)
            t3 = UInt64(truncatingIfNeeded: c)
            t4 = s5 &+ UInt64(truncatingIfNeeded: c &>> 64)
        }
        return reduced(Limbs(t0, t1, t2, t3), t4)
    }

    /// A number below 2n, less n if it isn't below n.
    private static func reduced(_ x: Limbs, _ carry: UInt64) -> Limbs {
        carry == 0 && isBelowOrder(x) ? x : less(x, order)
    }

    /// x - y modulo 2^256.
    private static func less(_ x: Limbs, _ y: Limbs) -> Limbs {
        var difference = Limbs.zero
        var c: Int128 = 0
        for limb in 0..<4 {
            c = (c &>> 64) &+ Int128(x[limb]) &- Int128(y[limb])
            difference[limb] = UInt64(truncatingIfNeeded: c)
        }
        return difference
    }
}
