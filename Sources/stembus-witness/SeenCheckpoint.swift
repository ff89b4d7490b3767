import BallotCrypto
import ElectionRecord
import Foundation
import TransparencyLog

/// The last checkpoint that this witness cosigned.
struct SeenCheckpoint {
    let folder: String
    private let lock: Int32

    private var path: String { "\(folder)/checkpoint" }

    /// One witness at a time reads, decides and writes. Throws `LogError` when another does.
    init(folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        lock = unsafe open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw LogError("\(folder): another witness is at work here")
        }
    }

    func unlock() { close(lock) }

    func read() throws -> SignedNote? {
        try RegularFile.bytesIfThere(at: path, atMost: SignedNote.largest).map(SignedNote.init(parsing:))
    }

    func write(_ note: SignedNote) throws {
        let draft = "\(path).draft"
        try Data(note.bytes).write(to: URL(filePath: draft))
        let handle = try FileHandle(forWritingTo: URL(filePath: draft))
        try handle.synchronize()
        try handle.close()
        guard unsafe rename(draft, path) == 0 else { throw LogError("\(path): can't be written") }
        let directory = unsafe open(folder, O_RDONLY)
        defer { close(directory) }
        guard directory >= 0, fsync(directory) == 0 else { throw LogError("\(folder): can't be written") }
    }

    func keepEvidence(_ note: SignedNote) throws {
        let name = MerkleTree.leaf(note.bytes).hex.prefix(16)
        try Data(note.bytes).write(to: URL(filePath: "\(folder)/refused-\(name)"), options: .atomic)
    }
}
