import ElectionRecord
import Wire

/// The published data as a schema.org Dataset, for search engines and data portals.
struct Dataset {
    let edition: Edition

    private static func format(of path: String) -> String {
        path.hasSuffix(".json") ? "application/json" : path.hasSuffix(".csv") ? "text/csv" : "text/plain"
    }

    /// JSON-LD, safe within a script element.
    var text: String {
        let manifest = edition.subject.manifest
        let closes = edition.subject.replay.closes ?? manifest.window.closes
        let data = edition.subject.data.filter { !$0.path.hasPrefix("tracking/") }
        let isDone = edition.subject.recount != nil
        let json: JSON = [
            "@context": "https://schema.org", "@type": "Dataset", "name": .string(edition.local(manifest.title)),
            "description": .string(edition.words(isDone ? "dataset.done" : "dataset.running")),
            "inLanguage": .string(edition.language),
            "identifier": .string(edition.election.origin), "license": .string(edition.subject.look.dataLicence),
            "creator": ["@type": "Organization", "name": .string(manifest.unit)],
            "isAccessibleForFree": .bool(true), "spatialCoverage": .string("\(manifest.unit), \(manifest.country)"),
            "temporalCoverage": .string("\(manifest.window.opens)/\(closes)"),
            "distribution": .array(
                data.map { file in
                    [
                        "@type": "DataDownload", "contentUrl": .string(edition.root + file.path),
                        "contentSize": .string("\(file.bytes.count) B"),
                        "encodingFormat": .string(Self.format(of: file.path)),
                    ]
                } + [
                    [
                        "@type": "DataDownload", "contentUrl": .string(SitePage.files.file),
                        "name": .string(edition.words("page.files")), "encodingFormat": "text/html",
                    ]
                ]),
        ]
        return json.scriptText
    }
}
