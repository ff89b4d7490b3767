import BallotCrypto
import FoundationEssentials
import TransparencyLog
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The published folder: where each file of an election's record lies (spec/record.md, "The published folder").
public struct RecordFolder: RecordSource {
    public let path: String

    public static let checkpointPath = "checkpoint"
    public static let trustPolicyPath = "trust-policy"
    public static let electionPath = "election.json"
    public static let resultsPath = "results.json"
    public static let tablePath = "results.csv"
    public static let whatIfPath = "what-if.json"
    public static let pagePath = "index.html"

    /// A checkpoint that was signed at an earlier size.
    public static func checkpointPath(size: Int) -> String { "checkpoints/\(size)" }

    /// The sizes of the checkpoints that stand among the paths under their own names.
    public static func keptSizes(_ paths: [String]) -> [Int] { paths.compactMap(keptSize) }

    /// The size that a kept checkpoint's path names; nil for every other path.
    public static func keptSize(_ path: String) -> Int? {
        guard let name = path.pieces(at: "/").last, let size = Int(name), size >= 0,
            path.isSame(as: checkpointPath(size: size))
        else { return nil }
        return size
    }

    public static func pabulibPath(contest: String) -> String { "pabulib/\(contest).pb" }

    public static func ballotsPath(contest: String) -> String { "ballots/\(contest).csv" }

    /// The ballots whose tracking code begins so; all of them when it is empty.
    public static func trackingPath(prefix: String) -> String { "tracking/\(prefix.isEmpty ? "all" : prefix)" }

    public init(_ path: String) {
        self.path = path
    }

    /// The file, open. Throws `RecordError` when it is missing, can't be read, or is a link, a pipe or a device, or lies
    /// behind a link.
    public func file(at path: String) throws(RecordError) -> any ByteSource {
        try RegularFile(path, in: self.path)
    }

    /// The path within the folder of everything in it but folders, sorted; a link is a path of its own, and not
    /// followed. Throws `RecordError` when the folder can't be read.
    public func paths() throws(RecordError) -> [String] {
        let found: [String]
        do { found = try FileManager.default.subpathsOfDirectory(atPath: "\(path)/") } catch {
            throw RecordError("\(path): can't be read")
        }
        return found.filter { kind(of: $0) != S_IFDIR }.sorted()
    }

    /// What kind of file the path itself is, of `S_IFMT`; nil when there is none.
    private func kind(of path: String) -> mode_t? {
        var status = stat()
        return unsafe lstat("\(self.path)/\(path)", &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}

/// A file to be published: its path within the folder and its bytes.
public struct PublishedFile: Hashable, Sendable {
    public let path: String
    public let bytes: [UInt8]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}
