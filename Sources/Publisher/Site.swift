import ElectionRecord

/// Every file of the published folder that follows from the log: the data files and the pages.
public enum Site {
    /// `recount` is nil while there is no result; `cosigned` tells of each kept checkpoint which witnesses had seen it when. Throws
    /// `RecordError` as `PublishedData.files` does, and `PublicationError` for a fault in the templates or strings.
    /// The same record gives the same bytes.
    public static func files(_ replay: Replay, recount: Recount?, cosigned: [CosignedSize]) throws -> [PublishedFile] {
        let data = try PublishedData.files(replay, recount: recount)
        return data + (try pages(replay, recount: recount, data: data, cosigned: cosigned))
    }

    /// The pages of a record that is being verified, to be compared with those that it holds. Throws as `files` does.
    public static func pages(
        _ record: HeldRecord, _ replay: Replay, _ recount: Recount?, _ data: [PublishedFile]
    ) throws -> [PublishedFile] {
        let log = PublishedLog(record)
        let sizes = try log.checkpointSizes().filter { $0 <= replay.head.size }
        let cosigned = try CosignedSize.all(sizes: sizes, replay, note: log.checkpoint)
        return try pages(replay, recount: recount, data: data, cosigned: cosigned)
    }

    private static func pages(
        _ replay: Replay, recount: Recount?, data: [PublishedFile], cosigned: [CosignedSize]
    ) throws -> [PublishedFile] {
        guard let election = replay.election else { return [] }
        return try SitePages(
            subject:
                SiteSubject(
                    replay: replay, election: election, recount: recount, cosigned: cosigned, data: data)
        ).files()
    }
}
