import BallotCrypto
import Foundation
import Testing
import Wire

@testable import TransparencyLog

/// What vectors/log.json says holds, does; what it says is refused, is.
@Suite("vectors/log.json")
struct VectorTests {
    struct File: Decodable {
        struct Proof: Decodable {
            let index: Int
            let size: Int
            let leaf: String
            let root: String
            let proof: [String]

            func verify() throws {
                try InclusionProof(index: index, hashes: proof.map(digest))
                    .verify(leaf: digest(leaf), in: TreeHead(size: size, root: digest(root)))
            }
        }
        struct Inclusion: Decodable {
            let valid: [Proof]
            let refused: [Proof]
        }
        struct Consistency: Decodable {
            let old: Int
            let new: Int
            let oldRoot: String
            let newRoot: String
            let proof: [String]
        }
        struct Notes: Decodable {
            struct Refused: Decodable {
                let note: String
            }
            struct Odd: Decodable {
                let key: String
                let note: String
            }
            let checkpoint: String
            let logKey: String
            let refused: [Refused]
            let oddNames: [Odd]
        }
        struct Policies: Decodable {
            let malformed: [String]
            let met: [String]
            let notMet: [String]
        }
        struct Tiles: Decodable {
            let paths: [String]
            let size: Int
        }
        let roots: [String: String]
        let inclusion: Inclusion
        let consistency: [Consistency]
        let notes: Notes
        let policies: Policies
        let receipt: [String: String]
        let tiles: [Tiles]
        let trackingCode: [String: String]
    }

    let file: File

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        file = try decoder.decode(File.self, from: Data(contentsOf: root.appending(path: "vectors/log.json")))
    }

    private func key(_ text: String) throws -> VerificationKey { try VerificationKey(parsing: text) }

    @Test("roots and tiles")
    func roots() throws {
        for (size, root) in file.roots {
            let leaves = (0..<(try #require(Int(size)))).map { MerkleTree.leaf(Array("entry \($0)".utf8)) }
            #expect(Hex.encode(MerkleTree.root(of: leaves).bytes) == root)
        }
        for tiles in file.tiles {
            // Of a large log the full tiles of level 0 are not listed.
            let all = TileCoordinate.tiles(for: tiles.size)
            let listed = tiles.size > 1000 ? all.filter { $0.level > 0 || !$0.isFull } : all
            #expect(listed.map(\.path) == tiles.paths)
        }
    }

    @Test("inclusion and consistency proofs")
    func proofs() throws {
        for proof in file.inclusion.valid { try proof.verify() }
        for proof in file.inclusion.refused { #expect(throws: LogError.self) { try proof.verify() } }
        for vector in file.consistency {
            let proof = try ConsistencyProof(hashes: vector.proof.map(digest))
            let old = try TreeHead(size: vector.old, root: digest(vector.oldRoot))
            let new = try TreeHead(size: vector.new, root: digest(vector.newRoot))
            try proof.verify(from: old, to: new)
            guard old.size > 0, old.size < new.size else { continue }
            let another = TreeHead(size: new.size, root: old.root)
            #expect(throws: LogError.self) { try proof.verify(from: old, to: another) }
        }
    }

    @Test("checkpoints and trust policies")
    func notes() throws {
        let log = try key(file.notes.logKey)
        let note = try SignedNote(parsing: Array(file.notes.checkpoint.utf8))
        #expect(try Checkpoint(of: note, by: log).head.size == 300)
        for refused in file.notes.refused {
            #expect(throws: LogError.self) {
                try Checkpoint(of: SignedNote(parsing: Array(refused.note.utf8)), by: log)
            }
        }
        for policy in file.policies.met { try TrustPolicy(parsing: policy).requireQuorum(of: note) }
        for policy in file.policies.notMet {
            let policy = try TrustPolicy(parsing: policy)
            #expect(throws: LogError.self) { try policy.requireQuorum(of: note) }
        }
        for policy in file.policies.malformed { #expect(throws: LogError.self) { try TrustPolicy(parsing: policy) } }
    }

    @Test("keys of odd names sign and verify, and none of them is another")
    func oddNames() throws {
        let all = try file.notes.oddNames.map { try key($0.key) }
        #expect(all.count == 8 && Set(all).count == 8)
        for (odd, key) in zip(file.notes.oddNames, all) {
            #expect(key.description.utf8.elementsEqual(odd.key.utf8))
            let note = try SignedNote(parsing: Array(odd.note.utf8))
            #expect(note.bytes == Array(odd.note.utf8))
            #expect(try note.verified(by: all) == [key])
            #expect(throws: LogError.self) { try note.verified(by: all.filter { $0 != key }) }
        }
    }

    @Test("a receipt and a tracking code")
    func receipt() throws {
        let receipt = try Receipt(parsing: Array((file.receipt["file"] ?? "").utf8))
        let entry = Array((file.receipt["entry"] ?? "").utf8)
        let log = try key(file.notes.logKey)
        let unknown = try Receipt(parsing: Array((file.receipt["with_unknown_lines"] ?? "").utf8))
        #expect(unknown.checkpoint.signatures.count == receipt.checkpoint.signatures.count + 8)
        #expect(try unknown.verify(leaf: MerkleTree.leaf(entry), log: log).size == 300)
        #expect(try receipt.verify(leaf: MerkleTree.leaf(entry), log: log).size == 300)
        #expect(throws: LogError.self) { try receipt.verify(leaf: MerkleTree.leaf(entry + [0]), log: log) }
        let code = TrackingCode(try digest(file.trackingCode["leaf"] ?? ""))
        #expect(code.description == file.trackingCode["code"])
    }
}
