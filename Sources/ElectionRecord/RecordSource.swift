import BallotCrypto
import TransparencyLog

/// A published record, wherever it lies: its files by their paths (spec/record.md, "The published folder").
public protocol RecordSource: ArtifactSource {
    /// How messages name it.
    var path: String { get }

    /// The path of everything in it but folders, sorted. Throws `RecordError` when it can't be read.
    func paths() throws(RecordError) -> [String]

    /// The file, open. Throws `RecordError` when it can't be read.
    func file(at path: String) throws(RecordError) -> any ByteSource
}

extension RecordSource {
    /// The file's bytes; its size is looked at before it is read. Throws `RecordError` when it can't be read or has more
    /// than `limit`.
    public func bytes(at path: String, atMost limit: Int) throws(RecordError) -> [UInt8] {
        try file(at: path).all(atMost: limit, at: path)
    }

    /// The file's first bytes, at most `limit`, and how many it has: enough to tell whether it is what is expected.
    /// Throws `RecordError` when it can't be read.
    public func beginning(
        of path: String, atMost limit: Int
    ) throws(RecordError) -> (bytes: [UInt8], count: Int) {
        let file = try file(at: path)
        do { return (try file.bytes(0..<min(file.count, limit)), file.count) } catch { throw RecordError("\(error)") }
    }

    public func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8] {
        let file = try file(at: reference.path)
        try reference.require(size: file.count)
        return try file.all(atMost: reference.size, at: reference.path)
    }

    public func pieces(of reference: ArtifactReference) throws(RecordError) -> any ByteSource {
        let file = try file(at: reference.path)
        try reference.require(size: file.count)
        let held = if let file = file as? HeldFile { file } else { try HeldFile(file, at: reference.path) }
        var hash = SHA256()
        // What is read at once.
        let piece = 64 * FirstRead.piece
        for start in stride(from: 0, to: held.count, by: piece) {
            do { hash.update(try held.bytes(start..<min(start + piece, held.count))) } catch {
                throw RecordError("\(error)")
            }
        }
        try reference.require(digest: hash.finish())
        return held
    }

    /// The checkpoint's note. Throws `RecordError` when it is missing or no note.
    public func checkpoint(at path: String = RecordFolder.checkpointPath) throws(RecordError) -> SignedNote {
        let bytes = try bytes(at: path, atMost: SignedNote.largest)
        do { return try SignedNote(parsing: bytes) } catch { throw RecordError("\(path): \(error)") }
    }

    /// The entries of bundle `index` of a log of `size`. Throws `RecordError` when it is missing or malformed.
    public func entries(bundle index: Int, size: Int) throws(RecordError) -> [[UInt8]] {
        let width = min(256, size - 256 * index)
        let path = EntryBundle.path(index: index, width: width)
        let bytes = try bytes(at: path, atMost: EntryBundle.largest(width: width))
        do { return try EntryBundle.decode(bytes, count: width) } catch { throw RecordError("\(path): \(error)") }
    }
}
