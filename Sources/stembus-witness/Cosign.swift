import ArgumentParser
import ElectionRecord
import Foundation
import TransparencyLog
import Wire

struct Cosign: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cosign a published log's newest checkpoint, if it extends all that was cosigned before.",
        discussion: """
            stembus-witness site --key library.key --state state --log 'stem.example/noord-2027+9f3c…+AX…' > cosignature

            What was seen is kept in the state folder, and is on the disk before the cosignature leaves.
            Exit codes: 0 cosigned, 1 refused (a fork, a rollback, a bad signature), 2 could not look, 64 usage.
            """)

    @Argument(help: "The published folder.") var site: String
    @Option(help: "The witness's private cosignature key.") var key: String
    @Option(help: "The folder with what this witness has seen.") var state: String
    @Option(help: "The log's public key, from elsewhere than the folder.") var log: String
    @Option(help: "The moment that the cosignature states (default: now).", transform: { try Timestamp(parsing: $0) })
    var at: Timestamp?

    @Flag(help: "Pass over the last cosignature's time: the clock was ahead then.") var forgetTime = false

    func run() throws {
        do {
            do { try at?.requireReached(by: .now) } catch { throw Refusal("\(error)") }
            let seen = try SeenCheckpoint(folder: state)
            defer { seen.unlock() }
            let log = try VerificationKey(parsing: log)
            let folder = HeldRecord(RecordFolder(site))
            let known = try seen.read()
            let request = try Self.request(folder, from: try known.map { try Checkpoint(of: $0, by: log).head })
            let head = try known.map { try Checkpoint(of: $0, by: log).head }
            switch WitnessAnswer(to: request, log: log, known: head) {
            case .cosign:
                let (kept, line) = try WitnessKey(path: key).cosigned(
                    request.checkpoint, by: log, at: at ?? .now, after: forgetTime ? nil : known)
                try seen.write(kept)
                Terminal.hand(line.line)
            case .conflict(let size):
                try refuse("expected a log from size \(size)", request, seen, log)
            case .refuse(let code, let reason) where code == 400 || code == 403 || code == 404:
                throw Refusal("the checkpoint is not the log's: \(reason)")
            case .refuse(_, let reason):
                try refuse(reason, request, seen, log)
            }
        } catch let error as ExitCode {
            throw error
        } catch let error as Refusal {
            Terminal.complain("stembus-witness: refused: \(error)")
            throw ExitCode(1)
        } catch {
            Terminal.complain("stembus-witness: \(error)")
            throw ExitCode(2)
        }
    }

    /// What a log would ask of this witness: its checkpoint, with the proof made from the folder's own tiles.
    private static func request(_ folder: HeldRecord, from known: TreeHead?) throws -> WitnessRequest {
        let note = try folder.checkpoint()
        let head = try Checkpoint(parsing: note.text).head
        let old = known?.size ?? 0
        let hashes =
            old <= head.size && old > 0
            ? try ConsistencyProof(old: old, new: head.size, from: FolderTiles(folder: folder, size: head.size)) : nil
        return WitnessRequest(oldSize: old, proof: hashes ?? ConsistencyProof(hashes: []), checkpoint: note)
    }

    /// Keeps the refused checkpoint as evidence beside the one that was cosigned.
    private func refuse(
        _ reason: String, _ request: WitnessRequest, _ seen: SeenCheckpoint, _ log: VerificationKey
    ) throws -> Never {
        try seen.keepEvidence(request.checkpoint, of: log)
        Terminal.complain("stembus-witness: refused: \(reason); both checkpoints are in \(state)")
        throw ExitCode(1)
    }
}

/// Why a checkpoint is not cosigned that is no evidence of anything: the log did not sign it, or the clock is wrong.
struct Refusal: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
