import CryptoFixture
import Testing
import Wire

@testable import BallotCrypto

@Suite("codes and credentials")
struct CredentialTests {
    private func text(_ symbols: [UInt8]) -> String { String(decoding: symbols, as: UTF8.self) }

    /// Codes by a simple generator of the seed's bytes.
    private func codes(_ count: Int, seed: String) -> [[UInt8]] {
        var source = TestDRBG(seed: Array(seed.utf8))
        return (0..<count).map { _ in
            let values = source.scalar().published().bytes.prefix(19).map { $0 & 31 }
            let last = (0..<32).first { last in
                (try? Code(parsing: text((values + [UInt8(last)]).map { Crockford.alphabet[Int($0)] }))) != nil
            }
            return (values + [UInt8(last ?? 0)]).map { Crockford.alphabet[Int($0)] }
        }
    }

    @Test("nineteen symbols have exactly one check symbol (seed check)")
    func checkSymbol() {
        for symbols in codes(10, seed: "check") {
            let fitting = Crockford.alphabet.filter { (try? Code(parsing: text(symbols.dropLast() + [$0]))) != nil }
            #expect(fitting == [symbols[19]])
        }
    }

    @Test("every wrong symbol and every exchange of two different ones is caught (seed typing)")
    func typing() {
        for symbols in codes(10, seed: "typing") {
            for first in symbols.indices {
                for other in Crockford.alphabet where other != symbols[first] {
                    var wrong = symbols
                    wrong[first] = other
                    #expect(throws: CodeError.checkSymbol) { _ = try Code(parsing: text(wrong)) }
                }
                for second in symbols.indices where symbols[second] != symbols[first] {
                    var wrong = symbols
                    wrong.swapAt(first, second)
                    #expect(throws: CodeError.checkSymbol) { _ = try Code(parsing: text(wrong)) }
                }
            }
        }
    }

    @Test("a code reads back from its letter, in any case, with or without dashes and spaces")
    func printing() throws {
        for _ in 0..<20 {
            let printed = text(Code.random().printed())
            #expect(printed.count == 24 && printed.filter { $0 == "-" }.count == 4)
            let plain = printed.filter { $0 != "-" }
            for typed in [printed, plain, plain.lowercased(), " " + printed.replacing("-", with: " ") + " "] {
                #expect(text(try Code(parsing: typed).printed()) == printed)
            }
        }
    }

    @Test("O is read as 0, I and L as 1; U is refused")
    func lookalikes() throws {
        let printed = try #require(
            codes(200, seed: "alike").map { text($0) }.first { $0.contains("0") && $0.contains("1") })
        for letter in ["I", "i", "L", "l"] {
            let typed = printed.replacing("1", with: letter).replacing("0", with: "o")
            #expect(text(try Code(parsing: typed).printed().filter { $0 != UInt8(ascii: "-") }) == printed)
        }
        #expect(throws: CodeError.symbol(position: 3)) { _ = try Code(parsing: "00U") }
        #expect(throws: CodeError.symbol(position: 6)) { _ = try Code(parsing: "0000-u") }
        #expect(throws: CodeError.symbol(position: 2)) { _ = try Code(parsing: "0é") }
    }

    @Test("a code of another length is refused, and what is said holds nothing of it")
    func length() throws {
        #expect(throws: CodeError.length(found: 0)) { _ = try Code(parsing: "") }
        #expect(throws: CodeError.length(found: 19)) { _ = try Code(parsing: String(repeating: "0", count: 19)) }
        #expect(throws: CodeError.length(found: 21)) { _ = try Code(parsing: String(repeating: "0", count: 21)) }
        #expect(CodeError.length(found: 19).description == "expected a code of 20 letters and digits, found 19")
    }

    @Test("a code has another key for another origin or issuer, and the same key every time")
    func keys() throws {
        let code = try Code(parsing: text(codes(1, seed: "keys")[0]))
        let key = try Credential(code: code, origin: "stem.example/a").publicKeys
        #expect(try Credential(code: code, origin: "stem.example/a").publicKeys == key)
        #expect(try Credential(code: code, origin: "stem.example/b").publicKeys != key)
        #expect(try Credential(code: code, origin: "stem.example/a", issuer: 2).publicKeys != key)
        #expect(try Credential(code: Code.random(), origin: "stem.example/a").publicKeys != key)
    }

    @Test("two issuers' halves make one credential, with both secrets in order")
    func joined() throws {
        let first = try Credential(code: Code.random(), origin: "stem.example/a", issuer: 1)
        let second = try Credential(code: Code.random(), origin: "stem.example/a", issuer: 2)
        let both = first.joined(with: second)
        #expect(both.publicKeys == first.publicKeys + second.publicKeys)
        var images: [Point] = []
        try both.forEachSecret { images.append(try $0.timesGenerator()) }
        #expect(images == both.publicKeys)
    }
}
