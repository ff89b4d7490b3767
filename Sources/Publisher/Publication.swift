import ElectionRecord
import TransparencyLog
import Wire

/// Record in, static folder out: the log's tiles and checkpoints, the artifacts, and every file that follows from them.
///
///     let done = try Publication(of: log, to: "site").publish()
///
/// What is new is written, in an order in which nothing speaks of what is not there yet: the checkpoint last, when all
/// else is on the disk. An interrupted run is finished by the next one, to the same bytes. The log is read in pieces, and
/// nothing is written before it is seen to be the checkpoint's, and to begin with what the folder holds already.
public struct Publication {
    private let log: any LogSource
    private let path: String
    /// Told before each step that changes the folder; tests interrupt it.
    var beforeStep: (String) throws -> Void = { _ in }

    public init(of log: any LogSource, to path: String) {
        self.log = log
        self.path = path
    }

    /// Publishes the log as of its newest checkpoint. `list` is where an uploader finds what to do (`ChangeList`), written
    /// before the folder changes; `progress` is told what is being done.
    ///
    /// Throws `PublicationError` when the log is not the checkpoint's, when the folder holds another log, a longer one, or
    /// something else, when another process publishes to it, or the disk refuses; `Violation` when the log is not an
    /// election's; `RecordError` for an artifact; or the log's own error.
    public func publish(
        listing list: String? = nil, progress: (String) -> Void = { _ in }
    ) throws -> PublicationReport {
        let note = try log.newestCheckpoint()
        let folder = try PublishedFolder(path)
        folder.beforeStep = beforeStep
        let earlier = try folder.checkpoint().map { try Checkpoint(parsing: $0.text) }
        let contents = try contents(note, earlier: earlier, progress)
        progress("comparing with the folder")
        let comparison = try Comparison(folder, contents)
        if earlier == nil, let stranger = comparison.unknown.first(where: { StrayFile($0) == nil }) {
            throw PublicationError("\(path)/\(stranger): expected a published folder or an empty one, found this in it")
        }
        if let list {
            try ChangeList(
                put: comparison.pending.map(\.file.path),
                delete: comparison.stale.filter { !$0.isSame(as: PublishedFolder.draftName) }
            ).add(to: list)
        }
        var report = PublicationReport(comparison)
        for (file, _) in comparison.pending {
            // An interrupted run may have left any of the others in memory alone.
            if file.path.isSame(as: RecordFolder.checkpointPath) { try folder.settle(contents.unsettled) }
            let bytes = try contents.bytes(of: file)
            progress("writing \(file.path)")
            try folder.write(bytes, to: file.path)
            report.written.append((file.path, bytes.count))
        }
        if !report.written.isEmpty { try folder.settle(report.written.map(\.path)) }
        for file in comparison.stale { try folder.remove(file) }
        return report
    }

    /// Rebuilds everything as of the folder's checkpoint and compares every byte of the folder; nothing is written.
    /// Returns what is wrong, a line for each file with what was expected and found. Throws as `publish` does.
    public func check(progress: (String) -> Void = { _ in }) throws -> [String] {
        let folder = try PublishedFolder(path, mayMake: false)
        guard let found = try folder.checkpoint() else {
            throw PublicationError("\(path): expected a published folder, found no checkpoint")
        }
        let earlier = try Checkpoint(parsing: found.text)
        let note = try log.checkpoint(size: earlier.head.size)
        // Cosignatures that came since are on no page yet.
        let contents = try contents(note, earlier: earlier, witnessed: PublishedLog(folder.found), progress)
        progress("comparing with the folder")
        return try Comparison(folder, contents, isThorough: true).lines
    }

    /// Reads the log up to the note's checkpoint. `earlier` is the one that the folder was published with before; the pages
    /// tell of the cosignatures that `witnessed` has.
    private func contents(
        _ note: SignedNote, earlier: Checkpoint?, witnessed: (any LogSource)? = nil, _ progress: (String) -> Void
    ) throws -> FolderContents {
        let checkpoint = try Checkpoint(parsing: note.text)
        if let earlier { try require(earlier, toPrecede: checkpoint) }
        let reading = try LogReading(log, checkpoint, earlier: earlier?.head, progress: progress)
        guard let election = reading.replay.election else { throw PublicationError("there is no manifest yet") }
        do { _ = try Checkpoint(of: note, by: election.manifest.keys.log) } catch {
            throw PublicationError("the newest checkpoint: \(error)")
        }
        progress("counting")
        let signed = try log.checkpointSizes().filter { $0 <= checkpoint.head.size }
        // Each checkpoint is read once: cosignatures may come meanwhile.
        var read = [checkpoint.head.size: note]
        func signedNote(_ size: Int) throws -> SignedNote {
            let note = try read[size] ?? log.checkpoint(size: size)
            read[size] = note
            return note
        }
        let sizes = try KeptCheckpoints.sizes(signed, reading.replay, note: signedNote)
        let kept = try Dictionary(uniqueKeysWithValues: sizes.map { ($0, try signedNote($0)) })
        let cosigned = try CosignedSize.all(sizes: sizes, reading.replay) { size in
            if let note = try? witnessed?.checkpoint(size: size) { return note }
            return try signedNote(size)
        }
        let derived = try Site.files(
            reading.replay, recount: Record.recount(reading.replay, artifacts: log), cosigned: cosigned)
        return FolderContents(log, reading, note: note, kept: kept, derived: derived, earlier: earlier?.head)
    }

    /// Throws unless the folder's checkpoint can be one of this log's; what it holds is compared when the log is read.
    private func require(_ earlier: Checkpoint, toPrecede checkpoint: Checkpoint) throws(PublicationError) {
        guard earlier.origin.isSame(as: checkpoint.origin) else {
            throw PublicationError(
                "\(path): expected the election \(checkpoint.origin), found the published one of \(earlier.origin)")
        }
        guard earlier.head.size <= checkpoint.head.size else {
            throw PublicationError(
                "\(path): expected at most the log's \(checkpoint.head.size) entries, found \(earlier.head.size) published: "
                    + "the log is an older copy, or another election's")
        }
    }
}

/// What a publication did.
public struct PublicationReport: Sendable {
    /// In the order in which they were written, with their bytes.
    public fileprivate(set) var written: [(path: String, bytes: Int)] = []
    public let removed: [String]
    /// Files that had been published before and were not as they should be, a line each; they are among those written.
    public let repaired: [String]
    /// Files of the folder that are no part of a record, left as they were: a verifier will complain about them.
    public let unknown: [String]

    init(_ comparison: Comparison) {
        removed = comparison.stale
        unknown = comparison.unknown
        repaired = comparison.pending.filter { $0.file.settledSize != nil }.map { "\($0.file.path): \($0.difference)" }
    }

    /// What was done, in one line.
    public var summary: String {
        if written.isEmpty && removed.isEmpty { return "nothing is new" }
        let bytes = written.reduce(0) { $0 + $1.bytes }
        return "wrote \(written.count) files, \(bytes) bytes; removed \(removed.count)"
    }
}
