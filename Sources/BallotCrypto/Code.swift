import Wire

/// A one-time voting code: 20 symbols of Crockford's base32, 19 random and a check symbol (spec/cryptography.md, "Codes").
///
/// It is a secret with one owner; it is not printable but by `printed`, for the letter.
public struct Code: ~Copyable, Sendable {
    /// 20 values from 0 to 31.
    private let values: WipedBytes

    public static let count = 20

    /// 95 random bits from the operating system, and the check symbol.
    public static func random() -> Code {
        var values = SystemRandom.bytes(count - 1).map { $0 & 31 }
        values.append(checkValue(values))
        return Code(values: values)
    }

    init(values: [UInt8]) {
        self.values = WipedBytes(values)
    }

    /// Reads a code as a person writes it: any case, spaces and dashes, O for 0, I and L for 1.
    /// Throws `CodeError` on another length, a symbol that no code has, and a check symbol that doesn't fit.
    public init(parsing text: some StringProtocol) throws(CodeError) {
        var values: [UInt8] = []
        values.reserveCapacity(text.utf8.count)
        for (position, symbol) in text.utf8.enumerated() where !" -\t".utf8.contains(symbol) {
            guard let value = Crockford.value(symbol) else { throw .symbol(position: position + 1) }
            values.append(value)
        }
        guard values.count == Self.count else { throw .length(found: values.count) }
        guard Self.checkSum(values) == 0 else { throw .checkSymbol }
        self.init(values: values)
    }

    /// `XXXX-XXXX-XXXX-XXXX-XXXX` in ASCII; the caller wipes it.
    public func printed() -> [UInt8] {
        var text: [UInt8] = []
        for (index, value) in values.bytes.enumerated() {
            if index > 0 && index.isMultiple(of: 4) { text.append(UInt8(ascii: "-")) }
            text.append(Crockford.alphabet[Int(value)])
        }
        return text
    }

    /// The 20 symbols in ASCII; the caller wipes them.
    func symbols() -> [UInt8] { values.bytes.map { Crockford.alphabet[Int($0)] } }

    /// The sum over i = 1... of alpha^i d_i in GF(32), alpha = x modulo x^5 + x^2 + 1, with `last` after the values.
    private static func checkSum(_ values: [UInt8], last: UInt8 = 0) -> UInt8 {
        values.reversed().reduce(timesAlpha(last)) { timesAlpha($0 ^ $1) }
    }

    /// The symbol that makes the sum over all 20 zero.
    private static func checkValue(_ values: [UInt8]) -> UInt8 {
        (0..<32).first { checkSum(values, last: $0) == 0 } ?? 0
    }

    private static func timesAlpha(_ value: UInt8) -> UInt8 {
        let doubled = value << 1
        return doubled & 32 == 0 ? doubled : doubled ^ 0b100101
    }
}

/// Why what somebody typed is no code; the message is fit for them and holds nothing of the code.
public enum CodeError: Error, Hashable, Sendable, CustomStringConvertible {
    case length(found: Int)
    /// Counted from 1, in what was typed.
    case symbol(position: Int)
    case checkSymbol

    public var description: String {
        switch self {
        case .length(let found): "expected a code of 20 letters and digits, found \(found)"
        case .symbol(let position): "expected a letter or digit that codes are made of at place \(position)"
        case .checkSymbol: "the code is mistyped: its last symbol does not fit the others"
        }
    }
}
