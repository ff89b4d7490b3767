import ArgumentParser
import BallotBox
import BallotBoxSQLite
import BallotCrypto
import BudgetRules
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
    @Option(help: "The election's definition (TOML), with its projects' CSV files and look/ beside it.") var definition:
        String?
    @Option(parsing: .upToNextOption, help: "Pabulib files: one district and contest each.") var pabulib: [String] = []
    @Option(help: "What the greedy rule does with what is left: skip, stop or part-fund (with --pabulib).")
    var leftover: GreedyRule.Leftover?
    @Option(help: "The log's origin (with --pabulib).") var origin = "stem.example/pabulib"

    func validate() throws {
        guard (definition == nil) != pabulib.isEmpty else {
            throw ValidationError("Give either --definition or --pabulib.")
        }
    }

    func run() throws {
        let given =
            if let definition {
                try Definition(path: definition)
            } else {
                try PabulibDefinition(pabulib, leftover: leftover, origin: origin, now: .now).definition
            }
        try given.requireSense()
        try Files.stage(election) { draft in
            try DefinitionText(given).write(to: draft)
            if let definition {
                try LookFolder(beside: definition, languages: given.languages)?.write(to: draft)
            }
            // What the folder keeps is read the way it will be read.
            _ = try Definition(path: "\(draft)/definition.toml")
        }
        let projects = given.contests.reduce(0) { $0 + $1.projects.count }
        Console.say(
            "\(election): \(given.districts.count) districts, \(given.contests.count) contests, \(projects) projects")
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
        for party in try folder.definition().parties {
            let (privatePath, publicPath) = (folder.privateKeyPath(party.role), folder.publicKeyPath(party.role))
            guard !Files.exists(publicPath) else { continue }
            let key: VerificationKey
            if Files.exists(privatePath) {
                // An interrupted run made the private half alone.
                key = try Keys.read(privatePath).verificationKey
                try Keys.publish(key, to: publicPath)
            } else {
                key = try Keys.make(
                    name: party.name, kind: party.kind, privatePath: privatePath, publicPath: publicPath)
            }
            Console.say("\(key)")
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
        let key = try Keys.make(
            name: name, kind: witness ? .cosignature : .note, privatePath: file, publicPath: "\(file).vkey")
        Console.say("\(key)")
    }
}

struct ManifestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manifest", abstract: "Write and sign the manifest: the first entry of a new log.",
        discussion: """
            stembus manifest noord --spec spec --page Sources/VotingPage/files

            The voting page's files are kept in noord/page, for the ballot box to serve; the manifest holds their hashes.
            How the published pages look is taken from noord/look, if it is there: look.toml and the logo that it names.
            """)

    @Argument(help: "The election folder.") var election: String
    @Option(help: "The folder of the specification, whose hash the manifest holds.") var spec: String
    @Option(help: "The folder of the voting page's files, for an election with a ballot box online.") var page: String?
    @OptionGroup var officials: OfficialOptions

    func run() throws {
        let folder = ElectionFolder(path: election)
        let definition = try folder.definition()
        let page = try page.map(readPage) ?? []
        let pages = Files.list(spec).filter { $0.hasSuffix(".md") }
        guard !pages.isEmpty else {
            throw Complaint("\(spec): expected the specification's pages, found none", status: 2)
        }
        let specification = SHA256.hash(try pages.flatMap { try Files.read("\(spec)/\($0)") })
        let drafted = try definition.manifest(
            keys: definition.keys(folder.publicKey), time: officials.moment(), specification: specification,
            page: page.map { PageFile(path: $0.path, digest: SHA256.hash($0.bytes)) },
            look: LookFolder(beside: folder.definitionPath, languages: definition.languages)?.look)
        for file in page { try Files.write(file.bytes, to: "\(election)/page/\(file.path)") }
        var draft = try ActDraft(drafted.manifest, origin: definition.origin, clock: .now)
        for path in try folder.officialKeys(
            officials.key, of: definition.officials.count, threshold: definition.officials.threshold,
            isAlone: officials.out == nil)
        {
            draft.sign(with: try Keys.read(path))
        }
        if let out = officials.out {
            try Outbox.write([draft.bytes], artifacts: drafted.artifacts, to: out)
            Console.say("\(out): manifest, to be signed by others and appended")
        } else {
            _ = try folder.begin([draft.bytes], artifacts: drafted.artifacts)
            Console.say("manifest \(MerkleTree.leaf(draft.bytes).hex)")
        }
    }
    private func readPage(_ folder: String) throws -> [PublishedFile] {
        let names = Files.list(folder).filter { !$0.hasPrefix(".") }
        guard names.contains("index.html") else {
            throw Complaint("\(folder): expected the voting page's files, found no index.html", status: 2)
        }
        return try names.map { PublishedFile(path: $0, bytes: try Files.read("\(folder)/\($0)")) }
    }
}
