import BallotCrypto
import ElectionRecord
import TransparencyLog

/// An act before and while it is signed: its text is fixed, each signer adds a line.
///
///     var draft = try ActDraft(.notice(text), after: replay, time: .now, clock: .now)
///     draft.sign(with: official)
public struct ActDraft: Sendable {
    public private(set) var note: SignedNote

    /// An act that follows a record, which says `time`. Throws `Violation` of check V5 unless it is time for it by the
    /// signer's own `clock`, and when the record has no manifest.
    public init(_ act: Act, after replay: Replay, time: Timestamp, clock: Timestamp) throws(Violation) {
        guard let election = replay.election else {
            throw Violation(.acts, entry: replay.head.size, "expected a manifest first")
        }
        try replay.requireTimely(act.kind, said: time, at: clock)
        let text = SignedAct.text(act, origin: election.origin, cid: election.cid, time: time)
        note = SignedNote(text: text, signatures: [])
    }

    /// The manifest itself. Throws `RecordError` when its time has not come by the signer's own `clock`.
    public init(_ manifest: Manifest, origin: String, clock: Timestamp) throws(RecordError) {
        try manifest.time.requireReached(by: clock)
        let text = SignedAct.text(.manifest(manifest), origin: origin, cid: nil, time: manifest.time)
        note = SignedNote(text: text, signatures: [])
    }

    /// An act that others have signed. Throws `RecordError` unless `bytes` are an act whose time has come by the next
    /// signer's own `clock`; without the record no more is known.
    public init(signed bytes: [UInt8], clock: Timestamp) throws(RecordError) {
        let act = try SignedAct(parsing: bytes)
        try act.time.requireReached(by: clock)
        note = act.note
    }

    public mutating func sign(with key: borrowing SigningKey) {
        note.sign(with: key)
    }

    /// The entry, or what the next signer gets.
    public var bytes: [UInt8] { note.bytes }
}
