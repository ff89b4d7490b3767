import ElectionRecord
import FoundationEssentials

/// A file that the auditor names.
enum InputFile {
    /// Throws `RecordError` when it can't be read.
    static func bytes(at path: String) throws(RecordError) -> [UInt8] {
        do { return Array(try Data(contentsOf: URL(filePath: path))) } catch {
            throw RecordError("\(path): can't be read")
        }
    }
}
