/// Lower-case hexadecimal, two digits a byte.
public enum Hex {
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Throws `WireError` on an odd number of digits, on an upper-case digit and on anything else.
    public static func decode(_ text: String) throws(WireError) -> [UInt8] {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else {
            throw WireError("expected hexadecimal, found an odd number of digits")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for start in stride(from: 0, to: digits.count, by: 2) {
            bytes.append(try value(digits[start]) << 4 | value(digits[start + 1]))
        }
        return bytes
    }

    private static func value(_ digit: UInt8) throws(WireError) -> UInt8 {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: throw WireError("expected a lower-case hexadecimal digit, found byte \(digit)")
        }
    }
}
