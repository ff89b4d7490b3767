import BallotCrypto
import ElectionRecord
import Testing
import Wire

@testable import Ceremony

@Suite("Issuing codes")
struct CodeIssueTests {
    private let origin = "stem.example/proef"

    @Test("codes are distinct, and each stands beside its own credential")
    func distinct() throws {
        var told: [Int] = []
        let issued = try CodeIssue.codes(1100, origin: origin) { told.append($0) }
        let codes = issued.map { String(decoding: $0.code, as: UTF8.self) }
        #expect(told == [1000, 1100])
        #expect(Set(codes).count == 1100)
        #expect(Set(issued.map(\.credential)).count == 1100)
        for place in [0, 15, 16, 999, 1000, 1099] {
            let credential = try Credential(code: Code(parsing: codes[place]), origin: origin)
            #expect(CredentialKey(credential.publicKeys[0].compressed) == issued[place].credential)
        }
    }

    @Test("an interrupted issue finds the same credentials from the printed codes")
    func resumed() throws {
        let issued = try CodeIssue.codes(40, origin: origin)
        let codes = issued.map { String(decoding: $0.code, as: UTF8.self) }
        #expect(try CodeIssue.credentials(of: codes, origin: origin) == issued.map(\.credential))
        #expect(try CodeIssue.credentials(of: codes, origin: "stem.example/other") != issued.map(\.credential))
    }

    @Test("a code that stands twice in a file is refused, and both places are told")
    func repeated() throws {
        let codes = try CodeIssue.codes(3, origin: origin).map { String(decoding: $0.code, as: UTF8.self) }
        #expect(throws: CeremonyError("expected codes that differ, found code 4 to be code 2 again")) {
            try CodeIssue.credentials(of: codes + [codes[1].lowercased()], origin: origin)
        }
    }

    @Test("a mistyped code in a file is refused, and its place is told")
    func mistyped() throws {
        var codes = try CodeIssue.codes(3, origin: origin).map { String(decoding: $0.code, as: UTF8.self) }
        codes[2] = (codes[2].first == "0" ? "1" : "0") + codes[2].dropFirst()
        let error = #expect(throws: CeremonyError.self) { try CodeIssue.credentials(of: codes, origin: origin) }
        #expect(error?.description.hasPrefix("code 3: ") == true)
    }

    @Test("a roll is cut into acts of at most a thousand credentials, all of them ascending")
    func roll() throws {
        let keys = (0..<2345).map { CredentialKey(UInt32($0 &* 2_654_435_761 & 0xFFFF_FFFF).bigEndianBytes) }
        let acts = CodeIssue.roll(keys.shuffled(), district: "oost")
        let chunks = acts.map { act -> [UInt8] in
            guard case .roll("oost", let bytes) = act else { return [] }
            return bytes
        }
        #expect(chunks.map { $0.count / 4 } == [1000, 1000, 345])
        #expect(chunks.flatMap(\.self) == keys.sorted().flatMap(\.bytes))
    }

    @Test("two issuers' halves make one credential, and unequal numbers are refused")
    func halves() throws {
        let first = try CodeIssue.codes(2, origin: origin)
        let second = try CodeIssue.codes(2, origin: origin, issuer: 2)
        let joined = try CodeIssue.joined(first.map(\.credential), second.map(\.credential))
        let code = try Code(parsing: String(decoding: first[1].code, as: UTF8.self))
        let other = try Code(parsing: String(decoding: second[1].code, as: UTF8.self))
        let credential = try Credential(code: code, origin: origin)
            .joined(with: Credential(code: other, origin: origin, issuer: 2))
        #expect(joined[1] == CredentialKey(credential.publicKeys.flatMap(\.compressed)))
        #expect(throws: CeremonyError.self) {
            try CodeIssue.joined(first.map(\.credential), [second[0].credential])
        }
    }
}
