/// An element of P-256's base field, for public data alone: its time depends on the values.
///
/// In Montgomery form, x·2^256 modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1, on four 64-bit limbs, always below p. As p is
/// -1 modulo 2^64, a reduction step multiplies by its lowest limb itself (Montgomery 1985; Gueron and Krasnov 2013).
/// Nothing secret is ever given to it: secrets have types of their own, which cannot be turned into one.
struct FieldElement: Hashable, Sendable {
    private var a0, a1, a2, a3: UInt64

    private init(_ a0: UInt64, _ a1: UInt64, _ a2: UInt64, _ a3: UInt64) {
        self.a0 = a0
        self.a1 = a1
        self.a2 = a2
        self.a3 = a3
    }

    static let zero = FieldElement(0, 0, 0, 0)
    static let one = FieldElement(1, 0xffff_ffff_0000_0000, 0xffff_ffff_ffff_ffff, 0x0000_0000_ffff_fffe)

    /// p, and 2^512 modulo p.
    private static let p1: UInt64 = 0x0000_0000_ffff_ffff
    private static let p3: UInt64 = 0xffff_ffff_0000_0001
    private static let square = FieldElement(3, 0xffff_fffb_ffff_ffff, 0xffff_ffff_ffff_fffe, 0x0000_0004_ffff_fffd)

    /// Nil unless the 32 big-endian bytes are a number below p.
    init?(_ bytes: SIMD32<UInt8>) {
        let limbs = unsafeBitCast(bytes, to: SIMD4<UInt64>.self)
        let plain = FieldElement(
            limbs[3].byteSwapped, limbs[2].byteSwapped, limbs[1].byteSwapped, limbs[0].byteSwapped)
        guard plain.isBelowModulus else { return nil }
        self = plain * Self.square
    }

    /// 32 bytes, big-endian.
    var bytes: SIMD32<UInt8> {
        let plain = self.plain
        return unsafeBitCast(
            SIMD4(plain.a3.byteSwapped, plain.a2.byteSwapped, plain.a1.byteSwapped, plain.a0.byteSwapped),
            to: SIMD32<UInt8>.self)
    }

    var isZero: Bool { a0 | a1 | a2 | a3 == 0 }

    var isOdd: Bool { plain.a0 & 1 == 1 }

    /// Out of Montgomery form.
    private var plain: FieldElement { self * FieldElement(1, 0, 0, 0) }

    private var isBelowModulus: Bool {
        if a3 != Self.p3 { return a3 < Self.p3 }
        if a2 != 0 { return false }
        return a1 != Self.p1 ? a1 < Self.p1 : a0 != .max
    }

    // MARK: Arithmetic

    @inline(__always)
    static func + (x: FieldElement, y: FieldElement) -> FieldElement {
        var t = UInt128(x.a0) &+ UInt128(y.a0)
        let s0 = UInt64(truncatingIfNeeded: t)
        t = (t &>> 64) &+ UInt128(x.a1) &+ UInt128(y.a1)
        let s1 = UInt64(truncatingIfNeeded: t)
        t = (t &>> 64) &+ UInt128(x.a2) &+ UInt128(y.a2)
        let s2 = UInt64(truncatingIfNeeded: t)
        t = (t &>> 64) &+ UInt128(x.a3) &+ UInt128(y.a3)
        let s3 = UInt64(truncatingIfNeeded: t)
        return reduced(s0, s1, s2, s3, UInt64(truncatingIfNeeded: t &>> 64))
    }

    @inline(__always)
    static func - (x: FieldElement, y: FieldElement) -> FieldElement {
        var t = Int128(x.a0) &- Int128(y.a0)
        let s0 = UInt64(truncatingIfNeeded: t)
        t = (t &>> 64) &+ Int128(x.a1) &- Int128(y.a1)
        let s1 = UInt64(truncatingIfNeeded: t)
        t = (t &>> 64) &+ Int128(x.a2) &- Int128(y.a2)
        let s2 = UInt64(truncatingIfNeeded: t)
        t = (t &>> 64) &+ Int128(x.a3) &- Int128(y.a3)
        let s3 = UInt64(truncatingIfNeeded: t)
        // All ones when it went below 0: then p is added.
        let mask = UInt64(truncatingIfNeeded: t &>> 64)
        var u = UInt128(s0) &+ UInt128(mask)
        let r0 = UInt64(truncatingIfNeeded: u)
        u = (u &>> 64) &+ UInt128(s1) &+ UInt128(mask & p1)
        let r1 = UInt64(truncatingIfNeeded: u)
        u = (u &>> 64) &+ UInt128(s2)
        let r2 = UInt64(truncatingIfNeeded: u)
        u = (u &>> 64) &+ UInt128(s3) &+ UInt128(mask & p3)
        return FieldElement(r0, r1, r2, UInt64(truncatingIfNeeded: u))
    }

    static prefix func - (x: FieldElement) -> FieldElement { zero - x }

    @inline(__always)
    static func * (x: FieldElement, y: FieldElement) -> FieldElement {
        var t0: UInt64 = 0
        var t1: UInt64 = 0
        var t2: UInt64 = 0
        var t3: UInt64 = 0
        var t4: UInt64 = 0
        step(x.a0, y, &t0, &t1, &t2, &t3, &t4)
        step(x.a1, y, &t0, &t1, &t2, &t3, &t4)
        step(x.a2, y, &t0, &t1, &t2, &t3, &t4)
        step(x.a3, y, &t0, &t1, &t2, &t3, &t4)
        return reduced(t0, t1, t2, t3, t4)
    }

    var squared: FieldElement {
        @inline(__always) get { self * self }
    }

    /// t becomes (t + x·y) / 2^64 modulo p. Written with 128-bit integers, which compile to add-with-carry; other
    /// carries are three times slower.
    @inline(__always)
    private static func step(
        _ x: UInt64, _ y: FieldElement, _ t0: inout UInt64, _ t1: inout UInt64, _ t2: inout UInt64, _ t3: inout UInt64,
        _ t4: inout UInt64
    ) {
        let x = UInt128(x)
        var c = x &* UInt128(y.a0) &+ UInt128(t0)
        let low = UInt64(truncatingIfNeeded: c)
        c = x &* UInt128(y.a1) &+ UInt128(t1) &+ (c &>> 64)
        let s1 = UInt64(truncatingIfNeeded: c)
        c = x &* UInt128(y.a2) &+ UInt128(t2) &+ (c &>> 64)
        let s2 = UInt64(truncatingIfNeeded: c)
        c = x &* UInt128(y.a3) &+ UInt128(t3) &+ (c &>> 64)
        let s3 = UInt64(truncatingIfNeeded: c)
        c = UInt128(t4) &+ (c &>> 64)
        let s4 = UInt64(truncatingIfNeeded: c)
        let s5 = UInt64(truncatingIfNeeded: c &>> 64)
        // Adding low·p clears the lowest limb: low·(2^64 - 1) + low = low·2^64.
        c = UInt128(s1) &+ (UInt128(low) &<< 32)
        t0 = UInt64(truncatingIfNeeded: c)
        c = UInt128(s2) &+ (c &>> 64)
        t1 = UInt64(truncatingIfNeeded: c)
        c = UInt128(low) &* UInt128(p3) &+ UInt128(s3) &+ (c &>> 64)
        t2 = UInt64(truncatingIfNeeded: c)
        c = UInt128(s4) &+ (c &>> 64)
        t3 = UInt64(truncatingIfNeeded: c)
        t4 = s5 &+ UInt64(truncatingIfNeeded: c &>> 64)
    }

    /// A number below 2p, less p if it isn't below p.
    @inline(__always)
    private static func reduced(
        _ s0: UInt64, _ s1: UInt64, _ s2: UInt64, _ s3: UInt64, _ s4: UInt64
    ) -> FieldElement {
        var t = Int128(s0) &- Int128(UInt64.max)
        let d0 = UInt64(truncatingIfNeeded: t)
        t = (t &>> 64) &+ Int128(s1) &- Int128(p1)
        let d1 = UInt64(truncatingIfNeeded: t)
        t = (t &>> 64) &+ Int128(s2)
        let d2 = UInt64(truncatingIfNeeded: t)
        t = (t &>> 64) &+ Int128(s3) &- Int128(p3)
        let d3 = UInt64(truncatingIfNeeded: t)
        t = (t &>> 64) &+ Int128(s4)
        return t < 0 ? FieldElement(s0, s1, s2, s3) : FieldElement(d0, d1, d2, d3)
    }

    private func squared(times count: Int) -> FieldElement {
        var power = self
        for _ in 0..<count { power = power.squared }
        return power
    }

    /// x^(2^32 - 1).
    private var ones32: FieldElement {
        let ones2 = squared * self
        let ones4 = ones2.squared(times: 2) * ones2
        let ones8 = ones4.squared(times: 4) * ones4
        let ones16 = ones8.squared(times: 8) * ones8
        return ones16.squared(times: 16) * ones16
    }

    /// 1/x = x^(p - 2), and 0 for 0.
    var inverse: FieldElement {
        // p - 2 in words of 32 bits: ffffffff 00000001 0 0 0 ffffffff ffffffff fffffffd.
        let ones32 = self.ones32
        var power = ones32.squared(times: 32) * self
        power = power.squared(times: 128) * ones32
        power = power.squared(times: 32) * ones32
        // The last word: 2^32 - 3, thirty ones, a zero and a one.
        let ones2 = squared * self
        let ones4 = ones2.squared(times: 2) * ones2
        let ones8 = ones4.squared(times: 4) * ones4
        let ones16 = ones8.squared(times: 8) * ones8
        let ones24 = ones16.squared(times: 8) * ones8
        let ones28 = ones24.squared(times: 4) * ones4
        let ones30 = ones28.squared(times: 2) * ones2
        return (power.squared(times: 30) * ones30).squared(times: 2) * self
    }

    /// A square root, x^((p + 1) / 4), if there is one.
    var squareRoot: FieldElement? {
        // (p + 1) / 4 = ((2^64 - 2^32 + 1)·2^96 + 1)·2^94.
        var power = ones32.squared(times: 32) * self
        power = power.squared(times: 96) * self
        power = power.squared(times: 94)
        return power.squared == self ? power : nil
    }

    /// Each element's inverse, with one inversion for all; none of them may be 0 (Montgomery's trick).
    static func invert(
        _ elements: UnsafeMutableBufferPointer<FieldElement>, scratch: UnsafeMutablePointer<FieldElement>
    ) {
        var product = one
        for place in elements.indices {
            scratch[place] = product
            product = product * elements[place]
        }
        var inverse = product.inverse
        for place in elements.indices.reversed() {
            let element = elements[place]
            elements[place] = inverse * scratch[place]
            inverse = inverse * element
        }
    }
}
