import ElectionRecord
import Wire

/// V12: every derived file holds the bytes that the log gives, and the folder holds nothing else.
struct FilesCheck {
    let folder: HeldRecord
    /// Every file of the folder.
    let paths: [String]
    /// What the log's acts refer to; each is looked at by the check of its kind.
    let references: Set<ArtifactReference>
    /// What follows from the log; the failure when it could not be made.
    let derived: Result<[PublishedFile], any Error>

    /// What another check or the pages' maker read before counts as well: a file that changed fails, whatever it holds.
    func run(_ report: inout CheckReport) {
        compare(&report)
        for path in folder.changed { report.fail(at: path, "changed while it was read") }
    }

    private func compare(_ report: inout CheckReport) {
        var known: Set = [Verbatim(RecordFolder.checkpointPath)]
        known.formUnion(references.map { Verbatim($0.path) })
        switch derived {
        case .failure(let error):
            report.fail(
                at: "record", "the derived files can't be made, and what else is in the folder not judged: \(error)")
            return
        case .success(let files):
            for file in files {
                known.insert(Verbatim(file.path))
                report.look { () throws(Violation) in try require(file) }
            }
        }
        let others = paths.filter { !known.contains(Verbatim($0)) && !Self.isLog($0) && !isMarker($0) }
        for path in report.settingAsideStrays(others) {
            report.look { () throws(Violation) in throw Violation(.files, at: path, "no part of the record") }
        }
    }

    private func require(_ file: PublishedFile) throws(Violation) {
        let (found, size): ([UInt8], Int)
        do { (found, size) = try folder.beginning(of: file.path, atMost: file.bytes.count) } catch {
            throw Violation(.files, at: file.path, "\(error)")
        }
        guard found == file.bytes, size == found.count else {
            if let maker = Self.maker(found), let own = Self.maker(file.bytes), !maker.isSame(as: own) {
                throw Violation(
                    .files, at: file.path,
                    "made by \(maker), which only a verifier of that version can judge: this one makes \(own)")
            }
            let same = zip(found, file.bytes).prefix { $0 == $1 }.count
            throw Violation(
                .files, at: file.path,
                "expected the \(file.bytes.count) bytes that the log gives, found \(size), "
                    + "different from byte \(same)")
        }
    }

    /// What a page names as its generator; nil for what is no page.
    private static func maker(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(512), as: UTF8.self)
        guard head.begins(with: "<!doctype html>"),
            let found = head.firstMatch(
                of: /<meta name="generator" content="([^"]*)">/.matchingSemantics(.unicodeScalar))
        else { return nil }
        return String(found.1)
    }

    /// V1 accounts for these.
    private static func isLog(_ path: String) -> Bool {
        path.begins(with: "tile/") || path.begins(with: "checkpoints/")
    }

    /// An empty file that tells some web hosts to serve the folder as it is.
    private func isMarker(_ path: String) -> Bool {
        path.isSame(as: ".nojekyll") && (try? folder.file(at: path).count) == 0
    }
}
