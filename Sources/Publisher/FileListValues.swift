import ElectionRecord
import Wire

// The page that leads to every file, so that whatever follows links fetches the whole record.
extension Edition {
    var fileList: [String: Any] {
        let pages = languages.enumerated().flatMap { place, language in
            SitePage.allCases.map { (place == 0 ? "" : "\(language)/") + $0.file }
        }
        let log = LogLayout.paths(size: subject.replay.head.size, checkpoints: subject.cosigned.map(\.size))
        let all = log + subject.replay.references.map(\.path) + subject.data.map(\.path) + pages
        let paths = Set(all.map { Verbatim($0) }).sorted().map(\.text)
        return ["paths": paths, "count": words("files.count", n: paths.count)]
    }
}
