import Testing
import Wire

@Suite("Text by its bytes")
struct VerbatimTests {
    @Test("what Swift takes for one is two by the bytes, and one by its NFC form")
    func equality() {
        for (left, right) in [("K", "\u{212A}"), ("\u{E5}", "a\u{30A}"), (";", "\u{37E}")] {
            #expect(left == right)
            #expect(Verbatim(left) != Verbatim(right) && Set([Verbatim(left), Verbatim(right)]).count == 2)
            #expect(!left.isSame(as: right) && left.isSame(as: left))
            #expect(NFCName(left) == NFCName(right) && Set([NFCName(left), NFCName(right)]).count == 1)
        }
        #expect(Verbatim("a") < Verbatim("a\u{30A}") && Verbatim("z") < Verbatim("\u{E5}"))
    }

    @Test("text is cut at bytes, whatever stands beside them")
    func pieces() {
        let cut = "\u{600} \u{301}b\r\nc".pieces(at: " ")
        #expect(cut.count == 2 && cut[0].isSame(as: "\u{600}") && cut[1].isSame(as: "\u{301}b\r\nc"))
        #expect("a\r\nb".pieces(at: "\n").map(\.utf8.count) == [2, 1])
        #expect("".pieces(at: " ") == [""] && " ".pieces(at: " ") == ["", ""])
        #expect("a+b+c".pieces(at: "+", most: 2) == ["a", "b+c"])
        #expect("- \u{301}".begins(with: "- ") && !"\u{212A}".begins(with: "K") && "\u{600}.p".ends(with: ".p"))
        #expect("- \u{301}".dropping(bytes: 2).isSame(as: "\u{301}") && "x.p".dropping(last: 2) == "x")
        #expect("a\u{301}b".beginning(2).isSame(as: "a\u{301}"))
    }
}
