import ElectionRecord
import Foundation
import TransparencyLog

/// The witness's private key, read for each cosignature and kept nowhere.
struct WitnessKey: Sendable {
    let path: String

    /// The checkpoint with the log's own line and the witness's. Throws when the file is missing or holds no key, and
    /// `Refusal` when the clock is more than `Timestamp.tolerance` behind `last`, what was cosigned before: times that
    /// fall say nothing of when a log was seen.
    func cosigned(
        _ note: SignedNote, by log: VerificationKey, at time: Timestamp, after last: SignedNote?
    ) throws -> (note: SignedNote, line: SignedNote.Signature) {
        let text = String(decoding: try RegularFile.bytes(at: path, atMost: 1 << 16), as: UTF8.self)
        let signer = try SigningKey(parsing: text.trimmingCharacters(in: .newlines))
        let key = signer.verificationKey
        if let last,
            let seconds = last.signatures.compactMap({ Cosignature.time(of: $0, on: last.text, by: key) }).max(),
            time.seconds + Timestamp.tolerance < seconds
        {
            throw Refusal(
                "the clock says \(time), earlier than the last cosignature's time, \(Timestamp(seconds: seconds)): "
                    + "set the clock right; if it is right, and was ahead then, start once with --forget-time")
        }
        let line = Cosignature.sign(note.text, time: time.seconds, with: signer)
        var kept = SignedNote(
            text: note.text, signatures: note.signatures.filter(log.matches))
        kept.add(line)
        return (kept, line)
    }
}
