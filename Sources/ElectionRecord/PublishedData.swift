import BudgetRules
import TransparencyLog
import Wire

/// The data files that follow from the log alone: anybody who has the entries makes the same bytes
/// (spec/record.md, "Derived files").
public enum PublishedData {
    /// `recount` is nil while there is no result. Throws `RecordError` when a text can't stand in a Pabulib file, or the
    /// log has more entries than the ballots' index can name.
    public static func files(_ replay: Replay, recount: Recount?) throws(RecordError) -> [PublishedFile] {
        guard let election = replay.election else { return [] }
        var files = [
            PublishedFile(path: RecordFolder.trustPolicyPath, bytes: Array(trustPolicy(election).utf8)),
            PublishedFile(path: RecordFolder.electionPath, bytes: line(description(of: replay, election))),
        ]
        files += try TrackingIndex(replay.ballots).files
        if let recount {
            files.append(PublishedFile(path: RecordFolder.resultsPath, bytes: line(results(replay, election, recount))))
            files.append(PublishedFile(path: RecordFolder.tablePath, bytes: table(election, recount)))
            files.append(
                PublishedFile(path: RecordFolder.whatIfPath, bytes: line(try WhatIf.document(replay, recount))))
            for count in recount.contests {
                if count.outcome != nil {
                    files.append(
                        PublishedFile(
                            path: RecordFolder.ballotsPath(contest: count.contest.id),
                            bytes: OpenedBallots.table(count, manifest: election.manifest)))
                }
                files.append(
                    PublishedFile(
                        path: RecordFolder.pabulibPath(contest: count.contest.id),
                        bytes: try PublishedPabulib.bytes(replay, election, count)))
            }
        }
        return files
    }

    /// The log's and the witnesses' keys, with the quorum, as a C2SP tlog-policy.
    public static func trustPolicy(_ election: Election) -> String { trustPolicy(election.manifest.keys) }

    static func trustPolicy(_ keys: PartyKeys) -> String {
        var lines = ["log \(keys.log)"]
        for witness in keys.witnesses { lines.append("witness \(witness.name) \(witness)") }
        if keys.witnessQuorum > 0 {
            let names = keys.witnesses.map(\.name).joined(separator: " ")
            lines += ["group witnesses \(keys.witnessQuorum) \(names)", "quorum witnesses"]
        } else {
            lines.append("quorum none")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// `election.json`: the manifest, the projects, and how far the election has come.
    private static func description(of replay: Replay, _ election: Election) -> JSON {
        let ids = election.manifest.districts.map { Verbatim($0.id) }
        func byDistrict(_ counts: [Int]) -> JSON {
            .object(Dictionary(zip(ids, counts.map(JSON.integer))) { first, _ in first })
        }
        return [
            "origin": .string(election.origin), "manifest_hash": .string(election.cid.hex),
            "manifest": election.manifest.json, "phase": .string("\(replay.phase)"),
            "closes": .string(replay.closes.map(\.description) ?? ""),
            "projects": .object(
                Dictionary(
                    zip(
                        election.manifest.contests.map { Verbatim($0.id) },
                        election.projects.map { JSON.array($0.map(ProjectsArtifact.json)) })
                ) { first, _ in first }),
            "credentials": byDistrict(replay.roll.enrolled), "revoked": byDistrict(replay.roll.revoked),
            "ballots": byDistrict(replay.roll.ballots),
        ]
    }

    /// `results.json`: each contest's outcome document with the projects' names, costs, votes and grants.
    private static func results(_ replay: Replay, _ election: Election, _ recount: Recount) -> JSON {
        [
            "id": .string(election.manifest.id), "origin": .string(election.origin),
            "title": JSON(election.manifest.title), "currency": .string(election.manifest.currency),
            "scale": .integer(election.manifest.scale), "manifest_hash": .string(election.cid.hex),
            "lot_seed": .string(recount.lot.seed.hex),
            "contests": .array(
                recount.contests.map { count in
                    guard case .object(var members) = count.document else { return .null }
                    members["title"] = JSON(count.contest.title)
                    members["projects"] = .array(ProjectResult.all(count).map(\.json))
                    return .object(members)
                }),
        ]
    }

    private static func table(_ election: Election, _ recount: Recount) -> [UInt8] {
        let rows = recount.contests.flatMap { count in
            ProjectResult.all(count).map { [count.contest.id] + $0.cells }
        }
        return Array(Table.text(columns: ProjectResult.columns(election.manifest), rows: rows).utf8)
    }

    private static func line(_ json: JSON) -> [UInt8] { json.canonical + [UInt8(ascii: "\n")] }
}
