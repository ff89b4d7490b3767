import FoundationEssentials

/// Writes files into a folder so that a reader never meets half a file, and an interrupted run can go on.
struct FolderWriter {
    let path: String

    /// Writes the file unless it holds these bytes already. Throws `PublicationError` when the disk refuses, or when an
    /// `immutable` file (an artifact, a full tile) holds other bytes.
    func write(_ bytes: [UInt8], to file: String, immutable: Bool = false) throws {
        let target = URL(filePath: "\(path)/\(file)")
        if let present = try? Data(contentsOf: target) {
            if present.elementsEqual(bytes) { return }
            guard !immutable else { throw PublicationError("\(file): expected the same bytes as before, found others") }
        }
        do {
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: target, options: .atomic)
        } catch {
            throw PublicationError("\(path)/\(file): can't be written: \(error)")
        }
    }

    func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(file)") }

    func remove(_ file: String) throws {
        do { try FileManager.default.removeItem(atPath: "\(path)/\(file)") } catch {
            throw PublicationError("\(path)/\(file): can't be removed: \(error)")
        }
    }
}
