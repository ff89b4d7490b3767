import BallotCrypto
import CryptoFixture
import Wire

/// vectors/cryptography.json: every step of spec/cryptography.md, with cases that a check must refuse.
enum CryptographyVectors {
    static let origin = "stem.example/vectors"
    static let cid = SHA256.hash("stembus vectors: cid".utf8)
    static let ctx = SHA256.hash("stembus vectors: ctx".utf8)
    static let tctx = SHA256.hash("stembus vectors: tctx".utf8)

    static func all() throws -> JSON {
        let ceremony = try CeremonyVectors()
        return [
            "comment": .string(
                "Secrets come from the test generator: draw i is expand_message_xmd(seed || u64(i), "
                    + "\"stembus-v1-TEST-DRBG\", 48), scalars modulo n, below(k) modulo k. Seeds are ASCII."),
            "codes": try codes(), "credentials": try credentials(), "hash_to_scalar": hashToScalars(),
            "transcript": transcript(), "generators": try generators(),
            "generator_blocks": .object(Generators.digests.mapValues(JSON.string)), "points": points(),
            "scalars": scalars(),
            "embedding": try embedding(), "ceremony": ceremony.json,
            "ballots": try BallotVectors(ceremony).json, "shuffles": try ShuffleVectors(ceremony).json,
            "decryptions": try DecryptionVectors(ceremony).json,
        ]
    }

    /// The code whose first 19 symbols these are, printed.
    static func code(_ symbols: String) throws -> String {
        for last in Crockford.alphabet {
            let text = symbols + String(UnicodeScalar(last))
            if (try? Code(parsing: text)) != nil { return Crockford.grouped(text) }
        }
        throw CryptoError("no check symbol fits")
    }

    private static func codes() throws -> JSON {
        let right = try ["0000000000000000000", "0123456789ABCDEFGHJ", "ZZZZZZZZZZZZZZZZZZZ"].map(code)
        let typed = right[1].lowercased().replacing("-", with: " ").replacing("0", with: "o").replacing("1", with: "l")
        return [
            "valid": .strings(right),
            "forgiven": [
                "comment": "lower case, spaces, o for 0 and l for 1", "typed": .string(typed),
                "code": .string(right[1]),
            ],
            "refused": [
                [
                    "comment": "one symbol is wrong", "typed": .string(swap(right[1], 5, with: "Q")),
                    "refused_by": "check symbol",
                ],
                [
                    "comment": "two symbols are exchanged", "typed": .string(exchange(right[1], 6, 7)),
                    "refused_by": "check symbol",
                ],
                ["comment": "U is no symbol", "typed": .string(swap(right[1], 0, with: "U")), "refused_by": "symbol"],
                ["comment": "19 symbols", "typed": .string(String(right[1].dropLast())), "refused_by": "length"],
            ],
        ]
    }

    private static func swap(_ text: String, _ place: Int, with symbol: Character) -> String {
        String(text.enumerated().map { $0 == place ? symbol : $1 })
    }

    private static func exchange(_ text: String, _ left: Int, _ right: Int) -> String {
        var symbols = Array(text)
        symbols.swapAt(left, right)
        return String(symbols)
    }

    private static func credentials() throws -> JSON {
        .array(
            try [("0123456789ABCDEFGHJ", 1), ("ZZZZZZZZZZZZZZZZZZZ", 2)].map { symbols, issuer in
                let text = try code(symbols)
                let credential = try Credential(code: Code(parsing: text), origin: origin, issuer: UInt8(issuer))
                var secret: [UInt8] = []
                credential.forEachSecret { secret = $0.copy().revealed() }
                return [
                    "code": .string(text), "origin": .string(origin), "issuer": .integer(issuer),
                    "secret": .hex(secret), "public": .hex(credential.publicKeys[0].compressed),
                ]
            })
    }

    private static func hashToScalars() -> JSON {
        .array(
            [[], [0x61], Array("stembus".utf8)].map { (message: [UInt8]) in
                ["message": .hex(message), "scalar": .hex(hashToScalar(message).bytes)]
            })
    }

    private static func transcript() -> JSON {
        var transcript = Transcript("example", context: ctx)
        transcript.put("a", [1, 2, 3])
        transcript.put("empty", [UInt8]())
        transcript.put("n", UInt32(7))
        let first = transcript.scalars("c", 2)
        let second = transcript.scalar("d")
        return [
            "proof": "example", "ctx": .hex(ctx.bytes),
            "put": [["a", "010203"], ["empty", ""], ["n", "00000007"]],
            "scalars c, 2": .array(first.map { .hex($0.bytes) }), "then scalar d": .hex(second.bytes),
        ]
    }

    private static func generators() throws -> JSON {
        .array(try Generators.upTo(5).map { .hex($0.compressed) })
    }

    private static func points() -> JSON {
        let generator = Point.generator.compressed
        return [
            "valid": [["compressed": .hex(generator), "affine": .hex(Point.generator.affine)]],
            "refused": [
                ["comment": "32 bytes", "bytes": .hex(generator.dropLast())],
                ["comment": "the prefix of a hybrid form", "bytes": .hex([6] + generator.dropFirst())],
                ["comment": "x is p", "bytes": "02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"],
                [
                    "comment": "no point has this x",
                    "bytes": "020000000000000000000000000000000000000000000000000000000000000001",
                ],
                ["comment": "the identity has no encoding", "bytes": .hex([UInt8](repeating: 0, count: 33))],
                ["comment": "not on the curve", "bytes": .hex(Point.generator.affine.dropLast() + [0])],
            ],
        ]
    }

    private static func scalars() -> JSON {
        [
            "valid": [.hex(Scalar.zero.bytes), .hex((-Scalar.one).bytes)],
            "refused": [
                [
                    "comment": "the group's order",
                    "bytes": "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
                ],
                ["comment": "33 bytes", "bytes": .hex([0] + Scalar.one.bytes)],
            ],
        ]
    }

    private static func embedding() throws -> JSON {
        let messages: [[UInt8]] = [[0], Array("hello".utf8), [UInt8](repeating: 0xFF, count: 30)]
        let point = try Embedding.encode(messages[1])
        return [
            "valid": .array(
                try messages.map { ["message": .hex($0), "point": .hex(try Embedding.encode($0).compressed)] }),
            "refused": [
                ["reason": "odd-y", "length": 5, "point": .hex((-point).compressed)],
                ["reason": "length", "length": 4, "point": .hex(point.compressed)],
                ["reason": "odd-y", "length": 5, "point": .hex(Point.generator.compressed)],
                ["reason": "identity", "length": 5, "point": .hex([UInt8](repeating: 0, count: 33))],
                ["reason": "padding", "length": 4, "point": .hex(first(of: [4] + messages[1]).compressed)],
                ["reason": "counter", "length": 5, "point": .hex(second(of: [5] + messages[1]).compressed)],
            ],
        ]
    }

    /// The points whose x-coordinate begins so, by counter.
    private static func points(of head: [UInt8]) -> [Point] {
        let padded = head + [UInt8](repeating: 0, count: 31 - head.count)
        return (0...UInt8.max).compactMap { try? Point(compressed: [2] + padded + [$0]) }
    }

    private static func first(of head: [UInt8]) -> Point { points(of: head)[0] }

    private static func second(of head: [UInt8]) -> Point { points(of: head)[1] }
}
