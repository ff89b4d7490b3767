import BallotCrypto
import ElectionFixture
import ElectionRecord
import TransparencyLog

@testable import Verifier

/// What a voter's receipt shows when everyone else works together, and receipts that are none.
enum TamperReceipts {
    static let cheats: [Cheat] = histories + receipts

    /// The receipt of the third ballot under the newest checkpoint of the honest election.
    private static func honest(_ election: FixtureElection) throws -> Receipt {
        try election.receipt(election.replay.ballots[2].entry, size: election.entries.count)
    }

    private static func scene(_ election: FixtureElection, _ receipt: [UInt8]) throws -> Cheat.Scene {
        Cheat.Scene(folder: try election.published(), receipts: [HandedReceipt(name: "mine", bytes: receipt)])
    }

    private static let histories: [Cheat] = [
        Cheat("all parties together hold the vote again without a ballot", .receipts, "this log", alone: true) {
            let voted = try Held.voted.get()
            let receipt = try voted.receipt(voted.replay.ballots[2].entry, size: voted.entries.count)
            var entries = voted.entries
            entries.remove(at: voted.replay.ballots[2].entry)
            var other = voted.with(entries: entries)
            try other.finish()
            return try scene(other, receipt.bytes)
        },
        Cheat("all parties together put another ballot in a ballot's place", .receipts, "this log", alone: true) {
            let voted = try Held.voted.get()
            let receipt = try voted.receipt(voted.replay.ballots[2].entry, size: voted.entries.count)
            var entries = voted.entries
            entries[voted.replay.ballots[2].entry] =
                try voted.ballot(["oost": [4]], district: 0, by: voted.credential(0, 2)).content.bytes
            var other = voted.with(entries: entries)
            try other.finish()
            return try scene(other, receipt.bytes)
        },
        Cheat("the log is put back to an earlier checkpoint", .receipts, "entries were taken away", alone: true) {
            let done = try Held.done.get()
            let early = done.with(entries: Array(done.entries.prefix(done.kept[4])))
            return try scene(early, try honest(done).bytes)
        },
        Cheat(
            "the whole election is held again under a fresh log key, against a receipt", .receipts, "expected",
            alone: true
        ) {
            var other = try FixtureElection.opened()
            try other.vote()
            try other.finish()
            return try scene(other, try honest(Held.done.get()).bytes)
        },
        Cheat("the log shows a voter another tree than everybody else", .receipts, "this log", alone: true) {
            let done = try Held.done.get()
            var entries = done.entries
            entries[done.replay.ballots[0].entry] =
                try done.ballot(["oost": [4]], district: 0, by: done.credential(0, 0)).content.bytes
            let fork = done.with(entries: entries)
            return try scene(done, try fork.receipt(done.replay.ballots[0].entry, size: 20).bytes)
        },
    ]

    private static func receipt(
        _ name: String, _ says: String, _ change: @escaping @Sendable (FixtureElection) throws -> [UInt8]
    ) -> Cheat {
        Cheat(name, .receipts, says, alone: true) {
            let done = try Held.done.get()
            return try scene(done, try change(done))
        }
    }

    private static let receipts: [Cheat] = [
        receipt("a receipt is no receipt", "mine: expected a receipt") { _ in Array("thank you\n".utf8) },
        receipt("a receipt is empty", "mine: expected a receipt") { _ in [] },
        receipt("a receipt's proof is another entry's", "leads to another root") {
            let honest = try honest($0)
            let proof = InclusionProof(index: honest.proof.index + 1, hashes: honest.proof.hashes)
            return Receipt(proof: proof, checkpoint: honest.checkpoint).bytes
        },
        receipt("a receipt's proof has a hash changed", "leads to another root") {
            let honest = try honest($0)
            let hashes = [SHA256.hash([1])] + honest.proof.hashes.dropFirst()
            return Receipt(
                proof: InclusionProof(index: honest.proof.index, hashes: hashes), checkpoint: honest.checkpoint
            ).bytes
        },
        receipt("a receipt's proof is too short", "expected a longer inclusion proof") {
            let honest = try honest($0)
            let proof = InclusionProof(index: honest.proof.index, hashes: honest.proof.hashes.dropLast())
            return Receipt(proof: proof, checkpoint: honest.checkpoint).bytes
        },
        receipt("a receipt names an entry beyond its checkpoint", "expected an entry below") {
            let honest = try honest($0)
            let proof = InclusionProof(index: 5000, hashes: honest.proof.hashes)
            return Receipt(proof: proof, checkpoint: honest.checkpoint).bytes
        },
        receipt("a receipt is that of an act", "is not an accepted ballot") {
            try $0.receipt(3, size: $0.entries.count).bytes
        },
        receipt("a stranger signed the receipt's checkpoint", "expected a signature of a known key") {
            let honest = try honest($0)
            var note = SignedNote(text: honest.checkpoint.text, signatures: [])
            note.sign(with: try $0.keys.signing("stranger"))
            return Receipt(proof: honest.proof, checkpoint: note).bytes
        },
        receipt("the signature of the receipt's checkpoint is that of another", "does not verify") {
            let honest = try honest($0)
            let other = try $0.note(size: 20)
            return Receipt(
                proof: honest.proof,
                checkpoint: SignedNote(text: honest.checkpoint.text, signatures: [other.signatures[0]])
            ).bytes
        },
        receipt("a witness's line under the receipt's checkpoint is that of another", "cosignature of library") {
            let honest = try honest($0)
            var note = try $0.note(size: $0.entries.count, cosigned: false)
            note.add(try $0.note(size: 20).signatures[1])
            return Receipt(proof: honest.proof, checkpoint: note).bytes
        },
        receipt("the receipt's checkpoint is that of another election", "expected the origin") {
            let honest = try honest($0)
            let text = Checkpoint(origin: "stem.example/ander", head: $0.replay.head).text
            var note = SignedNote(text: text, signatures: [])
            note.sign(with: try $0.keys.signing(FixtureElection.origin))
            return Receipt(proof: honest.proof, checkpoint: note).bytes
        },
        Cheat("a receipt is that of a ballot which was refused", .receipts, "is not an accepted ballot") {
            var election = try Held.voted.get()
            election.append(
                try election.ballot(["oost": [4]], district: 0, by: election.credential(0, 0)).content.bytes)
            let index = election.entries.count - 1
            return try scene(election, try election.receipt(index, size: election.entries.count).bytes)
        },
    ]
}
