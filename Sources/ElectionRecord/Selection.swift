import Wire

/// The projects that a ballot approves in one contest, as indices in the ballot's order.
///
/// On the wire: one bit a project, the first is the most significant of the first byte, unused bits are zero
/// (spec/cryptography.md, "Selections").
public struct Selection: Hashable, Sendable {
    public let projects: [Int]
    public let count: Int

    /// Throws `RecordError` when an index is not one of `count` projects or is repeated.
    public init(_ projects: [Int], of count: Int) throws(RecordError) {
        self.projects = projects.sorted()
        self.count = count
        for project in projects where !(0..<count).contains(project) {
            throw RecordError("expected a project from 0 to \(count - 1), found \(project)")
        }
        guard Set(projects).count == projects.count else { throw RecordError("a project is selected twice") }
    }

    /// Throws `RecordError` when the length is wrong or an unused bit is set.
    public init(bytes: [UInt8], of count: Int) throws(RecordError) {
        guard bytes.count == (count + 7) / 8 else {
            throw RecordError("expected \((count + 7) / 8) bytes, found \(bytes.count)")
        }
        self.count = count
        let set = (0..<bytes.count * 8).filter { bytes[$0 / 8] >> (7 - UInt8($0 % 8)) & 1 == 1 }
        projects = set
        if let last = set.last, last >= count { throw RecordError("expected unused bits to be zero") }
    }

    public var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (count + 7) / 8)
        for project in projects { bytes[project / 8] |= 0x80 >> UInt8(project % 8) }
        return bytes
    }

    /// The bytes cut into elements of at most 30, all but the last full.
    public var elements: [[UInt8]] {
        stride(from: 0, to: bytes.count, by: 30).map { Array(bytes[$0..<min($0 + 30, bytes.count)]) }
    }
}
