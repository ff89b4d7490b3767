import BallotCrypto
import TransparencyLog
import Wire

/// vectors/log.json: tree, proofs, tiles, notes, checkpoints, cosignatures, receipts, policies.
enum LogVectors {
    private static func seed(_ label: String) -> [UInt8] { SHA256.hash(label.utf8).bytes }

    static func key(_ name: String, _ kind: VerificationKey.Kind = .note) throws -> SigningKey {
        try SigningKey(name: name, kind: kind, key: Ed25519.PrivateKey(seed: seed(name)))
    }

    private static let leaves = (0..<300).map { MerkleTree.leaf(Array("entry \($0)".utf8)) }

    static func all() throws -> JSON {
        let hashes = TileHashes(leaves)
        return [
            "comment":
                "entry i is ASCII \"entry <i>\"; the bundle holds entries 1 and 2; an Ed25519 seed is SHA-256 of the key's name",
            "roots": .object(
                Dictionary([0, 1, 2, 3, 5, 8, 255, 256, 257, 300].map { (String($0), root($0)) }) { first, _ in first }),
            "inclusion": try inclusion(hashes), "consistency": try consistency(hashes),
            "tiles": .array(
                [1, 255, 256, 257, 300, 70_000].map { size in
                    ["size": .integer(size), "paths": .strings(TileCoordinate.tiles(for: size).suffix(4).map(\.path))]
                }),
            "bundle": .hex(try EntryBundle.encode([Array("entry 1".utf8), Array("entry 2".utf8)])),
            "notes": try notes(), "receipt": try receipt(hashes), "policies": try policies(),
            "times": try TimesVectors.all(),
            "tracking_code": ["leaf": .hex(leaves[0].bytes), "code": .string(TrackingCode(leaves[0]).description)],
        ]
    }

    private static func root(_ size: Int) -> JSON { .hex(MerkleTree.root(of: leaves.prefix(size)).bytes) }

    private static func inclusion(_ hashes: TileHashes) throws -> JSON {
        let valid = try [(0, 1), (0, 8), (5, 7), (17, 300), (299, 300)].map { index, size -> JSON in
            let proof = try InclusionProof(index: index, size: size, from: hashes)
            return [
                "index": .integer(index), "size": .integer(size), "leaf": .hex(leaves[index].bytes), "root": root(size),
                "proof": .array(proof.hashes.map { .hex($0.bytes) }),
            ]
        }
        let proof = try InclusionProof(index: 17, size: 300, from: hashes).hashes
        func refused(_ comment: String, _ index: Int, _ hashes: [Digest]) -> JSON {
            [
                "comment": .string(comment), "index": .integer(index), "size": 300, "leaf": .hex(leaves[17].bytes),
                "root": root(300), "proof": .array(hashes.map { .hex($0.bytes) }), "refused_by": "V13",
            ]
        }
        return [
            "valid": .array(valid),
            "refused": [
                refused("another index", 16, proof), refused("a hash more", 17, proof + [leaves[0]]),
                refused("a hash less", 17, proof.dropLast()), refused("an index beyond the tree", 300, proof),
            ],
        ]
    }

    private static func consistency(_ hashes: TileHashes) throws -> JSON {
        .array(
            try [(1, 2), (3, 7), (4, 8), (256, 300), (300, 300), (0, 5)].map { old, new in
                [
                    "old": .integer(old), "new": .integer(new), "old_root": root(old), "new_root": root(new),
                    "proof": .array(
                        try ConsistencyProof(old: old, new: new, from: hashes).hashes.map { .hex($0.bytes) }),
                ]
            })
    }

    private static func checkpoint() throws -> SignedNote {
        let head = TreeHead(size: 300, root: MerkleTree.root(of: leaves))
        var note = SignedNote(text: Checkpoint(origin: "stem.example/vectors", head: head).text, signatures: [])
        note.sign(with: try key("stem.example/vectors"))
        note.add(Cosignature.sign(note.text, time: 1_800_000_000, with: try key("library", .cosignature)))
        return note
    }

    private static func notes() throws -> JSON {
        let note = try checkpoint()
        let text = String(decoding: note.bytes, as: UTF8.self)
        let head = TreeHead(size: Checkpoint.largestSize + 1, root: MerkleTree.root(of: leaves))
        var larger = SignedNote(text: Checkpoint(origin: "stem.example/vectors", head: head).text, signatures: [])
        larger.sign(with: try key("stem.example/vectors"))
        func refused(_ comment: String, _ text: String) -> JSON {
            ["comment": .string(comment), "note": .string(text), "refused_by": "V1"]
        }
        return [
            "log_key": .string(try key("stem.example/vectors").verificationKey.description),
            "witness_key": .string(try key("library", .cosignature).verificationKey.description),
            "checkpoint": .string(text),
            "refused": [
                refused("another size", text.replacing("\n300\n", with: "\n299\n")),
                refused("a size with a leading zero", text.replacing("\n300\n", with: "\n0300\n")),
                refused("a size above 2^53 - 1", String(decoding: larger.bytes, as: UTF8.self)),
                refused("no line feed at the end", String(text.dropLast())),
                refused("carriage returns", text.replacing("\n", with: "\r\n")),
                refused("no signature", note.text + "\n"),
                refused("base64 without padding", text.replacing("=", with: "")),
                refused(
                    "the origin's line ends with an accent", text.replacing("vectors\n3", with: "vectors\u{301}\n3")),
                refused("another name of the log's key, by the same id", renamed(note, " stem", " \u{301}stem")),
                refused("a no-break space in a name", note.text + "\n" + "— li\u{A0}brary AAAAAAA=\n"),
            ],
            "odd_names": .array(
                try oddNames.map { comment, name in
                    var note = SignedNote(text: "odd\n", signatures: [])
                    let key = try key(name)
                    note.sign(with: key)
                    return [
                        "comment": .string(comment), "key": .string(key.verificationKey.description),
                        "note": .string(String(decoding: note.bytes, as: UTF8.self)),
                    ]
                }),
        ]
    }

    /// Names whose bytes are cut and compared as they stand, whatever a reader of larger characters makes of them.
    private static let oddNames = [
        ("begins with an accent", "\u{301}w"), ("ends with a Prepend character", "w\u{600}"),
        ("ends with a joiner", "w\u{200D}"), ("the letter K", "K"), ("the Kelvin sign", "\u{212A}"),
        ("å composed", "\u{E5}"), ("å decomposed", "a\u{30A}"), ("a variation selector alone", "\u{FE0F}"),
    ]

    /// The note whose signature line of the log has another beginning.
    private static func renamed(_ note: SignedNote, _ old: String, _ new: String) -> String {
        note.text + "\n" + note.signatures.map { $0.line.replacing("—" + old, with: "—" + new) }.joined()
    }

    /// Lines of unknown keys with odd names, each under the key id 0.
    private static let unknownLines = oddNames.map { SignedNote.Signature(name: $1, id: 0, bytes: [1]).line }.joined()

    private static func receipt(_ hashes: TileHashes) throws -> JSON {
        let receipt = Receipt(
            proof: try InclusionProof(index: 17, size: 300, from: hashes), checkpoint: try checkpoint())
        let file = String(decoding: receipt.bytes, as: UTF8.self)
        return [
            "entry": "entry 17", "file": .string(file), "with_unknown_lines": .string(file + unknownLines),
        ]
    }

    private static func policies() throws -> JSON {
        let log = try key("stem.example/vectors").verificationKey
        let first = try key("library", .cosignature).verificationKey
        let second = try key("newspaper", .cosignature).verificationKey
        let head = "log \(log)\nwitness library \(first)\nwitness newspaper \(second)\n"
        // Of a type that no key here has: the policy is used without it.
        let newer = head + "witness newer newer+0badcafe+\(Base64.encode([6] + seed("newer")))\n"
        return [
            "comment": "over the checkpoint above, which the library cosigned",
            "met": .strings([
                head + "quorum none\n", head + "quorum library\n", head + "group g any library newspaper\nquorum g\n",
                newer + "group g any library newer\nquorum g\n",
            ]),
            "not_met": .strings([
                head + "quorum newspaper\n", head + "group g 2 library newspaper\nquorum g\n",
                newer + "quorum newer\n", newer + "group g all library newer\nquorum g\n",
            ]),
            "malformed": .strings([
                head, head + "quorum other\n", head + "witness library \(second)\nquorum none\n",
                head + "group g 3 library newspaper\nquorum g\n",
            ]),
        ]
    }
}
