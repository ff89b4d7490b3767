import ElectionFixture
import ElectionRecord
import TransparencyLog

/// Whoever keeps the web server changes files, without anybody's key.
enum TamperFolder {
    static let cheats: [Cheat] = files + derived + artifacts

    private static let size = 66
    private static let bundle = "tile/entries/000.p/"

    private static func newest(_ prefix: String, _ election: FixtureElection) -> String {
        prefix + String(election.entries.count)
    }

    private static let files: [Cheat] = [
        .folder("a byte of a ballot is changed in the entry bundle", .log, "expected the entries' root", alone: false) {
            let path = newest(bundle, $1)
            let ballot = $1.replay.ballots[2].entry
            let start = $1.entries[..<ballot].reduce(0) { $0 + 2 + $1.count }
            $0[path] = $0[path]?.flipped(at: start + 300)
        },
        .folder("two ballots change places in the entry bundle", .log, "expected the entries' root", alone: false) {
            var entries = $1.entries
            entries.swapAt($1.replay.ballots[0].entry, $1.replay.ballots[1].entry)
            $0[newest(bundle, $1)] = try EntryBundle.encode(entries)
        },
        .folder("the newest entry bundle is missing", .log, "can't be read", alone: false) {
            $0[newest(bundle, $1)] = nil
        },
        .folder("the entry bundle ends early", .log, "to be whole", alone: false) {
            $0[newest(bundle, $1)]?.removeLast()
        },
        .folder("the entry bundle has a byte more", .log, "bytes more", alone: false) {
            $0[newest(bundle, $1)]?.append(0)
        },
        .folder("an entry bundle of an earlier size holds another ballot", .log, "bytes that the entries give") {
            let path = bundle + String($1.kept[5])
            $0[path] = $0[path]?.flipped(at: -1)
        },
        .folder("an entry bundle of an earlier size is missing", .log, "can't be read") {
            $0[bundle + String($1.kept[5])] = nil
        },
        .folder("a hash of the tile is changed", .log, "bytes that the entries give") {
            $0[newest("tile/0/000.p/", $1)] = $0[newest("tile/0/000.p/", $1)]?.flipped(at: 100)
        },
        .folder("a tile of an earlier size is changed", .log, "bytes that the entries give") {
            let path = "tile/0/000.p/" + String($1.kept[1])
            $0[path] = $0[path]?.flipped(at: 0)
        },
        .folder("the tile is missing", .log, "can't be read") { $0[newest("tile/0/000.p/", $1)] = nil },
        .folder("the tile is cut short", .log, "bytes that the entries give") {
            $0[newest("tile/0/000.p/", $1)]?.removeLast(32)
        },
        .folder("a tile stands where there is none", .log, "no tile of this log") { files, _ in
            files["tile/1/000.p/1"] = [UInt8](repeating: 7, count: 32)
        },
        .folder("an entry bundle stands where there is none", .log, "no tile of this log") { files, _ in
            files["tile/entries/001.p/1"] = [0, 1, 7]
        },
        .folder("the checkpoint is missing", .log, "checkpoint: can't be read", alone: false) { files, _ in
            files["checkpoint"] = nil
        },
        .folder("the checkpoint is no note", .log, "expected", alone: false) { files, _ in
            files["checkpoint"] = Array("checkpoint\n".utf8)
        },
        .folder("an earlier checkpoint is put back, the tiles stay", .log, "no tile of this log", alone: false) {
            $0["checkpoint"] = $0["checkpoints/\($1.kept[5])"]
        },
        .folder("a kept checkpoint is missing", .log, "no tile of this log", alone: false) {
            $0["checkpoints/\($1.kept[2])"] = nil
        },
        .folder("a kept checkpoint stands under another size", .log, "expected size") {
            $0["checkpoints/\($1.kept[2])"] = $0["checkpoints/\($1.kept[3])"]
        },
        .folder("a kept checkpoint has a name that is no size", .log, "expected a size as its name") {
            $0["checkpoints/007"] = $0["checkpoints/\($1.kept[2])"]
        },
        .folder("the newest checkpoint is not kept", .log, "expected the newest checkpoint", alone: false) {
            $0[newest("checkpoints/", $1)] = nil
        },
        .folder("the log's signature is changed", .log, "does not verify") {
            $0["checkpoint"] = try swapSignatures($1, 0, with: 1)
        },
        .folder("the library's cosignature is that of another checkpoint", .log, "cosignature of library") {
            let other = try $1.note(size: $1.kept[0]).signatures[1]
            var note = try $1.note(size: $1.entries.count, cosigned: false)
            note.add(other)
            note.add(try $1.note(size: $1.entries.count).signatures[2])
            $0["checkpoint"] = note.bytes
        },
        .folder("a kept checkpoint has another's cosignature", .log, "cosignature of library") {
            let other = try $1.note(size: $1.kept[0]).signatures[1]
            var note = try $1.note(size: $1.kept[1], cosigned: false)
            note.add(other)
            $0["checkpoints/\($1.kept[1])"] = note.bytes
        },
    ]

    /// The note with one signature's bytes taken from another line.
    private static func swapSignatures(_ election: FixtureElection, _ place: Int, with other: Int) throws -> [UInt8] {
        let note = try election.note(size: election.entries.count)
        var signatures = note.signatures
        signatures[place] = SignedNote.Signature(
            name: signatures[place].name, id: signatures[place].id, bytes: Array(signatures[other].bytes.suffix(64)))
        return SignedNote(text: note.text, signatures: signatures).bytes
    }

    private static let derived: [Cheat] =
        [
            "results.json", "results.csv", "what-if.json", "index.html", "en/index.html", "find.html", "check.html",
            "en/story.html",
            "evaluation.html", "ballots/stad.csv", "election.json", "trust-policy",
            "pabulib/oost.pb",
        ].flatMap {
            path in
            [
                Cheat.folder("\(path) says something else", .files, "different from byte") { files, _ in
                    files[path] = files[path]?.flipped(at: 20)
                },
                Cheat.folder("\(path) is missing", .files, "can't be read") { files, _ in files[path] = nil },
                Cheat.folder("\(path) says something more", .files, "different from byte") { files, _ in
                    files[path]?.append(0x0A)
                },
            ]
        } + [
            .folder("a file lies in the folder that is no part of the record", .files, "no part of the record") {
                files, _ in
                files["minutes.txt"] = [1]
            },
            .folder("a page names another version of its maker", .files, "which only a verifier of that version") {
                files, _ in
                let page = String(decoding: files["index.html"] ?? [], as: UTF8.self)
                files["index.html"] = Array(page.replacing("Stembus pages", with: "Stembus pages 1").utf8)
            },
            .folder("an artifact lies there that no act refers to", .files, "no part of the record") { files, _ in
                files["artifacts/" + String(repeating: "0", count: 64)] = [1]
            },
            .folder(".nojekyll says something", .files, "no part of the record") { files, _ in
                files[".nojekyll"] = [1]
            },
        ]

    /// The artifact that the last act of a kind refers to.
    private static func artifact(_ kind: Act.Kind, _ election: FixtureElection, _ place: Int = 0) throws -> String {
        for entry in election.entries where entry.first != 0x01 {
            let act = try SignedAct(parsing: entry).act
            if act.kind == kind { return act.references[place].path }
        }
        throw RecordError("expected an act \(kind)")
    }

    private static let artifacts: [Cheat] = [
        ("a contest's projects", Act.Kind.manifest, 0, Check.manifest, false),
        ("the look of the pages", .manifest, 4, .manifest, false),
        ("the rehearsal", .rehearsal, 0, .trusteeKeys, false),
        ("a mix", .mix, 0, .mixes, false),
        ("a trustee's shares", .decrypt, 0, .decryption, false),
        ("the opened ballots", .result, 0, .decryption, false),
        ("an outcome document", .result, 1, .outcome, true),
    ].flatMap { what, kind, place, check, alone in
        [
            Cheat.folder("\(what): the artifact is missing", check, "can't be read", alone: alone) {
                $0[try artifact(kind, $1, place)] = nil
            },
            Cheat.folder("\(what): the artifact is changed", check, "its SHA-256", alone: alone) {
                let path = try artifact(kind, $1, place)
                $0[path] = $0[path]?.flipped(at: 40)
            },
            Cheat.folder("\(what): the artifact is longer", check, "bytes, found", alone: alone) {
                $0[try artifact(kind, $1, place)]?.append(0)
            },
        ]
    }
}
