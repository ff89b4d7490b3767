import ElectionRecord
import TransparencyLog

/// Every file of the published folder that follows from the log: the data files and the pages.
public enum Site {
    /// `recount` is nil while there is no result; `cosigned` tells when witnesses had seen which sizes of the log, in the
    /// order of sizes. Throws `RecordError` as `PublishedData.files` does, and `PublicationError` for faulty templates.
    /// The same record gives the same bytes.
    public static func files(
        _ replay: Replay, recount: Recount?, cosigned: [CosignedSize] = []
    ) throws -> [PublishedFile] {
        guard let election = replay.election else { return [] }
        let data = try PublishedData.files(replay, recount: recount)
        let subject = SiteSubject(
            replay: replay, election: election, recount: recount, look: Look.standard, cosigned: cosigned, data: data)
        return data + (try SitePages(subject).files())
    }
}

/// That witnesses had seen a log of this size by then.
public struct CosignedSize: Hashable, Sendable {
    public let size: Int
    public let time: Timestamp

    public init(size: Int, time: Timestamp) {
        self.size = size
        self.time = time
    }

    /// The earliest cosignature on a kept checkpoint; nil when no witness of the manifest has cosigned it.
    public init?(_ note: SignedNote, witnesses: [VerificationKey]) {
        guard let size = try? Checkpoint(parsing: note.text).head.size else { return nil }
        let times = witnesses.compactMap { witness in
            note.signatures.lazy.compactMap { Cosignature.time(of: $0, on: note.text, by: witness) }.first
        }
        guard let first = times.min() else { return nil }
        self.init(size: size, time: Timestamp(seconds: Int(first)))
    }
}
