import TransparencyLog
import Wire

/// Where a reader finds a ballot by its tracking code with one request and no server: derived files of 14 bytes a ballot
/// (spec/files.md, "tracking/").
public struct TrackingIndex: Sendable {
    /// How many of a tracking code's first symbols name the file that it stands in; 0 when all stand in `tracking/all`.
    public let symbols: Int
    /// One for each beginning that some ballot's code has, ascending.
    public let files: [PublishedFile]

    /// A file holds some 4,096 ballots at most, as codes are spread evenly.
    private static let most = 4096

    /// The symbols for so many accepted ballots: the smallest L at least 0 with `ballots <= 4096 * 32^L`.
    public static func symbols(for ballots: Int) -> Int {
        var (symbols, rest) = (0, ballots)
        while rest > most { (symbols, rest) = (symbols + 1, (rest + 31) / 32) }
        return symbols
    }

    /// Throws `RecordError` for a ballot whose place in the log is not below 2^32.
    public init(_ ballots: [AcceptedBallot]) throws(RecordError) {
        if let last = ballots.last, UInt32(exactly: last.entry) == nil {
            throw RecordError("expected a ballot's entry below 4294967296, found \(last.entry)")
        }
        self.init(codes: ballots.map { ($0.trackingCode, UInt32(truncatingIfNeeded: $0.entry)) })
    }

    /// From each ballot's code and its place in the log.
    package init(codes ballots: [(code: TrackingCode, entry: UInt32)]) {
        let symbols = Self.symbols(for: ballots.count)
        var files: [PublishedFile] = []
        let sorted = ballots.sorted { ($0.code, $0.entry) < ($1.code, $1.entry) }
        var rest = sorted[...]
        while let first = rest.first {
            let beginning = first.code.beginning(symbols)
            let group = rest.prefix { $0.code.beginning(symbols) == beginning }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(14 * group.count)
            for ballot in group {
                bytes += ballot.code.bytes
                bytes += ballot.entry.bigEndianBytes
            }
            let name = String(first.code.symbols.prefix(symbols))
            files.append(PublishedFile(path: RecordFolder.trackingPath(prefix: name), bytes: bytes))
            rest = rest.dropFirst(group.count)
        }
        self.symbols = symbols
        self.files = files
    }
}
