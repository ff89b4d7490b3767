import BallotCrypto
import Foundation
import Testing
import TransparencyLog
import Wire

/// A log of the entries "entry 0", "entry 1", …, its key and its three witnesses.
enum ExampleLog {
    static let origin = "vote.example/2026/demo"
    static let vkey = "vote.example/2026/demo+2b281f54+AftxvhxfqVayiuqH2Cvv7CbZp13RkKJd+4pckRxJKR7I"

    static func entry(_ index: Int) -> [UInt8] { Array("entry \(index)".utf8) }

    static let leaves = (0..<70_001).map { MerkleTree.leaf(entry($0)) }

    static func head(_ size: Int) -> TreeHead { TreeHead(size: size, root: MerkleTree.root(of: leaves.prefix(size))) }

    /// A key whose seed is the SHA-256 of its label.
    static func key(_ name: String, _ kind: VerificationKey.Kind, label: String) throws -> SigningKey {
        try SigningKey(name: name, kind: kind, key: Ed25519.PrivateKey(seed: SHA256.hash(label.utf8).bytes))
    }

    static func logKey() throws -> SigningKey { try key(origin, .note, label: "example log key") }

    static func witnessKey(_ number: Int) throws -> SigningKey {
        try key("witness.example/w\(number)", .cosignature, label: "witness \(number)")
    }

    /// The log's key, to verify with.
    static func log() throws -> VerificationKey { try logKey().verificationKey }

    static func note(_ head: TreeHead, origin: String = origin) throws -> SignedNote {
        var note = SignedNote(text: Checkpoint(origin: origin, head: head).text, signatures: [])
        note.sign(with: try logKey())
        return note
    }

    /// The note at a size, cosigned by some of the witnesses a second after each other.
    static func note(_ size: Int, witnesses: [Int]) throws -> SignedNote {
        var note = try note(head(size))
        for witness in witnesses {
            note.add(Cosignature.sign(note.text, time: 1_789_999_999 + witness, with: try witnessKey(witness)))
        }
        return note
    }
}

/// The message of the error that `body` throws; "nothing" when it throws none.
func refusal<Value>(_ body: () throws -> Value) -> String {
    do {
        _ = try body()
        return "nothing"
    } catch {
        return "\(error)"
    }
}

/// The hexadecimal digest, or an empty one's failure.
func digest(_ hex: String) throws -> Digest { try #require(Digest(try Hex.decode(hex))) }
