import ElectionRecord
import Wire

// The page that tells the election's story, from the log's acts.
extension Edition {
    var story: [String: Any] {
        let growth = Growth(subject, edition: self)
        return [
            "chapters": chapters, "days": growth.bars, "has_days": !growth.bars.isEmpty,
            "growth": words(
                growth.bars.isEmpty ? growth.isKnown ? "story.few-growth" : "story.no-growth" : "story.growth-text"),
            "ballot_count": words("story.ballots", n: subject.replay.ballots.count),
            "entries": words("story.entries", n: subject.replay.head.size),
        ]
    }

    /// Acts of one kind that follow one another are told together.
    private var chapters: [[String: Any]] {
        var groups: [[PastAct]] = []
        for act in subject.replay.history {
            if let last = groups.last?.last, last.kind == act.kind, last.ballots == act.ballots, act.kind.isToldTogether
            {
                groups[groups.count - 1].append(act)
            } else {
                groups.append([act])
            }
        }
        return groups.map(chapter)
    }

    private func chapter(_ acts: [PastAct]) -> [String: Any] {
        guard let first = acts.first, let last = acts.last else { return [:] }
        let signers = Set(acts.flatMap { $0.signers.map { Verbatim($0) } }).sorted().map(\.text)
        let entries = first.entry == last.entry ? "\(first.entry)" : "\(first.entry)–\(last.entry)"
        return [
            "kind": first.kind.rawValue, "title": words("story.\(first.kind.rawValue)"), "time": moment(last.time),
            "datetime": last.time.description, "lines": lines(acts),
            "signed": words("story.signed", ["names": signers.joined(separator: ", ")]),
            "entry": words("story.entry", ["entries": entries]),
        ]
    }

    private func lines(_ acts: [PastAct]) -> [String] {
        switch acts[0].kind {
        case .manifest:
            let manifest = subject.manifest
            return [
                words(
                    "story.manifest.contests", n: manifest.contests.count,
                    [
                        "projects": words.number(subject.election.projects.reduce(0) { $0 + $1.count }),
                        "budget": money(manifest.contests.reduce(0) { $0 + $1.budget }),
                    ]),
                [
                    words(
                        "story.manifest.trustees", n: manifest.keys.trustees.count,
                        ["threshold": words.number(manifest.keys.trusteesThreshold)]),
                    words("story.manifest.mixers", n: manifest.keys.mixers.count),
                    words("story.manifest.witnesses", n: manifest.keys.witnesses.count),
                ].joined(separator: " "),
            ]
        case .roll:
            let all = acts.reduce(into: [String: Int]()) {
                $0[$1.subject.district ?? "", default: 0] += $1.subject.credentials ?? 0
            }
            return subject.manifest.districts.compactMap { district in
                let codes = all[district.id] ?? 0
                return codes == 0 ? nil : words("story.roll.district", n: codes, ["district": local(district.name)])
            }
        case .issue:
            return acts.map { act in
                words(
                    "story.issue.district", n: act.subject.credentials ?? 0,
                    [
                        "district": districtName(act.subject.district), "channel": channel(act.subject.channel ?? ""),
                        "reason": reason(act.subject.reason ?? ""),
                    ])
            }
        case .revoke:
            return acts.map {
                words("story.revoke.count", n: $0.subject.credentials ?? 0, ["reason": reason($0.subject.reason ?? "")])
            }
        case .withdraw:
            return acts.map {
                words(
                    "story.withdraw.project", ["project": projectName($0.subject), "reason": $0.subject.reason ?? ""])
            }
        case .notice: return acts.compactMap { $0.subject.text.map(local) }
        case .extend:
            return acts.compactMap { act in
                act.subject.closes.map {
                    words("story.extend.until", ["time": moment($0), "reason": act.subject.reason ?? ""])
                }
            }
        case .close: return [words("story.close.count", n: subject.replay.ballots.count)]
        case .mix:
            return acts.map {
                words(
                    "story.mix.list",
                    ["contest": contestName($0.subject.contest), "mixer": "\($0.subject.number ?? 0)"])
            }
        case .decrypt:
            return acts.map {
                words(
                    "story.decrypt.list",
                    ["contest": contestName($0.subject.contest), "trustee": "\($0.subject.number ?? 0)"])
            }
        case .result:
            let winners = (subject.recount?.contests ?? []).reduce(0) { $0 + ($1.outcome?.winners.count ?? 0) }
            return [words("story.result.winners", n: winners)]
        case .shares where subject.manifest.keys.trusteesThreshold == subject.manifest.keys.trustees.count:
            return [words("story.shares.all")]
        case .trustee, .shares, .confirm, .rehearsal, .open: return [words("story.\(acts[0].kind.rawValue).text")]
        }
    }

    func districtName(_ id: String?) -> String {
        id.flatMap(election.districtIndex).map { local(subject.manifest.districts[$0].name) } ?? id ?? ""
    }

    func contestName(_ id: String?) -> String {
        id.flatMap(election.contestIndex).map { local(subject.manifest.contests[$0].title) } ?? id ?? ""
    }

    private func projectName(_ about: Subject) -> String {
        guard let index = about.contest.flatMap(subject.election.contestIndex) else { return about.project ?? "" }
        return subject.election.projects[index].first { $0.id == about.project }.map(name) ?? about.project ?? ""
    }

    /// What officials call a channel, in the page's words where it has some.
    func channel(_ name: String) -> String { known("channel", name) }

    private func reason(_ name: String) -> String { known("why", name) }

    private func known(_ kind: String, _ name: String) -> String {
        let text = words("\(kind).\(name)")
        return text == "\(kind).\(name)" ? name : text
    }
}

extension Act.Kind {
    fileprivate var isToldTogether: Bool {
        switch self {
        case .trustee, .shares, .confirm, .roll, .issue, .revoke, .mix, .decrypt: true
        default: false
        }
    }
}
