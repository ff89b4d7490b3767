import Testing
import Wire

@Suite struct ByteReaderTests {
    @Test("integers are read most significant byte first")
    func integers() throws {
        var reader = ByteReader(Array(0...16))
        #expect(try reader.u8() == 0x00)
        #expect(try reader.u16() == 0x0102)
        #expect(try reader.u32() == 0x0304_0506)
        #expect(try reader.u64() == 0x0708_090A_0B0C_0D0E)
        #expect(reader.remaining == 2)
        #expect(try reader.bytes(1) == [15])
        #expect(reader.remainder() == [16])
        try reader.finish()
    }

    @Test("the largest integers are read")
    func largest() throws {
        var reader = ByteReader([UInt8](repeating: 0xFF, count: 15))
        #expect(try reader.u8() == .max && reader.u16() == .max && reader.u32() == .max && reader.u64() == .max)
    }

    @Test("a read past the end is refused and takes nothing", arguments: [1, 2, 4, 8])
    func pastTheEnd(width: Int) {
        var reader = ByteReader([UInt8](repeating: 7, count: width - 1))
        let message = refusal {
            switch width {
            case 1: _ = try reader.u8()
            case 2: _ = try reader.u16()
            case 4: _ = try reader.u32()
            default: _ = try reader.u64()
            }
        }
        #expect(message == "expected \(width) more bytes, found \(width - 1)")
        #expect(reader.remaining == width - 1)
    }

    @Test("a negative or enormous count is refused, not a trap", arguments: [-1, 4, Int.max, Int.min])
    func counts(count: Int) {
        var reader = ByteReader([1, 2, 3])
        #expect(refusal { try reader.bytes(count) } == "expected \(count) more bytes, found 3")
    }

    @Test("bytes that are left over are refused")
    func leftOver() throws {
        var reader = ByteReader([1, 2, 3])
        _ = try reader.u8()
        #expect(refusal { try reader.finish() } == "expected the end, found 2 more bytes")
        #expect(reader.remainder() == [2, 3])
        #expect(reader.remainder() == [])
        try reader.finish()
    }

    @Test("a slice is read from its own beginning")
    func slice() throws {
        var reader = ByteReader([9, 9, 1, 2, 9][2..<4])
        #expect(try reader.u16() == 0x0102)
        try reader.finish()
    }

    @Test("what is written most significant byte first is read back")
    func bigEndian() throws {
        #expect(UInt16(0x0102).bigEndianBytes == [1, 2])
        #expect(UInt8(7).bigEndianBytes == [7])
        #expect(Int64(-2).bigEndianBytes == [255, 255, 255, 255, 255, 255, 255, 254])
        for value in [0, 1, 0x8000_0000_0000_0000, UInt64.max, 0x0123_4567_89AB_CDEF] {
            var reader = ByteReader(value.bigEndianBytes)
            #expect(try reader.u64() == value)
        }
    }
}

@Suite struct HexTests {
    @Test("every byte has two lower-case digits, and comes back")
    func everyByte() throws {
        #expect(Hex.encode([0x00, 0x09, 0x0A, 0xA0, 0xFF]) == "00090aa0ff")
        #expect(try Hex.encode([]) == "" && Hex.decode("") == [])
        let all = Array(UInt8.min...UInt8.max)
        #expect(try Hex.decode(Hex.encode(all)) == all)
    }

    @Test("an odd number of digits is refused", arguments: ["0", "abc"])
    func odd(text: String) { #expect(refusal { try Hex.decode(text) }.contains("odd number of digits")) }

    @Test(
        "upper case, spaces, signs, prefixes and digits of other scripts are refused",
        arguments: ["AB", "aB", " a", "a ", "+a", "-1", "0x", "0g", "/0", ":0", "`a", "a\n", "é", "１２", "\0\0"])
    func refused(text: String) { #expect(refusal { try Hex.decode(text) }.contains("lower-case hexadecimal digit")) }
}

@Suite struct Base64Tests {
    @Test(
        "the vectors of RFC 4648 section 10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func vectors(bytes: String, text: String) throws {
        #expect(Base64.encode(bytes.utf8) == text)
        #expect(try Base64.decode(text) == Array(bytes.utf8))
    }

    @Test("bytes of every length to 100 come back (seed 64)")
    func roundTrip() throws {
        var draws = Draws(state: 64)
        for count in 0...100 {
            let bytes = draws.bytes(count)
            let text = Base64.encode(bytes)
            #expect(text.utf8.count == (count + 2) / 3 * 4)
            #expect(try Base64.decode(text) == bytes)
            #expect(try Base64.decode(text[...]) == bytes)
        }
    }

    @Test("all 64 symbols stand for their own value")
    func symbols() throws {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, symbol) in alphabet.enumerated() {
            #expect(try Base64.decode("\(symbol)AAA") == [UInt8(value << 2), 0, 0])
        }
    }

    @Test(
        "missing padding is refused",
        arguments: ["Z", "Zg", "Zg=", "Zm8", "Zm9vYg", "Zm9vYg=", "Zm9vYmE", "=", "==", "==="])
    func padding(text: String) { #expect(refusal { try Base64.decode(text) }.contains("expected base64 with padding")) }

    @Test("trailing bits that are not zero are refused", arguments: ["Zh==", "Zm9=", "Zv==", "/x==", "Zm9vYmF="])
    func trailingBits(text: String) {
        #expect(refusal { try Base64.decode(text) } == "expected base64 whose trailing bits are zero")
    }

    @Test(
        "other symbols, other alphabets, white space and padding elsewhere are refused",
        arguments: [
            "Zg==Zg==", "====", "Z===", "=Zg=", "Z=g=", "Zm8=Zm9v", "Zm-v", "Zm_v", "Zm v", "Zm9\n", "\nZm9",
            "Zm9v    ",
            "Zm9*", "Zmé", "Zm\u{0}v",
        ])
    func symbols(text: String) { #expect(refusal { try Base64.decode(text) }.contains("expected base64, found byte")) }

    @Test("no two texts of four symbols stand for the same bytes")
    func unique() {
        let symbols = Array("Ag8/=")
        var seen: [[UInt8]: String] = [:]
        for a in symbols {
            for b in symbols {
                for c in symbols {
                    for d in symbols {
                        let text = String([a, b, c, d])
                        guard let bytes = try? Base64.decode(text) else { continue }
                        #expect(seen.updateValue(text, forKey: bytes) == nil, "\(text)")
                        #expect(Base64.encode(bytes) == text)
                    }
                }
            }
        }
        #expect(seen.count > 4 * 4 * 4 * 4)
    }
}

@Suite struct CrockfordTests {
    @Test("the alphabet is the digits and the letters without I, L, O and U")
    func alphabet() {
        #expect(String(decoding: Crockford.alphabet, as: UTF8.self) == "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        for (value, symbol) in Crockford.alphabet.enumerated() {
            #expect(Crockford.value(symbol) == UInt8(value))
        }
    }

    @Test("a person may write any case, O for 0, I and L for 1")
    func forgiving() {
        for (symbol, value) in zip("oOiIlLabzZ".utf8, [0, 0, 1, 1, 1, 1, 10, 11, 31, 31] as [UInt8]) {
            #expect(Crockford.value(symbol) == value)
        }
    }

    @Test("every other byte has no value")
    func others() {
        let taken = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyzOoIiLl".utf8)
        for symbol in UInt8.min...UInt8.max where !taken.contains(symbol) { #expect(Crockford.value(symbol) == nil) }
        #expect(Crockford.value(UInt8(ascii: "U")) == nil && Crockford.value(UInt8(ascii: "u")) == nil)
    }

    @Test("five bits a symbol, the most significant first")
    func encoding() {
        #expect(Crockford.encode([]) == "")
        #expect(Crockford.encode([0x00, 0x44, 0x32, 0x14, 0xC7]) == "01234567")
        #expect(Crockford.encode([0xFF, 0xFF, 0xFF, 0xFF, 0xFF]) == "ZZZZZZZZ")
        #expect(Crockford.encode([0x80, 0, 0, 0, 1]) == "G0000001")
    }

    @Test("symbols stand in groups of four")
    func groups() {
        #expect(Crockford.grouped("0123456789ABCDEF") == "0123-4567-89AB-CDEF")
        #expect(
            Crockford.grouped("01234") == "0123-4" && Crockford.grouped("0123") == "0123" && Crockford.grouped("") == ""
        )
    }

    @Test("bytes come back from their symbols (seed 32)")
    func roundTrip() {
        var draws = Draws(state: 32)
        for _ in 0..<100 {
            let bytes = draws.bytes(10)
            let value = Crockford.encode(bytes).utf8.reduce(UInt128(0)) {
                $0 << 5 | UInt128(Crockford.value($1) ?? 0)
            }
            #expect((0..<10).map { UInt8(truncatingIfNeeded: value >> UInt128(72 - 8 * $0)) } == bytes)
        }
    }
}
