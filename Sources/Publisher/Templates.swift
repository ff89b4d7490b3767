import FoundationEssentials
import Mustache

/// The pages' templates, which are part of the program.
enum Templates {
    private static let library: Result<MustacheLibrary, any Error> = Result {
        let texts = [
            "head": PackageResources.head_mustache, "foot": PackageResources.foot_mustache,
            "outcome": PackageResources.outcome_mustache, "turnout": PackageResources.turnout_mustache,
            "use": PackageResources.use_mustache, "contest": PackageResources.contest_mustache,
            "projects": PackageResources.projects_mustache, "chart": PackageResources.chart_mustache,
            "bars": PackageResources.bars_mustache, "find": PackageResources.find_mustache,
            "check": PackageResources.check_mustache, "story": PackageResources.story_mustache,
            "evaluation": PackageResources.evaluation_mustache, "files": PackageResources.files_mustache,
        ]
        MustacheContentTypes.register(PageText(), named: PageText.name)
        // The line is said in each of them, as a partial begins with the library's own escape again.
        let escape = "{{% CONTENT_TYPE:\(PageText.name)}}\n"
        return MustacheLibrary(
            templates: try texts.mapValues {
                try MustacheTemplate(string: escape + String(decoding: $0, as: UTF8.self))
            })
    }

    /// Throws `PublicationError` when there is no such template, or when one is no template.
    static func render(_ name: String, _ values: [String: Any]) throws(PublicationError) -> [UInt8] {
        let text: String?
        do { text = try library.get().render(values, withTemplate: name) } catch {
            throw PublicationError("templates: \(error)")
        }
        guard let text else { throw PublicationError("there is no template \(name)") }
        return Array(text.utf8)
    }
}
