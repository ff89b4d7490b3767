import BallotCrypto
import BudgetRules
import Ceremony
import ElectionRecord
import TransparencyLog

/// A party that has a key of its own.
struct Party {
    /// What its files are named after: `official-1`, `log`.
    let role: String
    /// The name in its key.
    let name: String
    let kind: VerificationKey.Kind
}

// From a definition to a manifest.
extension Definition {
    var parties: [Party] {
        func some(_ role: String, _ count: Int, _ kind: VerificationKey.Kind = .note) -> [Party] {
            (0..<count).map { Party(role: "\(role)-\($0 + 1)", name: "\(id)/\(role)-\($0 + 1)", kind: kind) }
        }
        return some("official", officials.count) + some("issuer", 1)
            + [Party(role: "log", name: origin, kind: .note)] + some("trustee", trustees.count)
            + some("mixer", mixers) + some("witness", witnesses.count, .cosignature)
    }

    /// Every party's key; `key` gives it for a role.
    func keys(_ key: (String) throws -> VerificationKey) rethrows -> PartyKeys {
        func some(_ role: String, _ count: Int) throws -> [VerificationKey] {
            try (0..<count).map { try key("\(role)-\($0 + 1)") }
        }
        return PartyKeys(
            officials: try some("official", officials.count), officialsThreshold: officials.threshold,
            issuers: try some("issuer", 1), log: try key("log"), trustees: try some("trustee", trustees.count),
            trusteesThreshold: trustees.threshold, mixers: try some("mixer", mixers),
            witnesses: try some("witness", witnesses.count), witnessQuorum: witnesses.quorum)
    }

    /// The manifest, and its artifacts: the projects of its contests and the look.
    func manifest(
        keys: PartyKeys, time: Timestamp, specification: Digest, page: [PageFile] = [], look: Look? = nil
    ) throws -> (manifest: Manifest, artifacts: [[UInt8]]) {
        let lists = try contests.map { contest in
            do { return try ProjectsArtifact(contest.projects).bytes } catch {
                throw Complaint("contest \(contest.id): \(error)")
            }
        }
        let manifest = Manifest(
            id: id, title: title, country: country, unit: unit, currency: currency, scale: scale, timeZone: timeZone,
            languages: languages, time: time, window: window, districts: districts,
            contests: zip(contests, lists).map { contest, list in
                Contest(
                    id: contest.id, title: contest.title, budget: contest.budget, voteType: contest.voteType,
                    limits: contest.limits, rule: contest.rule, ties: contest.ties, projects: ArtifactReference(list))
            },
            keys: keys, minAnon: minAnon, specification: specification, page: page,
            look: look.map { ArtifactReference($0.bytes) }, nonce: .random())
        return (manifest, lists + [look?.bytes].compactMap(\.self))
    }

    /// Holds the definition against the record's own rules, with keys that are thrown away: what the log would refuse
    /// is refused before anything is made. Throws `Complaint`.
    func requireSense() throws {
        guard !origin.isEmpty, origin.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "+") }) else {
            throw Complaint("expected an origin without spaces and plus signs, found \"\(origin)\"")
        }
        do {
            var secrets: [String: String] = [:]
            for party in parties {
                secrets[party.role] = try SigningKey.generate(name: party.name, kind: party.kind).revealed()
            }
            func key(_ role: String) throws -> SigningKey { try SigningKey(parsing: secrets[role] ?? "") }
            let drafted = try manifest(
                keys: keys { try key($0).verificationKey }, time: window.opens, specification: SHA256.hash([]))
            var draft = try ActDraft(drafted.manifest, origin: origin, clock: window.opens)
            for number in 0..<officials.count { draft.sign(with: try key("official-\(number + 1)")) }
            var replay = Replay(artifacts: Shelf(drafted.artifacts))
            try replay.admit(SignedAct(parsing: draft.bytes))
        } catch let complaint as Complaint {
            throw complaint
        } catch let violation as Violation {
            throw Complaint(violation.message)
        } catch {
            throw Complaint("\(error)")
        }
    }
}

/// Artifacts at hand.
struct Shelf: ArtifactSource {
    private let files: [String: [UInt8]]

    init(_ artifacts: [[UInt8]]) {
        files = Dictionary(artifacts.map { (ArtifactReference($0).path, $0) }) { first, _ in first }
    }

    func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8] {
        guard let bytes = files[reference.path] else { throw RecordError("\(reference.path): can't be read") }
        return bytes
    }
}
