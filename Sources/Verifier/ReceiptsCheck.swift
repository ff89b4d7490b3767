import BallotCrypto
import ElectionRecord
import TransparencyLog
import Wire

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
            guard let received = try? ReceivedReceipt(receipt.bytes),
                let checkpoint = try? Checkpoint(parsing: received.receipt.checkpoint.text)
            else { return nil }
            return checkpoint.head.size
        }
    }

    func run(_ report: inout CheckReport) {
        let accepted = Set(reading.replay.ballots.map(\.entry))
        for receipt in receipts {
            do {
                let received = try ReceivedReceipt(receipt.bytes)
                let note = try check(received.receipt, accepted)
                if let note { report.notes.append("\(receipt.name): \(note)") }
                if received.changes.isEmpty {
                    report.look { () throws(Violation) in }
                } else {
                    report.setAside(
                        receipt.name,
                        "not as it was given: \(received.changes.listed()); with that undone it holds. Keep it as a file"
                    )
                }
            } catch {
                report.look { () throws(Violation) in throw Violation(.receipts, at: receipt.name, "\(error)") }
            }
        }
    }

    /// What is to be said of a receipt that holds; nil for nothing.
    private func check(_ receipt: Receipt, _ accepted: Set<Int>) throws -> String? {
        guard let trust else { throw RecordError("there is no manifest that names the log's key") }
        let head = try Checkpoint(of: receipt.checkpoint, by: trust.log).head
        let count = try trust.policy.count(receipt.checkpoint)
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
        guard !count.isMet else { return nil }
        let held = count.cosigners.isEmpty ? "no cosignature" : "the cosignature of \(count.cosigners.listed())"
        return
            "given before \(count.required) had cosigned, with \(held); what the newest checkpoint says covers it (V1)"
    }
}
