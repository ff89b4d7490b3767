import ElectionRecord
import Testing

@Suite("What systems leave in folders")
struct StrayFileTests {
    @Test(
        "is named with who leaves it, and in one piece",
        arguments: [
            (".DS_Store", ".DS_Store", "macOS"), ("tile/0/.DS_Store", "tile/0/.DS_Store", "macOS"),
            ("en/._index.html", "en/._index.html", "macOS"), ("Icon\r", "Icon\r", "macOS"),
            ("thumbs.DB", "thumbs.DB", "Windows"), ("artifacts/desktop.ini", "artifacts/desktop.ini", "Windows"),
            (".git/objects/00/ff", ".git/", "Git"), (".git", ".git", "Git"),
            (".gitattributes", ".gitattributes", "Git"),
            (".well-known/acme-challenge/x", ".well-known/", "certificates"), ("CNAME", "CNAME", "GitHub Pages"),
            ("__MACOSX/site/._x", "__MACOSX/", "macOS"), ("lost+found/x", "lost+found/", "Linux"),
            (".Trash-1000/files/x", ".Trash-1000/", "Linux"), ("_redirects", "_redirects", "Netlify"),
            ("robots.txt", "robots.txt", "search engines"), ("ballots/@eaDir/x", "ballots/@eaDir/", "Synology"),
        ])
    func named(path: String, stray: String, maker: String) throws {
        let found = try #require(StrayFile(path))
        #expect(found.path == stray && found.maker.contains(maker), "\(found)")
        #expect(found.isFolder == stray.hasSuffix("/"))
    }

    @Test(
        "is nothing else",
        arguments: [
            "index.html", "checkpoint", "minutes.txt", ".hidden", ".nojekyll", "DS_Store", ".DS_Store.html",
            "x.DS_Store",
            "en/CNAME", "en/.git/config", "en/robots.txt", "en/.well-known/x", "well-known/x", ".DS\u{5F}Store\u{301}",
            "\u{212A}CNAME", "CNAME\u{301}", "Icon", "", "/", ".", "_", "thumbs.db/x", ".gitx/y", "lost+found",
        ])
    func others(path: String) { #expect(StrayFile(path) == nil) }
}
