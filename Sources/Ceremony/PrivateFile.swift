import FoundationEssentials

/// Files that hold a secret: mode 0600, whole or not at all, never overwritten.
public enum PrivateFile {
    /// Throws `CeremonyError` when the file exists already or the disk refuses.
    public static func create(_ path: String, _ bytes: [UInt8]) throws(CeremonyError) {
        let files = FileManager.default
        guard !files.fileExists(atPath: path) else {
            throw CeremonyError("\(path): exists already; it is kept as it is")
        }
        let folder = URL(filePath: path).deletingLastPathComponent()
        let draft = "\(path).\(UInt64.random(in: 0...UInt64.max)).draft"
        do {
            try files.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CeremonyError("\(folder.path): can't be made")
        }
        guard files.createFile(atPath: draft, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw CeremonyError("\(path): can't be written")
        }
        do {
            try Data(bytes).write(to: URL(filePath: draft))
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft)
            try files.moveItem(atPath: draft, toPath: path)
        } catch {
            try? files.removeItem(atPath: draft)
            throw CeremonyError("\(path): can't be written")
        }
    }

    /// Throws `CeremonyError` when the file can't be read.
    public static func read(_ path: String) throws(CeremonyError) -> [UInt8] {
        do { return Array(try Data(contentsOf: URL(filePath: path))) } catch {
            throw CeremonyError("\(path): can't be read")
        }
    }
}
