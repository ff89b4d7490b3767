import BallotCrypto
import BudgetRules
import ElectionRecord
import TransparencyLog
import Wire

/// What the pages are made from.
struct SiteSubject {
    let replay: Replay
    let election: Election
    let recount: Recount?
    /// The kept checkpoints.
    let cosigned: [CosignedSize]
    /// The data files that the pages link to.
    let data: [PublishedFile]

    var manifest: Manifest { election.manifest }
    var look: Look { election.look }
}

/// The pages, in the order of the navigation.
enum SitePage: String, CaseIterable {
    case outcome, find, check, story, evaluation
    /// Reached from `check`.
    case files

    var file: String { self == .outcome ? "index.html" : "\(rawValue).html" }
}

/// Every page in every language: the manifest's first language at the folder's root, the others in a folder each.
struct SitePages {
    let subject: SiteSubject

    /// What every page names as its maker: raised whenever the same record gives other pages.
    static let generator = "Stembus pages 1"

    func files() throws -> [PublishedFile] {
        let languages = Words.offered(subject.manifest.languages)
        return try languages.enumerated().flatMap { place, language in
            let edition = Edition(
                subject: subject, words: try Words(language), languages: languages, isFirst: place == 0)
            return try SitePage.allCases.map { page in
                PublishedFile(path: edition.folder + page.file, bytes: try edition.bytes(of: page))
            }
        }
    }
}

/// The pages in one language.
struct Edition {
    let subject: SiteSubject
    let words: Words
    let languages: [String]
    let isFirst: Bool

    var election: Election { subject.election }
    var language: String { words.language }
    var folder: String { isFirst ? "" : "\(language)/" }
    /// From a page of this edition to the folder's root.
    var root: String { isFirst ? "" : "../" }

    func bytes(of page: SitePage) throws(PublicationError) -> [UInt8] {
        var values = frame(page)
        let own =
            switch page {
            case .outcome: outcome
            case .find: try finder
            case .check: checking
            case .story: story
            case .evaluation: try evaluation
            case .files: fileList
            }
        values.merge(own) { _, own in own }
        return try Templates.render(page.rawValue, values)
    }

    /// What stands around every page.
    private func frame(_ page: SitePage) -> [String: Any] {
        let look = subject.look
        let style = Style.text(for: look, page)
        var values: [String: Any] = [
            "text": words.plain, "generator": SitePages.generator, "language": language, "root": root,
            "election": local(subject.manifest.title),
            "page": words("page.\(page.rawValue)"), "style": style, "style_hash": Self.integrity(style),
            "icon": Style.icon, "logo": look.logo.map { ["uri": $0.address] as [String: Any] } ?? false,
            "licence": look.dataLicence, "origin": election.origin,
            "as_of": words(
                "frame.as_of", n: subject.replay.head.size, ["phase": words("phase.\(subject.replay.phase)")]),
            "pages": SitePage.allCases.filter { $0 != .files }.map { other -> [String: Any] in
                ["href": other.file, "label": words("page.\(other.rawValue)"), "current": other == page]
            },
            "languages": languages.enumerated().map { place, other -> [String: Any] in
                let folder = place == 0 ? "" : "\(other)/"
                return [
                    "href": "\(root)\(folder)\(page.file)", "code": other, "name": Self.names[other] ?? other,
                    "current": other == language,
                ]
            },
            "several_languages": languages.count > 1,
        ]
        if let intro = look.intro[Verbatim(language)] {
            values["intro"] = intro.pieces(at: "\n").filter { !$0.isEmpty }
        }
        return values
    }

    private static let names = ["nl": "Nederlands", "en": "English"]

    /// A hash as a Content-Security-Policy names it.
    static func integrity(_ text: String) -> String { "sha256-" + Base64.encode(SHA256.hash(text.utf8).bytes) }

    func local(_ texts: Texts) -> String {
        texts[Verbatim(language)] ?? subject.manifest.languages.first.flatMap { texts[Verbatim($0)] } ?? ""
    }

    func money(_ amount: Int) -> String {
        "\(Money(amount: amount, currency: subject.manifest.currency, scale: subject.manifest.scale, language: language))"
    }

    func civil(_ time: Timestamp) -> CivilTime { CivilTime(time, zone: subject.manifest.timeZone) }

    func moment(_ time: Timestamp) -> String { words.moment(civil(time)) }

    func name(_ project: Project) -> String { project.name.isEmpty ? project.id : project.name }
}
