/// An integer from 0 of any size: just what exact rules need, in words, the least first.
public struct Natural: Hashable, Sendable {
    /// No zeros at the end; none for 0.
    private var words: [UInt]

    public init(_ value: UInt) { words = value == 0 ? [] : [value] }

    public var isZero: Bool { words.isEmpty }

    public mutating func multiply(by factor: UInt) {
        guard factor != 1 else { return }
        guard factor != 0 else { return words = [] }
        var carry: UInt = 0
        for index in words.indices {
            let (high, low) = words[index].multipliedFullWidth(by: factor)
            let (sum, overflow) = low.addingReportingOverflow(carry)
            words[index] = sum
            carry = high &+ (overflow ? 1 : 0)
        }
        if carry != 0 { words.append(carry) }
    }

    /// Adds `other` times `factor`.
    public mutating func add(_ other: Natural, times factor: UInt = 1) {
        guard factor != 0 else { return }
        if words.count < other.words.count {
            words.append(contentsOf: repeatElement(0, count: other.words.count - words.count))
        }
        var carry: UInt = 0
        for index in words.indices {
            if index >= other.words.count, carry == 0 { return }
            var (high, low): (UInt, UInt) = (0, 0)
            if index < other.words.count { (high, low) = other.words[index].multipliedFullWidth(by: factor) }
            let (some, first) = low.addingReportingOverflow(carry)
            let (sum, second) = words[index].addingReportingOverflow(some)
            words[index] = sum
            carry = high &+ (first ? 1 : 0) &+ (second ? 1 : 0)
        }
        if carry != 0 { words.append(carry) }
    }

    /// Takes away `other` times `factor`, which has to be at most this number.
    public mutating func subtract(_ other: Natural, times factor: UInt = 1) {
        guard factor != 0 else { return }
        precondition(other.words.count <= words.count, "a natural number can't fall below 0")
        var borrow: UInt = 0
        for index in words.indices {
            if index >= other.words.count, borrow == 0 { break }
            var (high, low): (UInt, UInt) = (0, 0)
            if index < other.words.count { (high, low) = other.words[index].multipliedFullWidth(by: factor) }
            let (some, first) = low.addingReportingOverflow(borrow)
            let (rest, second) = words[index].subtractingReportingOverflow(some)
            words[index] = rest
            borrow = high &+ (first ? 1 : 0) &+ (second ? 1 : 0)
        }
        precondition(borrow == 0, "a natural number can't fall below 0")
        while words.last == 0 { words.removeLast() }
    }

    public func times(_ factor: UInt) -> Natural {
        var product = self
        product.multiply(by: factor)
        return product
    }

    /// Divides by `divisor`, which isn't 0, and gives the remainder.
    @discardableResult
    public mutating func divide(by divisor: UInt) -> UInt {
        var remainder: UInt = 0
        for index in words.indices.reversed() {
            (words[index], remainder) = divisor.dividingFullWidth((remainder, words[index]))
        }
        while words.last == 0 { words.removeLast() }
        return remainder
    }

    public func remainder(dividingBy divisor: UInt) -> UInt {
        words.reversed().reduce(0) { remainder, word in divisor.dividingFullWidth((remainder, word)).remainder }
    }

    /// This number shifted one bit up, and `bit` below.
    fileprivate func doubled(plus bit: UInt) -> Natural {
        var result = times(2)
        result.add(Natural(bit))
        return result
    }

    fileprivate var bits: [UInt] {
        words.reversed().flatMap { word in (0..<UInt.bitWidth).reversed().map { (word >> $0) & 1 } }
    }
}

extension Natural: Comparable {
    public static func < (a: Natural, b: Natural) -> Bool {
        guard a.words.count == b.words.count else { return a.words.count < b.words.count }
        for index in a.words.indices.reversed() where a.words[index] != b.words[index] {
            return a.words[index] < b.words[index]
        }
        return false
    }

    /// What `factor` times this number is, against `other` times `its`.
    func times(_ factor: UInt, isLessThan other: Natural, times its: UInt) -> Bool {
        var (carry, carryOfOther): (UInt, UInt) = (0, 0)
        var isBelow = false
        // Both products word by word, and whether their difference borrows.
        for index in 0...max(words.count, other.words.count) {
            let mine = Self.word(index, of: words, times: factor, &carry)
            let subtrahend = Self.word(index, of: other.words, times: its, &carryOfOther)
            isBelow = mine < subtrahend || mine == subtrahend && isBelow
        }
        return isBelow
    }

    private static func word(_ index: Int, of words: [UInt], times factor: UInt, _ carry: inout UInt) -> UInt {
        guard index < words.count else {
            defer { carry = 0 }
            return carry
        }
        let (high, low) = words[index].multipliedFullWidth(by: factor)
        let (sum, overflow) = low.addingReportingOverflow(carry)
        carry = high &+ (overflow ? 1 : 0)
        return sum
    }
}

extension Natural: CustomStringConvertible {
    /// In decimal digits.
    public var description: String {
        var rest = self
        var parts: [String] = []
        while !rest.isZero {
            let part = "\(rest.divide(by: 1_000_000_000_000_000_000))"
            parts.append(rest.isZero ? part : String(repeating: "0", count: 18 - part.count) + part)
        }
        return parts.isEmpty ? "0" : parts.reversed().joined()
    }
}

/// An exact fraction of natural numbers; the denominator isn't 0. It isn't always in lowest terms.
public struct Ratio: Hashable, Sendable {
    public let numerator: Natural
    public let denominator: Natural

    public init(_ numerator: Natural, _ denominator: Natural) {
        precondition(!denominator.isZero, "a fraction's denominator isn't 0")
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The fraction rounded down to `digits` decimals, as text.
    public func text(digits: Int) -> String {
        var scaled = numerator
        for _ in 0..<digits { scaled.multiply(by: 10) }
        let text = Self.quotient(scaled, denominator).quotient.description
        guard digits > 0 else { return text }
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        return "\(padded.dropLast(digits)).\(padded.suffix(digits))"
    }

    /// The least integer that isn't below the fraction, or `Int.max` when an `Int` can't hold it.
    public var roundedUp: Int {
        let (quotient, remainder) = Self.quotient(numerator, denominator)
        guard let whole = Int("\(quotient)"), whole < Int.max else { return .max }
        return remainder.isZero ? whole : whole + 1
    }

    private static func quotient(_ number: Natural, _ divisor: Natural) -> (quotient: Natural, remainder: Natural) {
        var quotient = Natural(0)
        var remainder = Natural(0)
        for bit in number.bits {
            remainder = remainder.doubled(plus: bit)
            let fits = remainder >= divisor
            if fits { remainder.subtract(divisor) }
            quotient = quotient.doubled(plus: fits ? 1 : 0)
        }
        return (quotient, remainder)
    }
}
