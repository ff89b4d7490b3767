import ArgumentParser
import BallotBox
import BallotBoxSQLite
import BallotCrypto
import Ceremony
import ElectionRecord
import Foundation
import TransparencyLog

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make an election folder from a definition or from Pabulib files.",
        discussion: """
            stembus init noord --definition election.toml
            stembus init noord --pabulib Netherlands_Amsterdam_613.pb Netherlands_Amsterdam_622.pb
            """)

    @Argument(help: "The election folder to make.") var election: String
    @Option(help: "The election's definition (TOML), with its projects' CSV files beside it.") var definition: String?
    @Option(parsing: .upToNextOption, help: "Pabulib files: one district and contest each.") var pabulib: [String] = []
    @Option(help: "What the greedy rule does with what is left: skip, stop or part-fund (with --pabulib).")
    var leftover: String?
    @Option(help: "The log's origin (with --pabulib).") var origin = "stem.example/pabulib"

    func validate() throws {
        guard (definition == nil) != pabulib.isEmpty else {
            throw ValidationError("Give either --definition or --pabulib.")
        }
    }

    func run() throws {
        guard Files.list(election).isEmpty else { throw Complaint("\(election): exists already and is not empty") }
        let draft = "\(election).draft"
        try? FileManager.default.removeItem(atPath: draft)
        if let definition {
            let read = try Definition(path: definition)
            try DefinitionText(read).write(to: draft)
        } else {
            try DefinitionText(PabulibDefinition(pabulib, leftover: leftover, origin: origin).definition)
                .write(to: draft)
        }
        let again = try Definition(path: "\(draft)/definition.toml")
        try? FileManager.default.removeItem(atPath: election)
        do { try FileManager.default.moveItem(atPath: draft, toPath: election) } catch {
            throw Complaint("\(election): can't be made: \(error.localizedDescription)")
        }
        let projects = again.contests.reduce(0) { $0 + $1.projects.count }
        Console.say(
            "\(election): \(again.districts.count) districts, \(again.contests.count) contests, \(projects) projects")
    }
}

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make the key pairs of all parties that have none yet.",
        discussion: """
            stembus keys noord

            A party that made its own key elsewhere (stembus key) gives its .vkey file to ELECTION/keys beforehand.
            """)

    @Argument(help: "The election folder.") var election: String

    func run() throws {
        let folder = ElectionFolder(path: election)
        let definition = try folder.definition()
        var parties: [(party: String, name: String, kind: VerificationKey.Kind)] = []
        func add(_ role: String, _ count: Int, _ kind: VerificationKey.Kind = .note) {
            for number in 1...max(count, 1) where count > 0 {
                parties.append(("\(role)-\(number)", "\(definition.id)/\(role)-\(number)", kind))
            }
        }
        add("official", definition.officials.count)
        add("issuer", 1)
        parties.append(("log", definition.origin, .note))
        add("trustee", definition.trustees.count)
        add("mixer", definition.mixers)
        add("witness", definition.witnesses.count, .cosignature)
        for party in parties {
            guard !Files.exists(folder.publicKeyPath(party.party)) else { continue }
            try Keys.make(
                name: party.name, kind: party.kind, privatePath: folder.privateKeyPath(party.party),
                publicPath: folder.publicKeyPath(party.party))
            Console.say(try folder.publicKey(party.party).description)
        }
    }
}

struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make one key pair, for a party on a machine of its own.",
        discussion: "stembus key trustee-anna trustee-1.key   (writes trustee-1.key.vkey beside it)")

    @Argument(help: "The key's name, without spaces and plus signs.") var name: String
    @Argument(help: "The private key file to make.") var file: String
    @Flag(help: "A witness's cosignature key.") var witness = false

    func run() throws {
        try Keys.make(
            name: name, kind: witness ? .cosignature : .note, privatePath: file, publicPath: "\(file).vkey")
        Console.say(String(decoding: try Files.read("\(file).vkey"), as: UTF8.self).trimmingCharacters(in: .newlines))
    }
}

struct ManifestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manifest", abstract: "Write and sign the manifest: the first entry of a new log.",
        discussion: "stembus manifest noord --spec spec")

    @Argument(help: "The election folder.") var election: String
    @Option(help: "The folder of the specification, whose hash the manifest holds.") var spec: String
    @OptionGroup var officials: OfficialOptions

    func run() throws {
        let folder = ElectionFolder(path: election)
        let definition = try folder.definition()
        let pages = Files.list(spec).filter { $0.hasSuffix(".md") }
        guard !pages.isEmpty else { throw Complaint("\(spec): expected the specification's pages, found none") }
        let specification = SHA256.hash(try pages.flatMap { try Files.read("\(spec)/\($0)") })
        func keys(_ role: String, _ count: Int) throws -> [VerificationKey] {
            try (0..<count).map { try folder.publicKey("\(role)-\($0 + 1)") }
        }
        let lists = try definition.contests.map { try ProjectsArtifact($0.projects).bytes }
        let contests = zip(definition.contests, lists).map { contest, list in
            Contest(
                id: contest.id, title: contest.title, budget: contest.budget, voteType: contest.voteType,
                limits: contest.limits, rule: contest.rule, ties: contest.ties, projects: ArtifactReference(list))
        }
        let manifest = Manifest(
            id: definition.id, title: definition.title, country: definition.country, unit: definition.unit,
            currency: definition.currency, scale: definition.scale, timeZone: definition.timeZone,
            languages: definition.languages, time: try officials.moment(), window: definition.window,
            districts: definition.districts, contests: contests,
            keys: PartyKeys(
                officials: try keys("official", definition.officials.count),
                officialsThreshold: definition.officials.threshold, issuers: try keys("issuer", 1),
                log: try folder.publicKey("log"), trustees: try keys("trustee", definition.trustees.count),
                trusteesThreshold: definition.trustees.threshold, mixers: try keys("mixer", definition.mixers),
                witnesses: try keys("witness", definition.witnesses.count),
                witnessQuorum: definition.witnesses.quorum),
            minAnon: definition.minAnon, specification: specification, page: [], nonce: .random())
        do { try manifest.requireSense(origin: definition.origin) } catch {
            throw Complaint("\(folder.definitionPath): \(error)")
        }
        var draft = ActDraft(manifest, origin: definition.origin)
        for path in folder.officialKeys(officials.key, threshold: definition.officials.threshold) {
            draft.sign(with: try Keys.read(path))
        }
        let store = try SQLiteStore.create(in: election)
        let box = try BallotBox(store: store, key: Keys.read(folder.privateKeyPath("log")))
        try box.append([draft.bytes], artifacts: lists)
        Console.say("manifest \(MerkleTree.leaf(draft.bytes).hex)")
    }
}
