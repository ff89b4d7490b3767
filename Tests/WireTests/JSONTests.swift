import Testing
import Wire

@Suite struct JSONTests {
    @Test(
        "what is in canonical form prints as it was read",
        arguments: [
            "null", "true", "false", "0", "-1", "9007199254740991", "-9007199254740991", "\"\"", "\"a\"", "[]", "{}",
            "[null,true,false,0,\"\",[],{}]", #"{"a":1,"b":{"c":[2,3]}}"#, #""\"\\\b\t\n\f\r""#,
            #""\u0000\u0001\u000b\u000e\u001f""#, "\"\u{7F}/\u{80}é\u{2028}\u{FFFF}\u{1F602}\"", #"{"":0}"#,
            #"{"A":0,"a":0,"aa":0,"b":0}"#,
        ])
    func roundTrip(text: String) throws {
        let json = try JSON(canonical: text.utf8)
        #expect(json.canonical == Array(text.utf8) && Array(json.text.utf8) == Array(text.utf8))
        #expect(try JSON(canonical: json.canonical) == json)
    }

    @Test("values are what they say")
    func values() throws {
        #expect(
            try JSON(canonical: #"{"list":[1,-2,"x"],"no":false,"nothing":null}"#.utf8)
                == ["list": [1, -2, "x"], "no": false, "nothing": .null])
        #expect(try JSON(canonical: #""\u001f\n""#.utf8) == "\u{1F}\n")
    }

    /// RFC 8785 section 3.2.3.
    @Test("members stand in the order of their UTF-16 code units, not of their bytes or scalars")
    func order() throws {
        let sorted =
            #"{"\r":"Carriage Return","1":"One","\#u{80}":"Control\#u{7F}","ö":"Latin Small Letter O With Diaeresis","#
            + #""€":"Euro Sign","😀":"Emoji: Grinning Face","\#u{FB33}":"Hebrew Letter Dalet With Dagesh"}"#
        let json = try JSON(canonical: sorted.utf8)
        #expect(json.canonical == Array(sorted.utf8))
        let swapped = #"{"\#u{FB33}":0,"😀":0}"#
        #expect(refusal { try JSON(canonical: swapped.utf8) }.contains("expected canonical JSON"))
        #expect(throws: Never.self) { try JSON(canonical: #"{"😀":0,"\#u{FB33}":0}"#.utf8) }
    }

    @Test("members are told apart by their bytes: K and the Kelvin sign, å and å, are two")
    func names() throws {
        let text = "{\"K\":1,\"a\u{30A}\":2,\"\u{E5}\":3,\"\u{212A}\":4}"
        let json = try JSON(canonical: text.utf8)
        #expect(json.canonical == Array(text.utf8))
        var members = try Members(json, of: "names")
        #expect(try members.integer("K") == 1)
        #expect(!members.has("K") && members.has("\u{212A}") && !members.has("\u{30A}a"))
        #expect(try members.integer("\u{212A}") == 4)
        #expect(try members.integer("\u{E5}") == 3)
        #expect(refusal { try members.finish() }.contains("unknown member"))
        #expect(refusal { try JSON(canonical: "{\"\u{E5}\":0,\"\u{E5}\":0}".utf8) }.contains("each member once"))
        #expect(try JSON(canonical: "\"K\"".utf8) != JSON(canonical: "\"\u{212A}\"".utf8))
        #expect(try JSON(canonical: "{\"K\":0}".utf8) != JSON(canonical: "{\"\u{212A}\":0}".utf8))
    }

    @Test("strings are escaped as RFC 8785 section 3.2.2.2 has it")
    func escapes() {
        let string = "€$\u{F}\nA'B\"\\\\\"/"
        #expect(JSON.string(string).text == #""€$\u000f\nA'B\"\\\\\"/""#)
    }

    @Test("strings keep their scalars: nothing is normalised")
    func normalisation() throws {
        let (composed, decomposed) = ("\"\u{E9}\"", "\"e\u{301}\"")
        #expect(try JSON(canonical: composed.utf8).canonical == Array(composed.utf8))
        #expect(try JSON(canonical: decomposed.utf8).canonical == Array(decomposed.utf8))
    }

    @Test(
        "another form of the same value is refused",
        arguments: [
            " 1", "1 ", "\n1", "[1, 2]", "[ ]", "{ }", #"{"a": 1}"#, #"{"a" :1}"#, #"{"b":0,"a":0}"#, "-0", "01", "-01",
            "00", #""\u0041""#, #""\u0008""#, #""\u001F""#, #""\u00e9""#, #""\/""#, #""\u0022""#, #""\u005c""#,
            #""\u007f""#, "+1",
        ])
    func otherForms(text: String) { #expect(refusal { try JSON(canonical: text.utf8) } != "nothing") }

    @Test(
        "what is no JSON of this kind is refused",
        arguments: [
            ("", "a JSON value"), ("1.0", "the end"), ("1e3", "the end"), ("1E3", "the end"), ("-", "a JSON value"),
            ("--1", "a JSON value"), (".5", "a JSON value"), ("NaN", "a JSON value"), ("Infinity", "a JSON value"),
            ("9007199254740992", "a JSON value"), ("-9007199254740992", "a JSON value"),
            ("9223372036854775807", "a JSON value"), ("-9223372036854775808", "a JSON value"),
            ("99999999999999999999999", "a JSON value"), ("tru", "true"), ("truex", "the end"), ("nul", "null"),
            ("True", "a JSON value"), ("'a'", "a JSON value"), ("\"a", "\"\"\""),
            ("\"\t\"", "without control characters"),
            ("\"\n\"", "without control characters"), ("\"\0\"", "without control characters"),
            (#""\x""#, "an escape"), (#""\"#, "an escape"), (#""\u00""#, "control character"),
            (#""\ud83d\ude00""#, "control character"), (#""\ud800""#, "control character"),
            (#""\u00g1""#, "control character"), (#""\u+001""#, "canonical JSON"),
            ("[1,]", "a JSON value"), ("[,1]", "a JSON value"), ("[1", "\"]\""), ("[1 2]", "\"]\""),
            ("]", "a JSON value"),
            (#"{"a":1,}"#, "\"\"\""), (#"{"a"}"#, "\":\""), (#"{"a":}"#, "a JSON value"), ("{1:2}", "\"\"\""),
            (#"{"a":1"#, "\"}\""), (#"{a:1}"#, "\"\"\""), ("1 2", "the end"), ("[]]", "the end"), ("{}{}", "the end"),
            ("\u{FEFF}1", "a JSON value"), ("/*x*/1", "a JSON value"), ("1//x", "the end"),
        ])
    func refused(text: String, expected: String) {
        let message = refusal { try JSON(canonical: text.utf8) }
        #expect(message.contains(expected), "\(message)")
    }

    @Test(
        "a member that stands twice is refused",
        arguments: [#"{"a":1,"a":1}"#, #"{"a":1,"a":2}"#, #"{"a":1,"b":2,"a":1}"#, "{\"e\u{301}\":1,\"e\u{301}\":1}"])
    func duplicates(text: String) {
        #expect(refusal { try JSON(canonical: text.utf8) }.contains("expected each member once"))
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [[0xFF], [0xC0, 0x80], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80]] as [[UInt8]])
    func notUnicode(bytes: [UInt8]) {
        #expect(refusal { try JSON(canonical: [0x22] + bytes + [0x22]) }.contains("expected UTF-8"))
        #expect(
            refusal { try JSON(canonical: Array(#"{""#.utf8) + bytes + Array(#"":0}"#.utf8)) }.contains(
                "expected UTF-8"))
    }

    @Test("as many values are read as the reader allows, and one more is refused")
    func most() throws {
        let text = Array(#"{"a":[[],{},null],"b":""}"#.utf8)
        _ = try JSON(canonical: text, atMost: 6)
        #expect { try JSON(canonical: text, atMost: 5) } throws: { "\($0)" == "expected JSON of at most 5 values" }
    }

    @Test("a number of a million digits is refused, and not computed with", .timeLimit(.minutes(10)))
    func digits() {
        let digits = String(repeating: "9", count: 1_000_000)
        for text in [digits, "-" + digits, "0." + digits, "1e" + digits] {
            #expect(refusal { try JSON(canonical: text.utf8) } != "nothing")
        }
    }

    @Test("32 levels are read; 33, and a hundred thousand, are refused")
    func depth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(refusal { try JSON(canonical: nested(32).utf8) } == "nothing")
        for depth in [33, 100_000] {
            #expect(refusal { try JSON(canonical: nested(depth).utf8) }.contains("at most 32 deep"))
        }
        let objects = String(repeating: #"{"a":"#, count: 33)
        #expect(refusal { try JSON(canonical: objects.utf8) }.contains("at most 32 deep"))
    }

    @Test("every cut of a document is refused, and every changed byte is refused or prints back (seed 8785)")
    func damage() {
        let bytes = Array(#"{"a":[1,-20,"x\n\"é"],"b":{"c":null,"d":true},"ö":"\u0001"}"#.utf8)
        #expect(refusal { try JSON(canonical: bytes) } == "nothing")
        for length in bytes.indices { #expect(throws: WireError.self) { try JSON(canonical: bytes[..<length]) } }
        var draws = Draws(state: 8785)
        for _ in 0..<5_000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...3, using: &draws) {
                changed[Int.random(in: bytes.indices, using: &draws)] = UInt8.random(in: 0...255, using: &draws)
            }
            guard let json = try? JSON(canonical: changed) else { continue }
            #expect(json.canonical == changed)
        }
    }
}

@Suite struct MembersTests {
    let json: JSON = [
        "array": [1, 2], "flag": true, "hex": "00ff", "code": "AAE=", "integer": -5, "none": .null, "text": "x",
        "texts": ["de": "eins", "en": "one"], "words": ["a", "b"],
    ]

    @Test("members are taken one by one, and none is left")
    func taking() throws {
        var members = try Members(json, of: "the thing")
        #expect(members.has("array") && !members.has("Array"))
        #expect(try members.array("array") == [1, 2])
        #expect(!members.has("array"))
        #expect(try members.bool("flag"))
        #expect(try members.hex("hex", count: 2) == [0, 255])
        #expect(try members.base64("code") == [0, 1])
        #expect(try members.integer("integer", in: -5...5) == -5)
        #expect(try members.optional("none") == nil)
        #expect(try members.string("text") == "x")
        #expect(try members.texts("texts") == ["de": "eins", "en": "one"])
        #expect(try members.strings("words") == ["a", "b"])
        try members.finish()
    }

    @Test("a member that is missing or was taken already is refused")
    func missing() throws {
        var members = try Members(json, of: "the thing")
        #expect(refusal { try members.json("other") } == "the thing: expected a member \"other\", found none")
        _ = try members.string("text")
        #expect(refusal { try members.string("text") } == "the thing: expected a member \"text\", found none")
        #expect(refusal { try members.optional("text") } == "the thing: expected a member \"text\", found none")
    }

    @Test("the first member in the alphabet that nobody took is named")
    func unknown() throws {
        var members = try Members(["b": 1, "c": 2, "a": 3], of: "the thing")
        _ = try members.integer("a")
        #expect(refusal { try members.finish() } == "the thing: unknown member \"b\"")
    }

    @Test("names are compared by their bytes: the Kelvin sign is no K")
    func namesByBytes() throws {
        var members = try Members(try JSON(canonical: "{\"\u{212A}\":1}".utf8), of: "the thing")
        #expect(!members.has("K") && members.has("\u{212A}"))
        #expect(refusal { try members.integer("K") } == "the thing: expected a member \"K\", found none")
        #expect(try members.integer("\u{212A}") == 1)
    }

    @Test("what is no object has no members", arguments: [.null, true, 1, "x", []] as [JSON])
    func noObject(json: JSON) {
        #expect(refusal { try Members(json, of: "the thing") } == "the thing: expected a JSON object")
    }

    @Test("a value of another type is refused, and the member is named")
    func types() throws {
        func message(_ take: (inout Members) throws -> Void) -> String {
            refusal {
                var members = try Members(json, of: "the thing")
                try take(&members)
            }
        }
        #expect(message { _ = try $0.string("integer") } == "the thing: expected \"integer\" to be a string")
        #expect(message { _ = try $0.string("none") } == "the thing: expected \"none\" to be a string")
        #expect(message { _ = try $0.integer("text") } == "the thing: expected \"text\" to be an integer")
        #expect(message { _ = try $0.integer("flag") } == "the thing: expected \"flag\" to be an integer")
        #expect(message { _ = try $0.bool("integer") } == "the thing: expected \"integer\" to be true or false")
        #expect(message { _ = try $0.array("texts") } == "the thing: expected \"texts\" to be an array")
        #expect(message { _ = try $0.strings("array") } == "the thing: expected \"array\" to be an array of strings")
        #expect(message { _ = try $0.texts("array") } == "the thing: expected \"array\" to be an object of strings")
        #expect(message { _ = try $0.hex("flag") } == "the thing: expected \"flag\" to be a string")
        #expect(message { _ = try $0.hex("text") }.contains("\"text\": expected hexadecimal"))
        #expect(message { _ = try $0.base64("text") }.contains("\"text\": expected base64"))
        #expect(message { _ = try $0.hex("hex", count: 3) } == "the thing: expected \"hex\" of 3 bytes, found 2")
        #expect(message { _ = try $0.base64("code", count: 1) } == "the thing: expected \"code\" of 1 bytes, found 2")
    }

    @Test("an integer outside its range is refused", arguments: [(-4, 5), (-10, -6)])
    func range(lower: Int, upper: Int) throws {
        var members = try Members(json, of: "the thing")
        #expect(
            refusal { try members.integer("integer", in: lower...upper) }
                == "the thing: expected \"integer\" from \(lower) to \(upper), found -5")
    }
}
