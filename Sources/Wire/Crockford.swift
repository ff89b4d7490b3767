/// Crockford's base32 alphabet: what people copy by hand (codes and tracking codes).
public enum Crockford {
    public static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The value 0 to 31 of a symbol as a person may write it: any case, O for 0, I and L for 1; nil for others, U too.
    public static func value(_ symbol: UInt8) -> UInt8? {
        let upper = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(symbol) ? symbol - 32 : symbol
        switch upper {
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        default: return alphabet.firstIndex(of: upper).map { UInt8($0) }
        }
    }

    /// The bits of `bytes`, most significant first, five a symbol; the bit count is a multiple of five.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        precondition((bytes.count * 8).isMultiple(of: 5), "whole symbols only")
        var text: [UInt8] = []
        var held: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(held >> bits & 31)])
            }
            held &= (1 << bits) - 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Symbols in groups of four with dashes between: `0123-4567-89AB-CDEF`.
    public static func grouped(_ symbols: some StringProtocol) -> String {
        var text = ""
        for (index, symbol) in symbols.enumerated() {
            if index > 0 && index.isMultiple(of: 4) { text.append("-") }
            text.append(symbol)
        }
        return text
    }
}
