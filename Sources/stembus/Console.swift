import ElectionRecord
import Foundation
import Synchronization
import Wire

/// What went wrong, for the person at the keyboard: the file or the part, what was expected and what was found.
struct Complaint: Error, CustomStringConvertible {
    let description: String
    /// What the program exits with: 1 refused, 2 could not look, 3 not yet.
    let status: Int32
    /// A line for each of several faults.
    let details: [String]

    init(_ description: String, status: Int32 = 1, details: [String] = []) {
        self.description = description
        self.status = status
        self.details = details
    }
}

/// Progress and results on the terminal: progress on standard error, results on standard output.
enum Console {
    private struct State {
        var isQuiet = false
        var last = Date.distantPast
    }

    private static let state = Mutex(State())

    static func setQuiet(_ isQuiet: Bool) { state.withLock { $0.isQuiet = isQuiet } }

    static func say(_ line: String) { Terminal.say(line) }

    static func progress(_ text: String) {
        guard !state.withLock(\.isQuiet) else { return }
        Terminal.complain(text)
    }

    /// At most one line a second, and one at the end.
    static func progress(_ what: String, _ done: Int, of total: Int) {
        let isDue = state.withLock { state in
            guard done == total || Date().timeIntervalSince(state.last) > 1 else { return false }
            state.last = Date()
            return true
        }
        if isDue { progress("\(what): \(done) of \(total)") }
    }
}

/// Reading and writing of files that hold no secret.
enum Files {
    /// Bytes of a file that people write.
    static let largestText = 1 << 24
    /// Bytes of a table with a row for each voter or ballot.
    static let largestTable = 1 << 28

    /// Throws `Complaint` when the file can't be read or has more than `limit` bytes.
    static func read(_ path: String, atMost limit: Int = largestText) throws -> [UInt8] {
        do { return try RegularFile.bytes(at: path, atMost: limit) } catch {
            throw Complaint("\(error)", status: 2)
        }
    }

    /// Whole or not at all.
    static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try FileManager.default.createDirectory(
                at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Complaint("\(path): can't be written: \(error.localizedDescription)")
        }
    }

    /// A file that is not there yet, whole or not at all.
    static func create(_ bytes: [UInt8], at path: String) throws {
        let draft = "\(path).\(UUID().uuidString).draft"
        defer { unsafe unlink(draft) }
        try write(bytes, to: draft)
        // Unlike a rename, a link never takes the place of a file that is there.
        guard unsafe link(draft, path) == 0 else {
            throw errno == EEXIST ? kept(path) : Complaint("\(path): can't be written: \(reason)")
        }
    }

    private static func kept(_ path: String) -> Complaint {
        Complaint("\(path): exists already; it is kept as it is")
    }

    private static var reason: String { unsafe String(cString: strerror(errno)) }

    /// Makes the folder whole or not at all: `body` fills a draft of it. Throws `Complaint` when it is there already and
    /// is not an empty folder.
    static func stage(_ folder: String, _ body: (_ draft: String) throws -> Void) throws {
        let files = FileManager.default
        guard !exists(folder) || (try? files.contentsOfDirectory(atPath: folder).isEmpty) == true else {
            throw kept(folder)
        }
        let draft = "\(folder).\(UUID().uuidString).draft"
        defer { try? files.removeItem(atPath: draft) }
        try body(draft)
        // It takes the place of an empty folder, and of nothing else.
        guard unsafe rename(draft, folder) == 0 else {
            throw errno == EEXIST || errno == ENOTEMPTY
                ? kept(folder) : Complaint("\(folder): can't be made: \(reason)")
        }
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// File names in a folder, sorted; none when there is no such folder.
    static func list(_ path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
