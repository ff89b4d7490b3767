import Testing
import Wire

@Suite("Names in a sentence")
struct ListingTests {
    @Test(
        "none, one, two and more",
        arguments: [
            ([], "none"), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c"),
        ] as [([String], String)])
    func few(names: [String], text: String) { #expect(names.listed("or") == text) }

    @Test("of more than 20 the rest is counted", arguments: [20, 21, 100_000])
    func many(count: Int) {
        let text = (1...count).map { "n\($0)" }.listed()
        #expect(text.hasSuffix(count == 20 ? ", n19 and n20" : ", n20 and \(count - 20) more"))
        #expect(text.utf8.count < 200)
    }
}
