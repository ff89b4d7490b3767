import ElectionRecord

/// Every file of the published folder that follows from the log: the data files and the pages.
public enum Site {
    /// `recount` is nil while there is no result. Throws `RecordError` as `PublishedData.files` does. The same record gives the same bytes.
    public static func files(_ replay: Replay, recount: Recount?) throws(RecordError) -> [PublishedFile] {
        guard let election = replay.election else { return [] }
        return try PublishedData.files(replay, recount: recount)
            + [
                PublishedFile(
                    path: RecordFolder.pagePath, bytes: Array(OutcomePage(replay, election, recount).html.utf8))
            ]
    }
}
