import BallotCrypto
import Wire

/// The request `old size, proof, checkpoint` of C2SP tlog-witness, and what a witness answers to it.
public struct WitnessRequest: Hashable, Sendable {
    public let oldSize: Int
    public let proof: ConsistencyProof
    public let checkpoint: SignedNote

    public init(oldSize: Int, proof: ConsistencyProof, checkpoint: SignedNote) {
        self.oldSize = oldSize
        self.proof = proof
        self.checkpoint = checkpoint
    }

    /// Throws `LogError` unless `bytes` are a request in its one form.
    public init(parsing bytes: [UInt8]) throws(LogError) {
        guard String(validating: bytes, as: UTF8.self) != nil, let (head, note) = Receipt.halves(bytes) else {
            throw LogError("expected a request: old size, proof, an empty line, a checkpoint")
        }
        let lines = head.pieces(at: "\n")
        guard let first = lines.first, first.begins(with: "old "), let size = Int(first.dropping(bytes: 4)), size >= 0,
            first.isSame(as: "old \(size)")
        else { throw LogError("expected a line \"old\" and a size") }
        guard lines.count <= 64 else { throw LogError("expected at most 63 hashes, found \(lines.count - 1)") }
        var hashes: [Digest] = []
        for line in lines.dropFirst() {
            guard let bytes = try? Base64.decode(line), let hash = Digest(bytes) else {
                throw LogError("expected a hash in base64, found \"\(line.beginning(64))\"")
            }
            hashes.append(hash)
        }
        oldSize = size
        proof = ConsistencyProof(hashes: hashes)
        checkpoint = try SignedNote(parsing: note)
    }

    public var bytes: [UInt8] {
        let hashes = proof.hashes.map { Base64.encode($0.bytes) + "\n" }.joined()
        return Array("old \(oldSize)\n\(hashes)\n".utf8) + checkpoint.bytes
    }
}

/// What a witness says: it cosigns only what extends all it has cosigned before.
public enum WitnessAnswer: Hashable, Sendable {
    /// Store this head durably, then cosign (200).
    case cosign(TreeHead)
    /// The witness holds another size: ask again from there (409).
    case conflict(size: Int)
    /// The code of tlog-witness (400, 403, 404, 422), and why.
    case refuse(code: Int, reason: String)

    /// The answer of a witness that holds `known` (nil before the first checkpoint) to a request about `log`.
    public init(to request: WitnessRequest, log: VerificationKey, known: TreeHead?) {
        let checkpoint: Checkpoint
        do { checkpoint = try Checkpoint(parsing: request.checkpoint.text) } catch {
            self = .refuse(code: 400, reason: error.description)
            return
        }
        guard checkpoint.origin.isSame(as: log.name) else {
            self = .refuse(code: 404, reason: "the origin \(checkpoint.origin) is not known")
            return
        }
        do { _ = try request.checkpoint.verified(by: [log]) } catch {
            self = .refuse(code: 403, reason: error.description)
            return
        }
        let held = known ?? TreeHead(size: 0, root: MerkleTree.emptyRoot)
        guard request.oldSize <= checkpoint.head.size else {
            self = .refuse(code: 400, reason: "expected an old size of at most \(checkpoint.head.size)")
            return
        }
        guard request.oldSize == held.size else {
            self = .conflict(size: held.size)
            return
        }
        do { try request.proof.verify(from: held, to: checkpoint.head) } catch {
            self = .refuse(code: 422, reason: error.description)
            return
        }
        self = .cosign(checkpoint.head)
    }
}
