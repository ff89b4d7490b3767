import BallotCrypto
import ElectionRecord
import Synchronization

/// A published folder that somebody writes to while it is read: what a file shows depends on how often it has been looked at.
public final class ChangingRecord: RecordSource {
    /// What is looked at, again and again.
    public enum Look: Hashable, Sendable {
        case listing
        case opening(String)
        case reading(String)
    }

    /// What one look is shown that the others are not.
    public struct Lie: Sendable, CustomStringConvertible {
        /// Which look at it, from 1.
        let number: Int
        let look: Look
        let kind: Kind

        enum Kind: String {
            case damaged, missing, longer, shorter
            case added = "with a file more"
            case removed = "without its newest checkpoint"
        }

        public var description: String { "\(look) \(number): \(kind.rawValue)" }
    }

    public let path = "the changing record"
    private let files: [String: [UInt8]]
    private let change: @Sendable (_ path: String, _ read: Int, _ bytes: [UInt8]) -> [UInt8]
    private let lie: Lie?
    private let looks = Mutex<[Look: Int]>([:])

    /// `change` makes of a file's bytes what its read of that number, from 1, is shown.
    public init(
        _ folder: FixtureFolder, telling lie: Lie? = nil,
        _ change: @escaping @Sendable (_ path: String, _ read: Int, _ bytes: [UInt8]) -> [UInt8] = { $2 }
    ) {
        files = folder.files
        self.lie = lie
        self.change = change
    }

    /// How often each thing has been looked at.
    public var counts: [Look: Int] { looks.withLock(\.self) }

    /// Every lie that whoever has looked at it could have been told, one at a time.
    public var lies: [Lie] {
        counts.flatMap { look, count in
            let kinds: [Lie.Kind] =
                switch look {
                case .listing: [.added, .removed]
                case .opening: [.missing, .longer, .shorter]
                case .reading: [.damaged]
                }
            return (1...count).flatMap { number in kinds.map { Lie(number: number, look: look, kind: $0) } }
        }
    }

    /// A byte of every piece is another.
    public static func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for place in stride(from: bytes.count - 1, to: 0, by: -97) { bytes[place] ^= 1 }
        return bytes
    }

    /// The number of this look, from 1, and what it is told.
    private func count(_ look: Look) -> (number: Int, lie: Lie.Kind?) {
        let number = looks.withLock { looks in
            looks[look, default: 0] += 1
            return looks[look, default: 0]
        }
        guard let lie, lie.look == look, lie.number == number else { return (number, nil) }
        return (number, lie.kind)
    }

    public func paths() -> [String] {
        let paths = files.keys.sorted()
        switch count(.listing).lie {
        case .added: return paths + ["zzz"]
        case .removed:
            let newest = RecordFolder.keptSizes(paths).max() ?? 0
            return paths.filter { $0 != RecordFolder.checkpointPath(size: newest) }
        default: return paths
        }
    }

    public func file(at path: String) throws(RecordError) -> any ByteSource {
        let lie = count(.opening(path)).lie
        guard var bytes = files[path], lie != .missing else { throw RecordError("\(path): can't be read") }
        if lie == .longer { bytes.append(0) }
        if lie == .shorter { bytes.removeLast() }
        return Changing(record: self, path: path, bytes: bytes)
    }

    private struct Changing: ByteSource {
        let record: ChangingRecord
        let path: String
        let bytes: [UInt8]

        var count: Int { bytes.count }

        func bytes(_ range: Range<Int>) throws(CryptoError) -> [UInt8] {
            let (number, lie) = record.count(.reading(path))
            let shown = record.change(path, number, bytes)
            return try (lie == .damaged ? ChangingRecord.damaged(shown) : shown).bytes(range)
        }
    }
}
