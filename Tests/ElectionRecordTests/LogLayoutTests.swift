import ElectionRecord
import Testing

@Suite("Which checkpoints a folder keeps")
struct LogLayoutTests {
    @Test("all of a small log, and some thousands of one that signed a checkpoint for each of a million ballots")
    func count() {
        #expect(LogLayout.kept(Array(1...511)) == Array(1...511))
        #expect(LogLayout.kept([]) == [])
        // Below 512; three doublings; from 4096 on each 16th; the others since the last full bundle.
        #expect(LogLayout.kept(Array(1...8000)).count == 511 + 3 * 256 + 240 + 65)
        let many = LogLayout.kept(Array(1...1_000_000))
        #expect(many.count < 7000 && many.last == 1_000_000)
        #expect(many.contains(999_936) && many.contains(999_937), "those since the last full bundle")
        #expect(many.contains(999_935) && !many.contains(999_934))
    }

    @Test("of those kept the same are kept, and what is kept of older bundles stays when the log grows")
    func stable() {
        let sizes = (1...40_000).filter { $0 % 3 == 0 || $0 % 7 == 1 }
        var before: Set<Int> = []
        for newest in stride(from: 500, to: sizes.count, by: 499) {
            let kept = LogLayout.kept(Array(sizes[...newest]))
            #expect(LogLayout.kept(kept) == kept)
            #expect(before.isSubset(of: kept))
            before = Set(kept.filter { $0 / 256 < sizes[newest] / 256 })
        }
    }

    @Test("of those of one step the last is kept: what a witness saw in the evening, after the batches of the day")
    func last() {
        // 4,096 and more entries: a step of 16.
        #expect(LogLayout.kept([4500, 4544, 4548, 4600, 4640, 5000, 6000]) == [4500, 4548, 4600, 4640, 5000, 6000])
        #expect(LogLayout.kept([4500, 4544, 4548]) == [4500, 4544, 4548], "while the bundle is open all are kept")
    }

    @Test("a reader of any checkpoint finds the widths of the upper levels")
    func widths() {
        let kept = LogLayout.kept(Array(1...200_000))
        let widths = Set(kept.map { $0 / 256 })
        #expect(widths.isSuperset(of: Set(1...200_000 / 256)))
    }
}
