import BallotCrypto
import ElectionRecord
import TransparencyLog

/// An act before and while it is signed: its text is fixed, each signer adds a line.
///
///     var draft = ActDraft(.notice(text), of: election, time: .now)
///     draft.sign(with: official)
public struct ActDraft: Sendable {
    public private(set) var note: SignedNote

    /// An act of an election that has a manifest.
    public init(_ act: Act, of election: Election, time: Timestamp) {
        let text = SignedAct.text(act, origin: election.origin, cid: election.cid, time: time)
        note = SignedNote(text: text, signatures: [])
    }

    /// The manifest itself.
    public init(_ manifest: Manifest, origin: String) {
        let text = SignedAct.text(.manifest(manifest), origin: origin, cid: nil, time: manifest.time)
        note = SignedNote(text: text, signatures: [])
    }

    /// An act that others have signed. Throws `RecordError` unless `bytes` are an act.
    public init(signed bytes: [UInt8]) throws(RecordError) {
        note = try SignedAct(parsing: bytes).note
    }

    public mutating func sign(with key: borrowing SigningKey) {
        note.sign(with: key)
    }

    /// The entry, or what the next signer gets.
    public var bytes: [UInt8] { note.bytes }
}
