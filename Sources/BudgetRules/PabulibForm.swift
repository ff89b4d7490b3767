/// How a Pabulib file is written where that could be otherwise, so that it is written back as it was read.
struct PabulibForm: Hashable, Sendable {
    private var hasByteOrderMark = false
    private var isCRLF = false
    /// Lines from 0 that end otherwise than the first.
    private var otherLines: Set<Int> = []
    private var endsLastLine = true
    /// Rows whose values can be written in another way, by place: `1, 2` for `1,2`, a project twice, `5` for `5.00`.
    var projects: [Int: [String]] = [:]
    var votes: [Int: [String]] = [:]

    /// Lines end in LF.
    init() {}

    /// That of `bytes`.
    init(of bytes: [UInt8]) {
        hasByteOrderMark = bytes.starts(with: Self.byteOrderMark)
        endsLastLine = bytes.last == Self.lf
        var line = 0
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == Self.lf {
                if line == 0 { isCRLF = previous == Self.cr }
                if (previous == Self.cr) != isCRLF { otherLines.insert(line) }
                line += 1
            }
            previous = byte
        }
    }

    /// `text`, whose lines end in LF, in this form.
    func applied(to text: String) -> String {
        var bytes: [UInt8] = hasByteOrderMark ? Self.byteOrderMark : []
        bytes.reserveCapacity(text.utf8.count + 3)
        var line = 0
        for byte in text.utf8 {
            if byte == Self.lf {
                if isCRLF != otherLines.contains(line), bytes.last != Self.cr { bytes.append(Self.cr) }
                line += 1
            }
            bytes.append(byte)
        }
        if !endsLastLine {
            bytes.removeLast()
            if bytes.last == Self.cr { bytes.removeLast() }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let cr = UInt8(ascii: "\r")
    private static let lf = UInt8(ascii: "\n")
}
