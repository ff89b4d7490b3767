import Testing

@testable import Publisher

@Suite("The published page")
struct PublisherTests {
    @Test("a text from outside can't become markup")
    func escaped() {
        let name = "<script>alert(\"1 & 2\")</script>"
        let html: HTML = "<b title=\"\(name)\">\(name)</b>"
        let safe = "&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;"
        #expect(html.description == "<b title=\"\(safe)\">\(safe)</b>")
    }

    @Test(
        "an amount is written as people of the language write it",
        arguments: [
            (262_474, 1, "en", "EUR 262,474"), (262_474, 1, "nl", "EUR 262.474"), (5, 100, "nl", "EUR 0,05"),
            (-1_234_500, 100, "en", "EUR -12,345.00"), (0, 1, "en", "EUR 0"),
        ])
    func money(_ amount: Int, _ scale: Int, _ language: String, _ text: String) {
        #expect(Money(amount: amount, currency: "EUR", scale: scale, language: language).description == text)
    }
}
