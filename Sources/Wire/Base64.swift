/// Standard base64 with padding (RFC 4648 section 4), strict: one text for each byte string.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, symbol) in alphabet.enumerated() { table[Int(symbol)] = UInt8(value) }
        return table
    }()

    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var group: UInt32 = 0
        var held = 0
        func symbol(_ shift: UInt32) -> UInt8 { alphabet[Int(group >> shift & 63)] }
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            held += 1
            if held == 3 {
                text += [symbol(18), symbol(12), symbol(6), symbol(0)]
                group = 0
                held = 0
            }
        }
        let pad = UInt8(ascii: "=")
        if held == 1 {
            group <<= 16
            text += [symbol(18), symbol(12), pad, pad]
        } else if held == 2 {
            group <<= 8
            text += [symbol(18), symbol(12), symbol(6), pad]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Throws `WireError` on missing padding, on trailing bits that are not zero and on any other symbol.
    public static func decode(_ text: some StringProtocol) throws(WireError) -> [UInt8] {
        let symbols = Array(text.utf8)
        guard symbols.count.isMultiple(of: 4) else {
            throw WireError("expected base64 with padding, found \(symbols.count) symbols")
        }
        let pad = UInt8(ascii: "=")
        let padding = symbols.suffix(2).reversed().prefix { $0 == pad }.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(symbols.count / 4 * 3)
        for start in stride(from: 0, to: symbols.count, by: 4) {
            let isLast = start + 4 == symbols.count
            var group: UInt32 = 0
            for offset in 0..<4 {
                let isPadding = isLast && offset >= 4 - padding
                let value = isPadding ? 0 : values[Int(symbols[start + offset])]
                guard value < 64 else {
                    throw WireError("expected base64, found byte \(symbols[start + offset]) at \(start + offset)")
                }
                group = group << 6 | UInt32(value)
            }
            let kept = isLast ? 3 - padding : 3
            for index in 0..<3 {
                let byte = UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * index))
                if index < kept {
                    bytes.append(byte)
                } else if byte != 0 {
                    throw WireError("expected base64 whose trailing bits are zero")
                }
            }
        }
        return bytes
    }
}
