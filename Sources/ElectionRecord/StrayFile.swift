/// A file that an operating system, a tool or a web host puts into folders of itself (spec/verification.md, "What lies
/// beside the record"). It is no part of a record, and says nothing against it.
public struct StrayFile: Hashable, Sendable {
    /// What is to be removed: the file, or the folder that all of its kind stand in.
    public let path: String
    /// Who leaves it, in words.
    public let maker: String

    /// Whether it is a folder.
    public var isFolder: Bool { path.utf8.last == UInt8(ascii: "/") }

    /// What to say of it.
    public var advice: String {
        isFolder
            ? "a folder that \(maker): no part of the record; delete it"
            : "a file that \(maker): no part of the record; delete it"
    }

    /// The stray that a path within a folder belongs to; nil for every other path. Names are compared by their bytes, those of
    /// systems that tell no case without it.
    public init?(_ path: String) {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Array($0) }
        guard let name = parts.last else { return nil }
        for depth in parts.indices.dropLast() {
            guard let folder = Self.folders.first(where: { $0.matches(parts[depth], depth: depth) }) else { continue }
            self.path = parts[...depth].map { String(decoding: $0, as: UTF8.self) + "/" }.joined()
            maker = folder.maker
            return
        }
        guard let file = Self.files.first(where: { $0.matches(name, depth: parts.count - 1) }) else { return nil }
        self.path = path
        maker = file.maker
    }

    private struct Kind {
        let name: String
        let maker: String
        /// Whether `name` is only how the name begins.
        var isPrefix = false
        /// Whether it is left in every folder; else at the top alone.
        var isAnywhere = true

        func matches(_ found: [UInt8], depth: Int) -> Bool {
            guard isAnywhere || depth == 0 else { return false }
            let found = isPrefix ? found.prefix(name.utf8.count)[...] : found[...]
            return found.elementsEqual(name.utf8) || found.map(Self.lower).elementsEqual(name.utf8.map(Self.lower))
        }

        private static func lower(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte + 0x20 : byte }
    }

    private static func kinds(_ maker: String, _ names: String..., isAnywhere: Bool = true) -> [Kind] {
        names.map { Kind(name: $0, maker: maker, isAnywhere: isAnywhere) }
    }

    private static let files =
        [Kind(name: "._", maker: "macOS leaves on foreign disks", isPrefix: true)]
        + kinds("macOS leaves", ".DS_Store", ".localized", "Icon\r")
        + kinds("Windows leaves", "Thumbs.db", "ehthumbs.db", "desktop.ini")
        + kinds("KDE leaves", ".directory")
        + [Kind(name: ".nfs", maker: "NFS leaves while one is open that was removed", isPrefix: true)]
        + kinds("Git reads", ".gitattributes", ".gitignore", ".gitkeep")
        + kinds("Git keeps", ".git", isAnywhere: false)
        + kinds("GitHub Pages reads", "CNAME", isAnywhere: false)
        + kinds("Netlify or Cloudflare reads", "_headers", "_redirects", "netlify.toml", isAnywhere: false)
        + kinds("Apache reads", ".htaccess", ".htpasswd")
        + kinds("IIS reads", "web.config")
        + kinds("PHP leaves or reads", "error_log", ".user.ini")
        + kinds("cPanel leaves", ".ftpquota")
        + kinds("web hosts show to search engines", "robots.txt", isAnywhere: false)
        + kinds("web hosts show in browsers' tabs", "favicon.ico", isAnywhere: false)

    private static let folders =
        kinds(
            "macOS leaves on disks", ".Spotlight-V100", ".Trashes", ".fseventsd", ".TemporaryItems", isAnywhere: false)
        + kinds("macOS puts into archives", "__MACOSX", isAnywhere: false)
        + kinds("Windows leaves on disks", "System Volume Information", "$RECYCLE.BIN", isAnywhere: false)
        + kinds("Linux leaves on disks", "lost+found", isAnywhere: false)
        + [Kind(name: ".Trash-", maker: "Linux leaves on disks", isPrefix: true, isAnywhere: false)]
        + kinds("Git keeps", ".git", isAnywhere: false)
        + kinds("GitHub reads", ".github", isAnywhere: false)
        + kinds("web hosts keep for certificates", ".well-known", isAnywhere: false)
        + kinds("cPanel makes", "cgi-bin", isAnywhere: false)
        + kinds("Synology leaves", "@eaDir")
}
