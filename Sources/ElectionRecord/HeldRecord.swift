import BallotCrypto
import Synchronization
import Wire

/// A record of which everything that is read twice is the same both times: what the first read of a file found is
/// remembered by hash, and a later one that finds something else throws (spec/verification.md, "Read once").
///
/// A verification reads through one of these, and what goes on from it (a mixer, a trustee, the pages' maker) through the
/// same one: a folder that somebody writes to meanwhile gives one record or an error.
public final class HeldRecord: RecordSource {
    private struct Memory {
        var paths: Result<[String], RecordError>?
        /// A file that could not be read at first is not there later.
        var files: [Verbatim: Result<FirstRead, RecordError>] = [:]
    }

    private let source: any RecordSource
    private let memory = Mutex(Memory())

    public init(_ source: any RecordSource) {
        self.source = source
    }

    public var path: String { source.path }

    /// The files of which a later read found something else than the first, sorted.
    public var changed: [String] {
        memory.withLock { memory in
            memory.files.filter { (try? $0.value.get().isChanged) == true }.keys.sorted().map(\.text)
        }
    }

    public func paths() throws(RecordError) -> [String] {
        let found = memory.withLock { memory in
            let paths = memory.paths ?? Result { () throws(RecordError) in try source.paths() }
            memory.paths = paths
            return paths
        }
        return try found.get()
    }

    public func file(at path: String) throws(RecordError) -> any ByteSource {
        let found = Result { () throws(RecordError) in try source.file(at: path) }
        let first = memory.withLock { memory in
            let first = memory.files[Verbatim(path)] ?? found.map { _ in FirstRead() }
            memory.files[Verbatim(path)] = first
            return first
        }
        return try HeldFile(first.flatMap { _ in found }.get(), at: path, first.get())
    }
}
