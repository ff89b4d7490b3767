import Testing
import TransparencyLog
import Wire

@Suite("Whom a checkpoint waits for")
struct QuorumCountTests {
    private static let (three, log) = (TrustPolicyTests.three, TrustPolicyTests.log)
    /// A witness with a key of a type that is not known: ML-DSA-44 (C2SP tlog-cosignature).
    private static let newer =
        "witness N n.example+0badcafe+\(Base64.encode([6] + [UInt8](repeating: 7, count: 1312)))\n"

    private func count(_ policy: String, by witnesses: [Int]) throws -> QuorumCount {
        try TrustPolicy(parsing: policy).count(ExampleLog.note(300, witnesses: witnesses))
    }

    @Test(
        "those that have not cosigned and could fill the quorum, and no others",
        arguments: [
            ("quorum none\n", [], nil),
            ("quorum B\n", [1], "witness B"),
            ("quorum B\n", [2], nil),
            ("group G 1 A B\nquorum G\n", [], "witness A or B"),
            ("group G 2 A B C\nquorum G\n", [], "2 of the witnesses A, B and C"),
            ("group G 2 A B C\nquorum G\n", [3], "witness A or B"),
            ("group G all A B C\nquorum G\n", [2], "witnesses A and C"),
            ("group G any A B\ngroup H all G C\nquorum H\n", [1], "witness C"),
            ("group G any A B\ngroup H all G C\nquorum H\n", [3], "witness A or B"),
            ("group G any A B\ngroup H all G C\nquorum H\n", [], "at least 2 of the witnesses A, B and C"),
            ("group G all A B\ngroup H any G C\nquorum H\n", [], "at least 1 of the witnesses A, B and C"),
        ] as [(String, [Int], String?)])
    func waits(quorum: String, witnesses: [Int], waitsFor: String?) throws {
        let found = try count(Self.three + quorum, by: witnesses)
        #expect(found.waitsFor == waitsFor)
        #expect(found.isMet == (waitsFor == nil) && found.isMet == found.awaited.isEmpty)
    }

    @Test("what is asked for is said in words")
    func required() throws {
        #expect(try count(Self.three + "quorum none\n", by: []).required == "none")
        #expect(try count(Self.three + "quorum B\n", by: []).required == "B")
        #expect(
            try count(Self.three + "group G 1 A B\ngroup H all G C\nquorum H\n", by: []).required
                == "2 of (1 of A and B) and C")
    }

    @Test("a policy with a witness or a log of a newer key type is used without it")
    func newerType() throws {
        let newerLog = Self.newer.replacing("witness N ", with: "log ").replacing("n.example", with: "l.example")
            .replacing("Bwc", with: "CAg")
        let policy = try TrustPolicy(
            parsing: Self.log + newerLog + Self.three + Self.newer + "group G 2 A B N\nquorum G\n")
        #expect(policy.logs.count == 1 && policy.witnesses.map(\.name) == ["A", "B", "C"])
        #expect(policy.unusable.map(\.name) == ["l.example", "N"] && policy.unusable.map(\.type) == [6, 6])
        #expect(policy.unusable.map(\.isLog) == [true, false])
        let one = try policy.count(ExampleLog.note(300, witnesses: [1]))
        #expect(one.waitsFor == "witness B" && one.required == "2 of A, B and N")
        #expect(try policy.count(ExampleLog.note(300, witnesses: [1, 2])).isMet)
    }

    @Test("a quorum that needs a newer witness waits for ever, and says so", arguments: [[], [1], [1, 2, 3]])
    func forEver(witnesses: [Int]) throws {
        for quorum in ["quorum N\n", "group G all A N\nquorum G\n", "group G any N\ngroup H all G A\nquorum H\n"] {
            let found = try count(Self.three + Self.newer + quorum, by: witnesses)
            #expect(found.missing == nil && !found.isMet && found.awaited == ["N"])
            #expect(found.waitsFor == "ever: the quorum needs N, with a key of a type that is not known here")
        }
    }

    @Test(
        "a quorum that waits for ever names the newer witnesses that stand in its way, and no others",
        arguments: [
            ("group G any A N\ngroup H all G M\nquorum H\n", ["M"]),
            ("group G 2 A N\ngroup H all G M\nquorum H\n", ["N", "M"]),
            ("group G 2 A B N\ngroup H any G C\ngroup I all H M\nquorum I\n", ["M"]),
            ("group G all A N\ngroup H 2 G B C\ngroup I all H M\nquorum I\n", ["M"]),
            ("group G all A N\ngroup H 2 B G\nquorum H\n", ["N"]),
        ] as [(String, [String])])
    func inItsWay(quorum: String, awaited: [String]) throws {
        let other = Self.newer.replacing("witness N n.", with: "witness M m.").replacing("Bwc", with: "CAg")
        for witnesses in [[], [1], [1, 2, 3]] {
            let found = try count(Self.three + Self.newer + other + quorum, by: witnesses)
            #expect(found.missing == nil && found.awaited == awaited)
        }
    }

    @Test("what is counted under a note is what is decided of witnesses by their places")
    func oneQuorum() throws {
        for quorum in [
            "quorum none\n", "quorum B\n", "group G 2 A B C\nquorum G\n",
            "group G any A B\ngroup H all G C\nquorum H\n",
            "group G any A N\nquorum G\n", "quorum N\n",
        ] {
            let policy = try TrustPolicy(parsing: Self.three + Self.newer + quorum)
            for signed in [[], [1], [2], [3], [1, 2], [1, 3], [2, 3], [1, 2, 3]] {
                let count = try policy.count(ExampleLog.note(300, witnesses: signed))
                #expect(count.isMet == policy.isMet(by: signed.map { $0 - 1 }), "\(quorum) by \(signed)")
            }
        }
    }

    @Test(
        "a key of a newer type has its form still, and stands once",
        arguments: [
            (newer + newer.replacing("witness N", with: "witness M"), "stands twice"),
            (newer + newer, "N is defined twice"),
            (newer.replacing("0badcafe", with: "badcafe"), "expected a key name+id+base64"),
            (newer.replacing("0badcafe", with: "0BADCAFE"), "expected a key name+id+base64"),
            (newer.replacing("n.example", with: ""), "expected a key name+id+base64"),
            ("witness N n.example+0badcafe+Bg==\n", "expected an Ed25519 key"),
        ])
    func malformed(lines: String, reason: String) {
        let message = refusal { try TrustPolicy(parsing: lines + "quorum none\n") }
        #expect(message.contains(reason), "\(message)")
    }
}
