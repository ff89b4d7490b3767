import FoundationEssentials

/// What an uploader has to do, in this order: a line `put <path>` or `delete <path>` for each file, where what is to be
/// deleted may never have been there.
///
/// It is written before the folder is changed, and what was listed before stays listed: an uploader that has done
/// everything removes the list, so that a publication or an upload that was cut off leaves nothing out. Whoever works off
/// the list holds the folder's lock, as a publisher does: a list that grows meanwhile names files of two checkpoints.
struct ChangeList: Equatable {
    private(set) var put: Set<String> = []
    private(set) var delete: Set<String> = []

    init(put: some Sequence<String>, delete: some Sequence<String>) {
        self.put = Set(put)
        self.delete = Set(delete)
    }

    /// Throws `PublicationError` for a line that is neither.
    init(parsing text: String) throws(PublicationError) {
        for line in text.split(separator: "\n") {
            if line.hasPrefix("put ") {
                put.insert(String(line.dropFirst(4)))
            } else if line.hasPrefix("delete ") {
                delete.insert(String(line.dropFirst(7)))
            } else {
                throw PublicationError("expected a line \"put\" or \"delete\" and a path, found \"\(line.prefix(64))\"")
            }
        }
    }

    /// What is to be done after this list and a later one.
    func followed(by later: ChangeList) -> ChangeList {
        ChangeList(
            put: put.subtracting(later.delete).union(later.put),
            delete: delete.subtracting(later.put).union(later.delete))
    }

    /// Files in the order in which none stands before what it speaks of, the checkpoint last; then what is to be removed.
    var text: String {
        let puts = put.map(UploadOrder.init).sorted().map { "put \($0.path)\n" }
        return (puts + delete.sorted().map { "delete \($0)\n" }).joined()
    }

    /// Adds this list to the file's. Throws `PublicationError` when the file holds something else, or the disk refuses.
    func add(to path: String) throws(PublicationError) {
        var list = self
        if FileManager.default.fileExists(atPath: path) {
            guard let bytes = try? Data(contentsOf: URL(filePath: path)) else {
                throw PublicationError("\(path): can't be read")
            }
            do { list = try ChangeList(parsing: String(decoding: bytes, as: UTF8.self)).followed(by: self) } catch {
                throw PublicationError("\(path): \(error)")
            }
        }
        do { try Data(list.text.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
            throw PublicationError("\(path): can't be written: \(error)")
        }
    }
}
