import BallotCrypto
import ElectionRecord
import TransparencyLog

/// A receipt that the auditor was handed, under the name to call it by.
public struct HandedReceipt: Sendable {
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// V13: the ballot of every receipt stands in this log, at its place, under a checkpoint of this log.
struct ReceiptsCheck {
    let receipts: [HandedReceipt]
    let reading: Reading
    let trust: Trust?

    /// The sizes at which the receipts' checkpoints need the log's root.
    static func sizes(_ receipts: [HandedReceipt]) -> [Int] {
        receipts.compactMap { receipt in
            guard let parsed = try? Receipt(parsing: receipt.bytes),
                let checkpoint = try? Checkpoint(parsing: parsed.checkpoint.text)
            else { return nil }
            return checkpoint.head.size
        }
    }

    func run(_ report: inout CheckReport) {
        let accepted = Set(reading.replay.ballots.map(\.entry))
        for receipt in receipts {
            var note: String?
            report.look { () throws(Violation) in
                do { note = try check(receipt, accepted) } catch {
                    throw Violation(.receipts, at: receipt.name, "\(error)")
                }
            }
            if let note { report.notes.append("\(receipt.name): \(note)") }
        }
    }

    /// What is to be said of a receipt that holds; nil for nothing.
    private func check(_ handed: HandedReceipt, _ accepted: Set<Int>) throws -> String? {
        guard let trust else { throw RecordError("there is no manifest that names the log's key") }
        let receipt = try Receipt(parsing: handed.bytes)
        let head = try Checkpoint(of: receipt.checkpoint, by: trust.log).head
        _ = try trust.policy.cosigners(of: receipt.checkpoint)
        let size = reading.hashes.size
        guard let root = reading.roots[head.size] else {
            throw RecordError("its checkpoint has \(head.size) entries, this log \(size): entries were taken away")
        }
        guard head.root == root else {
            throw RecordError("its checkpoint has the root \(head.root.hex), this log \(root.hex) at size \(head.size)")
        }
        let index = receipt.proof.index
        guard index < head.size else { throw RecordError("expected an entry below \(head.size), found \(index)") }
        _ = try receipt.verify(leaf: reading.hashes.node(level: 0, index: index), log: trust.log)
        guard accepted.contains(index) else { throw RecordError("entry \(index) is not an accepted ballot") }
        do { try trust.policy.requireQuorum(of: receipt.checkpoint) } catch {
            return "given before enough witnesses had cosigned; the newest checkpoint covers it (V1)"
        }
        return nil
    }
}
