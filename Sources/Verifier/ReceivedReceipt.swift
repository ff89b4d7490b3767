import TransparencyLog
import Wire

/// A receipt as it was handed in, and what had to be undone to read it: mail programs, editors and terminals change line ends.
struct ReceivedReceipt {
    let receipt: Receipt
    /// In words; none when it is as it was given.
    let changes: [String]

    /// Throws `LogError`, that of the bytes as they are, unless they are a receipt, or become one by undoing changes that
    /// leave no choice.
    init(_ bytes: [UInt8]) throws(LogError) {
        do throws(LogError) {
            receipt = try Receipt(parsing: bytes)
            changes = []
        } catch {
            let (restored, changes) = Self.restored(bytes)
            guard !changes.isEmpty, let receipt = try? Receipt(parsing: restored) else { throw error }
            self.receipt = receipt
            self.changes = changes
        }
    }

    /// No line of a receipt begins or ends with white space, none is empty before the first or after the last, and each ends
    /// with LF: so each of these has one original.
    private static func restored(_ bytes: [UInt8]) -> (bytes: [UInt8], changes: [String]) {
        let (feed, carriage): (UInt8, UInt8) = (0x0A, 0x0D)
        var bytes = bytes[...]
        var changes: [String] = []
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            bytes = bytes.dropFirst(3)
            changes.append("a byte order mark stands before it")
        }
        if bytes.contains(carriage) {
            var ends: [UInt8] = []
            for byte in bytes where byte != feed || ends.last != carriage { ends.append(byte) }
            bytes = ends.map { $0 == carriage ? feed : $0 }[...]
            changes.append("its line ends have a carriage return")
        }
        var lines = bytes.split(separator: feed, omittingEmptySubsequences: false).map { line in
            line.prefix((line.lastIndex { $0 != 0x20 && $0 != 0x09 } ?? line.startIndex - 1) - line.startIndex + 1)
        }
        if lines.reduce(0, { $0 + $1.count + 1 }) != bytes.count + 1 { changes.append("lines end with spaces") }
        if lines.last?.isEmpty == true { lines.removeLast() } else { changes.append("its last line end is missing") }
        let all = lines.count
        lines = Array(lines.drop { $0.isEmpty })
        while lines.last?.isEmpty == true { lines.removeLast() }
        if lines.count != all { changes.append("empty lines stand around it") }
        return (lines.flatMap { $0 + [feed] }, changes)
    }
}
