import ElectionRecord
import Foundation
import TransparencyLog

/// The witness's private key, read for each cosignature and kept nowhere.
struct WitnessKey: Sendable {
    let path: String

    /// The line on a checkpoint. Throws when the file is missing or holds no key.
    func cosign(_ note: SignedNote, at time: Timestamp) throws -> SignedNote.Signature {
        let text = String(decoding: Array(try Data(contentsOf: URL(filePath: path))), as: UTF8.self)
        let signer = try SigningKey(parsing: text.trimmingCharacters(in: .newlines))
        return Cosignature.sign(note.text, time: time.seconds, with: signer)
    }
}
