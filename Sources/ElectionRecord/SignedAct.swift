import BallotCrypto
import TransparencyLog
import Wire

/// An act as it stands in the log: a signed note of three lines (spec/record.md, "Acts").
///
///     stembus/v1 close
///     stem.example/noord-2027
///     {"ballots":{"noord-oost":1961,…},"manifest":"9f3c…",…}
///
///     — official-1 …
public struct SignedAct: Sendable {
    public let origin: String
    public let act: Act
    /// The leaf hash of the manifest that the act belongs to; nil in the manifest itself.
    public let cid: Digest?
    /// When it was signed, as its signers state.
    public let time: Timestamp
    public let note: SignedNote

    public static let version = "stembus/v1"

    /// The text that the signers of an act sign. The manifest has no `cid` and states its time itself.
    public static func text(_ act: Act, origin: String, cid: Digest?, time: Timestamp) -> String {
        let json: JSON
        if case .manifest(let manifest) = act {
            json = manifest.json
        } else {
            var members = act.members
            members["time"] = .string(time.description)
            members["manifest"] = .string(cid?.hex ?? "")
            json = .object(members)
        }
        return "\(version) \(act.kind.rawValue)\n\(origin)\n\(json.text)\n"
    }

    /// Parses an entry that is text. Throws `RecordError`; signatures are looked at later, by `signers`.
    public init(parsing bytes: [UInt8]) throws(RecordError) {
        do {
            note = try SignedNote(parsing: bytes)
            guard note.bytes == bytes else { throw RecordError("expected a note in its one form") }
            let lines = note.text.pieces(at: "\n")
            guard lines.count == 4, lines[3].isEmpty else {
                throw RecordError("expected an act of three lines, found \(lines.count - 1)")
            }
            let words = lines[0].pieces(at: " ")
            guard words.count == 2, words[0].isSame(as: Self.version),
                let kind = Act.Kind.allCases.first(where: { $0.rawValue.isSame(as: words[1]) })
            else {
                throw RecordError("expected \"\(Self.version)\" and a kind of act, found \"\(lines[0].beginning(64))\"")
            }
            origin = lines[1]
            let json = try JSON(canonical: lines[2].utf8)
            if kind == .manifest {
                let manifest = try Manifest(json)
                act = .manifest(manifest)
                cid = nil
                time = manifest.time
            } else {
                var members = try Members(json, of: "the act \(kind.rawValue)")
                cid = try members.digest("manifest")
                time = try members.time("time")
                act = try Act(kind, &members)
                try members.finish()
            }
        } catch let error as RecordError {
            throw error
        } catch {
            throw RecordError("\(error)")
        }
    }

    /// Throws `RecordError` unless the note is signed by exactly `keys`: `threshold` or more of the first list and
    /// all of the second, each once, every signature valid, and by nobody else.
    func requireSigners(_ keys: [VerificationKey], threshold: Int, and others: [VerificationKey] = [])
        throws(RecordError)
    {
        let signed: [VerificationKey]
        do { signed = try note.verified(by: keys + others) } catch { throw RecordError("\(error)") }
        guard Set(signed).count == note.signatures.count else {
            throw RecordError("expected each signer once and nobody but the act's signers")
        }
        let counted = keys.filter(signed.contains).count
        guard counted >= threshold else {
            throw RecordError(
                "expected the signatures of \(threshold) of \(keys.map(\.name).listed()), found \(counted)")
        }
        for other in others where !signed.contains(other) {
            throw RecordError("expected the signature of \(other.name), found none")
        }
    }
}
