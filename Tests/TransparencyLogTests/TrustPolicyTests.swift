import Testing
import TransparencyLog

@Suite struct TrustPolicyTests {
    /// A witness line of the example's witness, under a name.
    static func witness(_ name: String, _ number: Int) -> String {
        let keys = [
            "witness.example/w1+d7744454+BPck7Ua4dLPhmJVWe2MJG+7FPf0ffZ5EmxoPjVCX221W",
            "witness.example/w2+7c17d882+BKy+WaxPX/wEDsJAcatzJiNxDizKK9cR8qgMYn7h9jEE",
        ]
        return "witness \(name) \(number <= keys.count ? keys[number - 1] : third)\n"
    }

    static var third: String { (try? ExampleLog.witnessKey(3).verificationKey.description) ?? "" }

    static let log = "log \(ExampleLog.vkey)\n"
    static let three = witness("A", 1) + witness("B", 2) + witness("C", 3)

    func isSatisfied(_ policy: String, by witnesses: [Int]) throws -> Bool {
        let message = refusal {
            try TrustPolicy(parsing: policy).requireQuorum(of: ExampleLog.note(300, witnesses: witnesses))
        }
        try #require(message == "nothing" || message.contains("expected the cosignature of"), "\(message)")
        return message == "nothing"
    }

    @Test("a policy is read with its URLs, comments, tabs and empty lines")
    func whole() throws {
        let policy = try TrustPolicy(
            parsing: """
                # the log
                \(Self.log.dropLast()) https://vote.example/2026/demo

                  \t# three witnesses, two of them enough #
                \(Self.witness("library", 1).dropLast()) https://witness.example/#one
                \(Self.witness("court", 2))
                \(Self.witness("A#", 3))
                \tgroup \t two  2\tlibrary court A#\t
                quorum two

                """)
        #expect(try policy.logs == [ExampleLog.log()])
        #expect(policy.witnesses.map(\.name) == ["library", "court", "A#"])
        #expect(policy.groups.map(\.threshold) == [2] && policy.quorum == "two")
    }

    @Test("no quorum asks for nobody")
    func none() throws {
        let policy = try TrustPolicy(parsing: Self.log + "quorum none\n")
        #expect(policy.quorum == nil)
        try policy.requireQuorum(of: ExampleLog.note(300, witnesses: []))
    }

    @Test("groups that stand one in the other ten thousand deep are each counted once", .timeLimit(.minutes(10)))
    func deep() throws {
        let groups = (1...10_000).map { "group g\($0) 1 \($0 == 1 ? "A" : "g\($0 - 1)")\n" }.joined()
        let policy = Self.three + groups + "quorum g10000\n"
        #expect(try isSatisfied(policy, by: [1]) && !isSatisfied(policy, by: [2, 3]))
    }

    @Test("a single witness as the quorum")
    func single() throws {
        let policy = Self.three + "quorum B\n"
        #expect(try isSatisfied(policy, by: [2]) && isSatisfied(policy, by: [1, 2]))
        #expect(try !isSatisfied(policy, by: []) && !isSatisfied(policy, by: [1, 3]))
    }

    @Test(
        "k of n, any and all count the witnesses",
        arguments: [("1", 1), ("2", 2), ("3", 3), ("any", 1), ("all", 3)])
    func threshold(word: String, count: Int) throws {
        let policy = Self.three + "group G \(word) A B C\nquorum G\n"
        for witnesses in [[], [1], [3], [1, 2], [2, 3], [1, 2, 3]] {
            #expect(try isSatisfied(policy, by: witnesses) == (witnesses.count >= count))
        }
    }

    @Test("a group of groups counts groups")
    func nested() throws {
        let policy = Self.three + "group G any A B\ngroup H all G C\nquorum H\n"
        #expect(try isSatisfied(policy, by: [1, 3]) && isSatisfied(policy, by: [2, 3]))
        #expect(try !isSatisfied(policy, by: [1, 2]) && !isSatisfied(policy, by: [3]))
    }

    @Test("a witness that the policy does not name does not count")
    func stranger() throws {
        #expect(try !isSatisfied(Self.witness("A", 1) + "quorum A\n", by: [2, 3]))
    }

    @Test("one witness's cosignature over and over counts once")
    func repeated() throws {
        let policy = try TrustPolicy(parsing: Self.three + "group G 2 A B C\nquorum G\n")
        var note = try ExampleLog.note(300, witnesses: [1])
        let again = Cosignature.sign(note.text, time: 5, with: try ExampleLog.witnessKey(1))
        note = SignedNote(text: note.text, signatures: note.signatures + [again])
        #expect(
            refusal { try policy.requireQuorum(of: note) }
                == "expected the cosignature of 2 of A, B and C, found A: it waits for witness B or C"
        )
    }

    @Test("a named witness's invalid cosignature refuses the note, even where nobody is asked for")
    func invalid() throws {
        let key = try ExampleLog.witnessKey(1).verificationKey
        let note = try ExampleLog.note(300, witnesses: [2])
        let earlier = Cosignature.sign(
            try ExampleLog.note(299, witnesses: []).text, time: 5, with: try ExampleLog.witnessKey(1))
        let bad = SignedNote(text: note.text, signatures: note.signatures + [earlier])
        #expect(earlier.name == key.name)
        for quorum in ["none", "B"] {
            let policy = try TrustPolicy(parsing: Self.three + "quorum \(quorum)\n")
            #expect(refusal { try policy.requireQuorum(of: bad) } == "the cosignature of A does not verify")
        }
    }

    @Test("names are compared by their bytes: the Kelvin sign is no K")
    func namesByBytes() throws {
        let both = Self.witness("K", 1) + Self.witness("\u{212A}", 2)
        let policy = try TrustPolicy(parsing: both + "quorum K\n")
        try policy.requireQuorum(of: ExampleLog.note(300, witnesses: [1]))
        #expect(throws: LogError.self) { try policy.requireQuorum(of: ExampleLog.note(300, witnesses: [2])) }
        #expect(
            refusal { try TrustPolicy(parsing: Self.witness("K", 1) + "quorum \u{212A}\n") }.contains("is not defined"))
    }

    @Test(
        "a text that is no policy is refused, and the line is named",
        arguments: [
            ("", "expected a line feed at the end"),
            ("quorum none", "expected a line feed at the end"),
            (log, "expected one quorum, found 0"),
            ("quorum none\nquorum none\n", "expected one quorum, found 2"),
            ("quorum\n", "line 1: expected log, witness, group or quorum"),
            ("quorum none none\n", "line 1: expected log, witness, group or quorum"),
            ("Quorum none\n", "line 1: expected log, witness, group or quorum"),
            ("quorum A\n\(witness("A", 1))", "line 1: A is not defined"),
            ("quorum none\r\n", "line 1: expected no control characters"),
            ("quorum none\u{7F}\n", "line 1: expected no control characters"),
            ("# one\r\nquorum none\n", "line 1: expected no control characters"),
            ("quorum none\nlog\n", "line 2: expected log, witness, group or quorum"),
            ("quorum none\nlog a b c\n", "line 2: expected log, witness, group or quorum"),
            ("log a\n", "line 1: expected a key name+id+base64"),
            ("\(log)\(log)", "line 2: the key of vote.example/2026/demo stands twice"),
            ("\(witness("A", 1))\(witness("A", 2))", "line 2: A is defined twice"),
            ("\(witness("A", 1))\(witness("B", 1))", "line 2: the key of witness.example/w1 stands twice"),
            (witness("none", 1), "line 1: none is defined twice"),
            ("witness A\n", "line 1: expected log, witness, group or quorum"),
            ("witness A \(ExampleLog.vkey)\n", "line 1: expected a key of type 4, found 1"),
            ("log \(third)\n", "line 1: expected a key of type 1, found 4"),
            ("\(three)group G 1\n", "line 4: expected log, witness, group or quorum"),
            ("\(three)group G 0 A\n", "line 4: expected a threshold from 1 to 1, found 0"),
            ("\(three)group G 2 A\n", "line 4: expected a threshold from 1 to 1, found 2"),
            ("\(three)group G -1 A\n", "line 4: expected a threshold"),
            ("\(three)group G +1 A\n", "line 4: expected a threshold"),
            ("\(three)group G 01 A\n", "line 4: expected a threshold"),
            ("\(three)group G most A\n", "line 4: expected a threshold"),
            ("\(three)group A 1 B\n", "line 4: A is defined twice"),
            ("\(three)group G 1 G\n", "line 4: G is not defined"),
            ("\(three)group G 1 D\n", "line 4: D is not defined"),
            ("\(three)group G 1 none\n", "line 4: none can't be in this group"),
            ("\(three)group G 1 A A\n", "line 4: A can't be in this group"),
            ("\(three)group G 1 A\ngroup H 1 B A\n", "line 5: A can't be in this group"),
        ] as [(String, String)])
    func refused(text: String, reason: String) {
        let message = refusal { try TrustPolicy(parsing: text) }
        #expect(message.contains(reason), "\(message)")
    }

    @Test("40 logs, witnesses and groups are read")
    func large() throws {
        var text = ""
        for number in 0..<40 {
            text += "log \(try ExampleLog.key("l\(number)", .note, label: "l\(number)").verificationKey)\n"
            text += "witness w\(number) \(try ExampleLog.key("w", .cosignature, label: "w\(number)").verificationKey)\n"
            text += "group g\(number) 1 w\(number)\(number > 0 ? " g\(number - 1)" : "")\n"
        }
        let policy = try TrustPolicy(parsing: text + "quorum g39\n")
        #expect(policy.logs.count == 40 && policy.witnesses.count == 40 && policy.groups.count == 40)
    }
}
