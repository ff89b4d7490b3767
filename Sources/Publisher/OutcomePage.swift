import BudgetRules
import ElectionRecord

/// `index.html`: who won, why, with what money, and how to check it. Once in each language, without script.
struct OutcomePage {
    private let replay: Replay
    private let election: Election
    private let recount: Recount?

    init(_ replay: Replay, _ election: Election, _ recount: Recount?) {
        self.replay = replay
        self.election = election
        self.recount = recount
    }

    var html: String {
        let languages = election.manifest.languages
        let title = election.manifest.title[languages.first ?? ""] ?? election.manifest.id
        let switches = HTML.join(languages.map { "<a href=\"#\($0)\" lang=\"\($0)\">\($0.uppercased())</a> " as HTML })
        let page: HTML = """
            <!doctype html>
            <html lang="\(languages.first ?? "en")">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            <style>
            \(Self.style)
            </style>
            <nav aria-label="Taal / Language">\(switches)</nav>
            <main>
            \(HTML.join(languages.map(edition)))</main>
            </html>

            """
        return page.description
    }

    private static let style: HTML = """
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
        table { border-collapse: collapse; table-layout: fixed; width: 100%; }
        caption { font-weight: bold; text-align: start; padding: .5rem 0; }
        th, td { text-align: start; padding: .3rem .5rem; border-bottom: 1px solid; vertical-align: top; }
        th { hyphens: auto; overflow-wrap: anywhere; }
        td.number, th.number { text-align: end; white-space: nowrap; width: 6.5em; }
        td.votes, th.votes { width: 5em; }
        @media (max-width: 30rem) { table { font-size: .875rem; } th, td { padding-inline: .2rem; } }
        th small { display: block; font-weight: normal; }
        code { overflow-wrap: anywhere; }
        section { margin-block: 2rem; }
        nav a { display: inline-block; padding: .5rem; }
        """

    private func edition(_ language: String) -> HTML {
        let words = Wording(language)
        let contests = HTML.join(
            (recount?.contests ?? []).enumerated().map { contest($1, $0, words, language) })
        let body: HTML = recount == nil ? "<p>\(words.running)</p>\n" : contests
        let credentials = replay.roll.enrolled.reduce(0, +)
        let ballots = replay.roll.ballots.reduce(0, +)
        return """
            <article id="\(language)" lang="\(words.code)">
            <h1>\(election.manifest.title[language] ?? "")</h1>
            <p>\(words.codes): \(credentials). \(words.ballots): \(ballots).</p>
            \(body)<section>
            <h2>\(words.check)</h2>
            <p>\(words.checkCommand)</p>
            <pre><code>stembus-verify .</code></pre>
            <p>\(election.origin)<br><code>\(election.cid.hex)</code><br><code>\(election.manifest.keys.log)</code></p>
            <p>\(words.data): <a href="election.json">election.json</a>\(recount == nil ? "" : Self.downloads)</p>
            </section>
            </article>

            """
    }

    private static let downloads: HTML = """
        , <a href="results.json">results.json</a>, <a href="results.csv">results.csv</a>, \
        <a href="what-if.json">what-if.json</a>
        """

    private func contest(_ count: ContestCount, _ index: Int, _ words: Wording, _ language: String) -> HTML {
        let title = count.contest.title[language] ?? count.contest.id
        guard let outcome = count.outcome else {
            return "<section>\n<h2>\(title)</h2>\n<p>\(words.unopened)</p>\n</section>\n"
        }
        let results = ProjectResult.all(count)
        let winners = results.filter(\.isSelected).sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
        let rows = Dictionary(results.enumerated().map { ($1.project.id, $1) }) { first, _ in first }
        let others = outcome.trace.compactMap { rows[count.instance.projects[$0.project].id] }.filter { !$0.isSelected }
        let first: HTML =
            winners.isEmpty ? "<p>\(words.noWinner)</p>\n" : table(words.winners, winners, count, words, language)
        return """
            <section>
            <h2>\(title)</h2>
            <p>\(words.budget) \(money(count.contest.budget, language)). \(words.spent) \(money(outcome.spent, language)). \
            \(words.left) \(money(outcome.left, language)).<br>
            \(words.ballots): \(count.ballots) (\(words.blank): \(count.blank), \(words.invalid): \(count.invalid.count)).</p>
            \(first)\(others.isEmpty ? "" : table(words.others, others, count, words, language))</section>

            """
    }

    private func table(
        _ caption: String, _ results: [ProjectResult], _ count: ContestCount, _ words: Wording, _ language: String
    ) -> HTML {
        let rows = results.map { result -> HTML in
            """
            <tr><th scope="row">\(name(result.project))\
            <small>\(reason(result, count, words, language))</small></th>\
            <td class="number votes">\(result.votes ?? 0)</td>\
            <td class="number">\(money(result.project.cost, language))</td></tr>

            """
        }
        return """
            <table>
            <caption>\(caption) (\(results.count))</caption>
            <thead><tr><th scope="col">\(words.project)</th><th scope="col" class="number votes">\(words.votes)</th>\
            <th scope="col" class="number">\(words.cost)</th></tr></thead>
            <tbody>
            \(HTML.join(rows))</tbody>
            </table>

            """
    }

    private func name(_ project: Project) -> String { project.name.isEmpty ? project.id : project.name }

    private func reason(
        _ result: ProjectResult, _ count: ContestCount, _ words: Wording, _ language: String
    ) -> String {
        switch result.decision {
        case nil, .funded: ""
        case .partFunded: "\(words.partFunded): \(money(result.granted, language))"
        case .tooDear(let by): "\(words.tooDear) \(money(by, language))"
        case .overCap(let name, let by): "\(words.overCap) \(name) (\(money(by, language)))"
        case .belowMinimum: words.belowMinimum
        case .excluded(.withdrawn): words.withdrawn
        case .excluded(.alreadyFunded): words.alreadyFunded
        case .incompatible(let winner): "\(words.incompatible) \(name(count.instance.projects[winner]))"
        case .noVotes: words.noVotes
        case .stopped: words.stopped
        }
    }

    private func money(_ amount: Int, _ language: String) -> Money {
        Money(
            amount: amount, currency: election.manifest.currency, scale: election.manifest.scale, language: language)
    }
}
