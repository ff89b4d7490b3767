import ElectionRecord
import FoundationEssentials
import Wire

/// What an uploader has to do, in this order: a line `put <path>` or `delete <path>` for each file, where what is to be
/// deleted may never have been there.
///
/// It is written before the folder is changed, and what was listed before stays listed: an uploader that has done
/// everything removes the list, so that a publication or an upload that was cut off leaves nothing out. Whoever works off
/// the list holds the folder's lock, as a publisher does: a list that grows meanwhile names files of two checkpoints.
struct ChangeList: Equatable {
    /// Bytes of the list: some millions of paths.
    private static let largest = 1 << 28

    private(set) var put: Set<Verbatim> = []
    private(set) var delete: Set<Verbatim> = []

    init(put: some Sequence<String>, delete: some Sequence<String>) {
        self.put = Set(put.map { Verbatim($0) })
        self.delete = Set(delete.map { Verbatim($0) })
    }

    /// Throws `PublicationError` for a line that is neither.
    init(parsing text: String) throws(PublicationError) {
        for line in text.pieces(at: "\n") where !line.isEmpty {
            if line.begins(with: "put ") {
                put.insert(Verbatim(line.dropping(bytes: 4)))
            } else if line.begins(with: "delete ") {
                delete.insert(Verbatim(line.dropping(bytes: 7)))
            } else {
                throw PublicationError(
                    "expected a line \"put\" or \"delete\" and a path, found \"\(line.beginning(64))\"")
            }
        }
    }

    /// What is to be done after this list and a later one.
    func followed(by later: ChangeList) -> ChangeList {
        var all = later
        all.put.formUnion(put.subtracting(later.delete))
        all.delete.formUnion(delete.subtracting(later.put))
        return all
    }

    /// Files in the order in which none stands before what it speaks of, the checkpoint last; then what is to be removed.
    var text: String {
        let puts = put.map { UploadOrder($0.text) }.sorted().map { "put \($0.path)\n" }
        return (puts + delete.sorted().map { "delete \($0)\n" }).joined()
    }

    /// Adds this list to the file's. Throws `PublicationError` when the file holds something else, or the disk refuses.
    func add(to path: String) throws(PublicationError) {
        var list = self
        let kept: [UInt8]?
        do { kept = try RegularFile.bytesIfThere(at: path, atMost: Self.largest) } catch {
            throw PublicationError("\(error)")
        }
        if let kept {
            do { list = try ChangeList(parsing: String(decoding: kept, as: UTF8.self)).followed(by: self) } catch {
                throw PublicationError("\(path): \(error)")
            }
        }
        do { try Data(list.text.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
            throw PublicationError("\(path): can't be written: \(error)")
        }
    }
}
