import BudgetRules
import ElectionFixture
import ElectionRecord
import Testing

@testable import Publisher

@Suite("The site's pages")
struct PagesTests {
    private static let languages = ["nl", "en"]

    @Test("every page stands in every language, the first at the root, with nothing left to fill in")
    func whole() throws {
        let pages = try SitePages(subject: Held.done.get().subject()).files()
        let names = SitePage.allCases.map(\.file)
        #expect(pages.map(\.path) == names + names.map { "en/\($0)" })
        for page in pages {
            let text = String(decoding: page.bytes, as: UTF8.self)
            let language = page.path.hasPrefix("en/") ? "en" : "nl"
            #expect(text.hasPrefix("<!doctype html>\n<html lang=\"\(language)\">"), "\(page.path)")
            #expect(text.contains("<a id=\"skip\" href=\"#main\">") && text.contains("<main id=\"main\""))
            #expect(text.matches(of: /<h1/).count == 1, "\(page.path)")
            #expect(
                text.matches(of: /aria-current="page"/).count == (page.path.hasSuffix("files.html") ? 0 : 1),
                "\(page.path)")
            #expect(text.contains("default-src 'none'"), "\(page.path)")
            #expect(!text.contains("{{") && !text.contains("Optional("), "\(page.path)")
            #expect(page.bytes.count < 200_000, "\(page.path)")
            guard page.path.hasSuffix("find.html") else { continue }
            #expect(text.matches(of: /<script/).count == 2)
        }
    }

    @Test("every link within the site leads to a file of it", arguments: ["voted", "done"])
    func links(_ moment: String) throws {
        let election = try (moment == "done" ? Held.done : Held.voted).get()
        let files = try Set(election.published().files.keys)
        for page in try SitePages(subject: election.subject()).files() {
            let text = String(decoding: page.bytes, as: UTF8.self)
            let root = page.path.hasPrefix("en/") ? "en/" : ""
            var seen = 0
            for match in text.matches(of: /href="([^"#:]+)"/) {
                let link = String(match.1)
                let target = link.hasPrefix("../") ? String(link.dropFirst(3)) : root + link
                #expect(files.contains(target), "\(page.path): \(link)")
                seen += 1
            }
            #expect(seen >= 6, "\(page.path)")
        }
    }

    @Test("while the vote runs the pages tell the turnout, and no outcome")
    func running() throws {
        let outcome = try Held.voted.get().page(.outcome)
        #expect(outcome.contains("The vote is open. You can vote until Friday 15 January 2027"))
        #expect(outcome.contains(">17</td>"))
        #expect(!outcome.contains("class=\"contest\"") && !outcome.contains("Plan 1"))
        #expect(!(try Held.voted.get().page(.evaluation).contains("Plan 1")))
        #expect(try Held.done.get().page(.outcome).contains("Plan 1"))
    }

    @Test("the outcome shows winners, money, votes, the lot's order and its seed, and what was not opened")
    func outcome() throws {
        let election = try Held.done.get()
        let (page, edition) = (try election.page(.outcome), try election.edition())
        for contest in try #require(edition.subject.recount).contests {
            #expect(page.contains("id=\"contest-\(contest.contest.id)\""))
            guard let outcome = contest.outcome else { continue }
            for amount in [contest.contest.budget, outcome.spent, outcome.left] {
                #expect(page.contains("<dd>\(edition.money(amount))"), "\(contest.contest.id)")
            }
            for winner in outcome.winners {
                let project = contest.instance.projects[winner.project]
                let votes = "<span class=\"label\">Votes: </span>\(winner.votes)</td>"
                let cost = "<span class=\"label\">Cost: </span>\(edition.money(project.cost))</td>"
                #expect(page.contains("\(votes)<td class=\"number\">\(cost)"), "\(project.id)")
            }
            #expect(page.matches(of: /class="chart"/).count == 3)
        }
        #expect(page.contains("Fewer than 4 ballots were cast here."))
        #expect(page.contains(try #require(edition.subject.recount).lot.seed.hex))
        #expect(page.contains("<title id=\"chart-oost-title\">"))
    }

    @Test("the story tells each kind of act with its signers, and what the officials said")
    func story() throws {
        let page = try Held.done.get().page(.story)
        let told = [
            "One code (lost)", "West: one code (desk, walk-in).", "Plan 4: retracted", "Mededeling",
            "It held 17 ballots.", "oost: by mixer 1.", "oost: with the share of trustee 3.",
            "Signed by official-1, official-2.", "Signed by issuer-1.", "Signed by issuer-1, official-1, official-2.",
        ]
        for text in told { #expect(page.contains(text), "\(text)") }
    }

    @Test("the pages that check name every check, the keys, and each data file there is")
    func check() throws {
        let election = try Held.done.get()
        let page = try election.page(.check)
        for check in Check.allCases { #expect(page.contains("<strong>\(check.id)</strong>")) }
        let manifest = try #require(election.replay.election).manifest
        #expect(page.contains(try #require(election.cid).hex))
        #expect(page.contains(manifest.keys.log.description))
        for witness in manifest.keys.witnesses { #expect(page.contains(witness.description)) }
        for path in [
            "results.json", "results.csv", "what-if.json", "election.json", "ballots/oost.csv", "pabulib/west.pb",
        ] {
            #expect(page.contains("href=\"../\(path)\""), "\(path)")
        }
        #expect(!page.contains("ballots/klein.csv"))
    }

    @Test(
        "what an election calls itself can't become markup, script or data of another kind",
        arguments: SitePage.allCases)
    func hostile(_ page: SitePage) throws {
        let name = "</script><script>alert(1)</script>\"'&{{{style}}}{left}<!--"
        let projects = try ProjectsArtifact([
            Project(id: "A", cost: 10, name: name, categories: [name], neighborhood: name),
            Project(id: "B", cost: 20, name: name + "B"),
        ])
        var election = try FixtureElection.begun(with: [projects.bytes]) { manifest in
            manifest.title = ["nl": name, "en": name]
            manifest.unit = name
            manifest.country = name
            manifest.timeZone = name
            manifest.districts[0].name = ["nl": name, "en": name]
            manifest.contests[0].title = ["nl": name, "en": name]
            manifest.contests[0].projects = ArtifactReference(projects.bytes)
        }
        try election.append(.notice(["nl": name, "en": name]), by: FixtureElection.signers)
        try election.append(.withdraw(contest: "oost", project: "A", reason: name), by: FixtureElection.signers)
        #expect(election.refused.isEmpty)
        for language in Self.languages {
            let text = try election.page(page, language)
            #expect(!text.contains("alert(1)</script>") && !text.contains("<script>alert"), "\(language)")
            #expect(text.contains("&lt;script&gt;alert(1)"), "\(language)")
        }
    }

    @Test("the look's colours, logo, introduction and licence stand in the pages, and nothing of them elsewhere")
    func look() throws {
        let election = try Held.voted.get()
        let page = try election.page(.outcome)
        let look = try #require(election.replay.election).look
        #expect(page.contains("{ :root { --deep: #0b4f4a; --accent: #0a6158; } }"))
        #expect(page.contains("src=\"\(try #require(look.logo).address)\""))
        #expect(page.contains("<p>Welcome.</p>") && page.contains("<p>From all of us.</p>"))
        #expect(page.contains("href=\"https://example.org/licence?a=1&amp;b=2\""))
        var plain = try FixtureElection.begun { $0.look = nil }
        try plain.giveNotice()
        let house = try plain.page(.outcome)
        #expect(!house.contains("@media screen") && !house.contains("<img"))
        #expect(house.contains("https://creativecommons.org/publicdomain/zero/1.0/"))
    }
}
