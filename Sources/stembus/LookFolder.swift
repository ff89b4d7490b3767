import ElectionRecord
import Foundation
import Wire

/// The folder `look` beside a definition: `look.toml`, and the logo that it names.
///
///     band = "#0b4f4a"
///     accent = "#0a6158"
///     logo = "logo.svg"
///     licence = "https://creativecommons.org/publicdomain/zero/1.0/"
///     [intro]
///     nl = "…"
struct LookFolder {
    let look: Look
    /// What it is made from, by path within the folder.
    private let files: [PublishedFile]

    /// The house's paper and card, which links stand on, and the white of the band's text.
    private static let papers = ["#f6f3ee", "#ffffff"]
    private static let white = ["#ffffff"]
    /// WCAG 2.2, success criterion 1.4.3 (AA).
    private static let leastContrast = 4.5

    /// Nil when there is no such folder. Throws `Complaint` naming the file, what was expected and what was found.
    init?(beside definition: String, languages: [String]) throws {
        let folder = URL(filePath: definition).deletingLastPathComponent().appending(path: "look").path
        guard Files.exists(folder) else { return nil }
        let path = "\(folder)/look.toml"
        let text = try Files.read(path)
        var (look, files) = (Look(), [PublishedFile(path: "look/look.toml", bytes: text)])
        do {
            var members = try Members(JSON(toml: text, at: path), of: "the look")
            if members.has("band") { look.band = try Self.colour(&members, "band", on: Self.white) }
            if members.has("accent") { look.accent = try Self.colour(&members, "accent", on: Self.papers) }
            if members.has("licence") { look.licence = try members.string("licence") }
            if members.has("intro") { look.intro = try members.texts("intro") }
            if members.has("logo") {
                let name = try members.string("logo")
                guard !name.contains("/") else {
                    throw WireError("\"logo\": expected a file in the folder look, found \"\(name)\"")
                }
                let bytes = try Files.read("\(folder)/\(name)")
                do { look.logo = try Logo(bytes) } catch { throw Complaint("\(folder)/\(name): \(error)") }
                files.append(PublishedFile(path: "look/\(name)", bytes: bytes))
            }
            try members.finish()
            try look.requireSense(languages)
        } catch let complaint as Complaint {
            throw complaint
        } catch {
            throw Complaint("\(path): \(error)")
        }
        self.look = look
        self.files = files
    }

    /// Copies what the look is made from.
    func write(to folder: String) throws {
        for file in files { try Files.write(file.bytes, to: "\(folder)/\(file.path)") }
    }

    private static func colour(_ members: inout Members, _ name: String, on backgrounds: [String]) throws -> Colour {
        let colour: Colour
        do { colour = try Colour(parsing: members.string(name)) } catch { throw WireError("\"\(name)\": \(error)") }
        for background in backgrounds {
            let contrast = colour.contrast(with: try Colour(parsing: background))
            guard contrast >= leastContrast else {
                let found = String(format: "%.2f", (contrast * 100).rounded(.down) / 100)
                throw WireError(
                    "\"\(name)\": expected a contrast of \(leastContrast) or more with \(background), found \(found) "
                        + "(\(colour)): take a darker colour")
            }
        }
        return colour
    }
}

extension Colour {
    /// From 1 to 21 (WCAG 2.2, "contrast ratio").
    func contrast(with other: Colour) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// WCAG 2.2, "relative luminance".
    private var luminance: Double {
        let linear = [red, green, blue].map { channel in
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}
