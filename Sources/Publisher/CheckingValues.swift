import ElectionRecord
import TransparencyLog
import Wire

// The page that says what is checked, by whom, and how to do it oneself.
extension Edition {
    var checking: [String: Any] {
        let (manifest, keys) = (subject.manifest, subject.manifest.keys)
        let opened = subject.recount?.contests.filter { $0.outcome != nil } ?? []
        return [
            "checks": Check.allCases.map { check -> [String: Any] in
                ["id": check.id, "claim": words("check.\(check.id)"), "looks": looks(check)]
            },
            "manifest_hash": election.cid.hex, "log_key": keys.log.description,
            "witnesses": keys.witnesses.map { ["name": $0.name, "key": $0.description] },
            "has_witnesses": !keys.witnesses.isEmpty, "sightings": sightings,
            "quorum": words(
                "check.quorum",
                [
                    "quorum": words.number(keys.witnessQuorum), "all": words.number(keys.witnesses.count),
                ]),
            "parties": [
                ("officials", keys.officials), ("issuers", keys.issuers), ("trustees", keys.trustees),
                ("mixers", keys.mixers),
            ]
            .map { role, keys -> [String: Any] in
                ["role": words("party.\(role)"), "does": words("party.\(role).does"), "names": keys.map(\.name)]
            },
            "specification": manifest.specification.hex, "files": files,
            "contests": opened.map { count in
                [
                    "title": local(count.contest.title),
                    "csv": root + RecordFolder.ballotsPath(contest: count.contest.id),
                    "pb": root + RecordFolder.pabulibPath(contest: count.contest.id),
                ]
            },
            "has_results": subject.recount != nil, "running": subject.replay.phase < .done,
        ]
    }

    /// How far each witness had seen the log.
    private var sightings: [String] {
        subject.manifest.keys.witnesses.enumerated().compactMap { place, witness in
            subject.cosigned.last { $0.times[place] != nil }.map { seen in
                words(
                    "check.seen",
                    [
                        "name": witness.name, "size": words.number(seen.size),
                        "time": seen.times[place].map(moment) ?? "",
                    ])
            }
        }
    }

    /// How many things a check looks at in this record, as far as the record tells.
    private func looks(_ check: Check) -> String {
        let (replay, keys) = (subject.replay, subject.manifest.keys)
        let acts = replay.history
        func counted(_ kind: String, _ n: Int) -> String { words("looks.\(kind)", n: n) }
        return switch check {
        case .log: counted("entries", replay.head.size)
        case .manifest: counted("signatures", acts.first?.signers.count ?? 0)
        case .trusteeKeys: counted("trustees", keys.trustees.count)
        case .roll: counted("credentials", replay.roll.enrolled.reduce(0, +))
        case .acts: counted("acts", acts.count)
        case .ballots: counted("ballots", replay.ballots.count)
        case .close: counted("districts", subject.manifest.districts.count)
        case .mixes: counted("mixes", acts.count { $0.kind == .mix })
        case .decryption: counted("openings", acts.count { $0.kind == .decrypt })
        case .opened:
            counted("opened", subject.recount?.contests.reduce(0) { $0 + ($1.outcome == nil ? 0 : $1.ballots) } ?? 0)
        case .outcome: counted("contests", subject.recount?.contests.count ?? 0)
        case .files: words("looks.files")
        case .receipts: words("looks.receipts")
        }
    }

    /// The data files, each with what it is and its size.
    private var files: [[String: Any]] {
        let named = [
            (RecordFolder.checkpointPath, "checkpoint"), (RecordFolder.trustPolicyPath, "trust"),
            (RecordFolder.electionPath, "election"), (RecordFolder.resultsPath, "results"),
            (RecordFolder.tablePath, "table"), (RecordFolder.whatIfPath, "whatif"),
        ]
        let sizes = Dictionary(subject.data.map { ($0.path, $0.bytes.count) }) { first, _ in first }
        return named.compactMap { path, kind in
            guard kind == "checkpoint" || sizes[path] != nil else { return nil }
            return [
                "path": path, "href": root + path, "about": words("file.\(kind)"),
                "size": sizes[path].map(bytes) ?? "",
            ]
        }
    }

    private func bytes(_ count: Int) -> String {
        count < 1000
            ? "\(count) B"
            : count < 1_000_000 ? "\(words.number(count / 1000)) kB" : "\(words.number(count / 1_000_000)) MB"
    }
}
