import BallotCrypto
import ElectionFixture
import ElectionRecord
import TransparencyLog

/// The ballot box, which has the log's key, rewrites what it signed, or shows two people two logs.
enum TamperLog {
    static let cheats: [Cheat] = checkpoints + rewritten + long + handedIn

    /// The checkpoint file of `text`, signed by `names`.
    private static func note(_ text: String, _ names: [String], _ election: FixtureElection) throws -> [UInt8] {
        var note = SignedNote(text: text, signatures: [])
        for name in names { note.sign(with: try election.keys.signing(name)) }
        for witness in FixtureKeys.witnesses {
            note.add(Cosignature.sign(text, time: election.time, with: try election.keys.signing(witness)))
        }
        return note.bytes
    }

    private static func text(_ size: Int, _ root: Digest, origin: String = FixtureElection.origin) -> String {
        Checkpoint(origin: origin, head: TreeHead(size: size, root: root)).text
    }

    private static let other = SHA256.hash([7])

    private static let checkpoints: [Cheat] = [
        .folder("the log signs another root", .log, "expected the entries' root") {
            let size = $1.entries.count
            $0["checkpoint"] = try note(text(size, other), [FixtureElection.origin], $1)
        },
        .folder("the log signs a size that it does not have", .log, "can't be read", alone: false) {
            let size = $1.entries.count + 1
            $0["checkpoint"] = try note(text(size, other), [FixtureElection.origin], $1)
        },
        .folder("the log signs a size beyond all memory", .log, "can't be read", alone: false) {
            $0["checkpoint"] = try note(text(Checkpoint.largestSize, other), [FixtureElection.origin], $1)
        },
        .folder("the log signs a size that no checkpoint has", .log, "expected a checkpoint's size", alone: false) {
            $0["checkpoint"] = try note(text(Checkpoint.largestSize + 1, other), [FixtureElection.origin], $1)
        },
        .folder("a stranger signs the checkpoint", .log, "expected a signature of a known key") {
            $0["checkpoint"] = try note(text($1.entries.count, $1.replay.head.root), ["stranger"], $1)
        },
        .folder("the checkpoint names another origin", .log, "expected the origin") {
            let text = text($1.entries.count, $1.replay.head.root, origin: "stem.example/ander")
            $0["checkpoint"] = try note(text, [FixtureElection.origin], $1)
        },
        .folder("the checkpoint has a line more", .log, "expected a checkpoint of three lines", alone: false) {
            let text = text($1.entries.count, $1.replay.head.root) + "extension\n"
            $0["checkpoint"] = try note(text, [FixtureElection.origin], $1)
        },
        .folder("two roots were signed at one earlier size", .log, "expected the root") {
            let size = $1.kept[4]
            $0["checkpoints/\(size)"] = try note(text(size, other), [FixtureElection.origin], $1)
        },
        .folder("a checkpoint is kept of a size that the log never had", .log, "expected a size of at most") {
            let size = $1.entries.count + 5
            $0["checkpoints/\(size)"] = try note(text(size, other), [FixtureElection.origin], $1)
        },
    ]

    /// The box takes the whole log apart and signs it again; the other parties' signatures it can't make.
    private static func rewrite(
        _ name: String, _ check: Check, _ says: String,
        _ change: @escaping @Sendable (inout [[UInt8]], FixtureElection) throws -> Void
    ) -> Cheat {
        Cheat(name, check, says) {
            let election = try Held.done.get()
            var entries = election.entries
            try change(&entries, election)
            return Cheat.Scene(folder: try election.with(entries: entries).published())
        }
    }

    private static func index(_ kind: Act.Kind, _ election: FixtureElection) throws -> Int {
        guard let past = election.replay.history.first(where: { $0.kind == kind }) else {
            throw RecordError("expected an act \(kind)")
        }
        return past.entry
    }

    private static let rewritten: [Cheat] = [
        rewrite("the box drops a ballot", .close, "expected the tree before the act") {
            $0.remove(at: $1.replay.ballots[4].entry)
        },
        rewrite("the box changes the order of two ballots", .close, "expected the tree before the act") {
            $0.swapAt($1.replay.ballots[4].entry, $1.replay.ballots[5].entry)
        },
        rewrite("the box replays a ballot in another's place", .ballots, "already cast the ballot") {
            $0[$1.replay.ballots[4].entry] = $0[$1.replay.ballots[3].entry]
        },
        rewrite("the box makes a ballot an empty entry", .acts, "expected") {
            $0[$1.replay.ballots[4].entry] = []
        },
        rewrite("the box drops an act of the roll", .acts, "expected the tree before the act") {
            $0.remove(at: try index(.roll, $1))
        },
        rewrite("the box changes a key on the roll", .acts, "does not verify") {
            let place = try index(.roll, $1)
            var text = String(decoding: $0[place], as: UTF8.self)
            guard let keys = text.firstRange(of: "\"keys\":\"") else { throw RecordError("expected keys") }
            let symbol = text.index(keys.upperBound, offsetBy: 100)
            text.replaceSubrange(symbol...symbol, with: text[symbol] == "A" ? "B" : "A")
            $0[place] = Array(text.utf8)
        },
        rewrite("the box drops a revocation", .close, "expected the tree before the act") {
            $0.remove(at: try index(.revoke, $1))
        },
        rewrite("the box drops the withdrawal of a project", .close, "expected the tree before the act") {
            $0.remove(at: try index(.withdraw, $1))
        },
        rewrite("the box drops the close", .acts, "does not belong in the voting phase") {
            $0.remove(at: try index(.close, $1))
        },
        rewrite("the box drops a mix", .mixes, "expected mixer 1, found 2") {
            $0.remove(at: try index(.mix, $1))
        },
        rewrite("the box puts the result before the last shares", .outcome, "expected the tree before the act") {
            entries, _ in
            entries.swapAt(entries.count - 1, entries.count - 2)
        },
        rewrite("the box drops the manifest", .acts, "does not belong in the empty phase") {
            entries, _ in entries.removeFirst()
        },
        rewrite("the box says an act twice", .acts, "does not belong") {
            entries, election in entries.append(entries[try index(.close, election)])
        },
    ]

    /// A log of more than one full tile.
    private static let longLog = Result {
        var election = try FixtureElection.opened(notices: 300)
        for number in 0..<5 { try election.cast(["oost": [number]], 0, number) }
        return election
    }

    private static func long(
        _ name: String, _ check: Check, _ says: String, alone: Bool = true,
        _ change: @escaping @Sendable (inout [String: [UInt8]]) throws -> Void
    ) -> Cheat {
        Cheat(name, check, says, alone: alone) {
            var folder = try longLog.get().published()
            try change(&folder.files)
            return Cheat.Scene(folder: folder)
        }
    }

    private static let long: [Cheat] = [
        long("a hash of a full tile is changed", .log, "tile/0/000: expected the 8192 bytes") {
            $0["tile/0/000"] = $0["tile/0/000"]?.flipped(at: 5000)
        },
        long("a hash of a tile of the level above is changed", .log, "tile/1/000.p/1: expected the 32 bytes") {
            $0["tile/1/000.p/1"] = $0["tile/1/000.p/1"]?.flipped(at: 0)
        },
        long("a full entry bundle is missing", .log, "entry 0: tile/entries/000: can't be read", alone: false) {
            $0["tile/entries/000"] = nil
        },
        long("the second entry bundle is missing", .log, "entry 256: tile/entries/001", alone: false) { files in
            for path in files.keys where path.hasPrefix("tile/entries/001") { files[path] = nil }
        },
        long("two entry bundles change places", .log, "expected", alone: false) { files in
            guard let path = files.keys.first(where: { $0.hasPrefix("tile/entries/001.p/") }) else { return }
            let first = files["tile/entries/000"]
            files["tile/entries/000"] = files[path]
            files[path] = first
        },
    ]

    private static let handedIn: [Cheat] = [
        Cheat("the whole election is held again under a fresh log key", .log, "expected the log", alone: true) {
            let announced = try Held.done.get().keys.verification(FixtureElection.origin)
            let policy = try TrustPolicy(parsing: "log \(announced)\nquorum none\n")
            var other = try FixtureElection.opened()
            try other.vote()
            try other.finish()
            return Cheat.Scene(folder: try other.published(), trust: policy)
        }
    ]
}
