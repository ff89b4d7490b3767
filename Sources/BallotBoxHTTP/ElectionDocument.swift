import BallotCrypto
import BudgetRules
import ElectionRecord
import TransparencyLog
import Wire

/// What a voting device needs to know of the election (spec/box.md, "Election").
struct ElectionDocument {
    let replay: Replay
    let log: VerificationKey

    init(_ replay: Replay, log: VerificationKey) {
        self.replay = replay
        self.log = log
    }

    var json: JSON {
        guard let election = replay.election else { return .null }
        let manifest = election.manifest
        return [
            "origin": .string(election.origin), "id": .string(manifest.id), "title": texts(manifest.title),
            "languages": .array(manifest.languages.map(JSON.string)), "currency": .string(manifest.currency),
            "scale": .integer(manifest.scale), "time_zone": .string(manifest.timeZone),
            "window": [
                "opens": .string(manifest.window.opens.description),
                "closes": .string((replay.closes ?? manifest.window.closes).description),
            ],
            "phase": .string(phase), "context": .hex(replay.ctx?.bytes),
            "election_key": .hex(replay.ctx.flatMap { _ in replay.ceremony.keys?.electionKey.compressed }),
            "issuers": .integer(manifest.keys.issuers.count),
            "districts": .array(
                manifest.districts.map { district in
                    [
                        "id": .string(district.id), "name": texts(district.name),
                        "contests": .array(district.contests.map(JSON.string)),
                    ]
                }),
            "contests": .array(zip(manifest.contests, election.projects).map(contest)),
            "withdrawn": .object(replay.withdrawn.mapValues { .array($0.sorted().map(JSON.string)) }),
            "log_key": .string(log.description),
            "witnesses": .array(manifest.keys.witnesses.map { .string($0.description) }),
            "witness_quorum": .integer(manifest.keys.witnessQuorum),
            "page": .array(manifest.page.map { ["path": .string($0.path), "sha256": .string($0.digest.hex)] }),
            "notices": .array(
                replay.notices.map { ["time": .string($0.time.description), "text": texts($0.text)] }),
        ]
    }

    private var phase: String {
        switch replay.phase {
        case .empty, .ceremony, .preparation: "preparation"
        case .voting: "voting"
        case .closed: "closed"
        case .done: "done"
        }
    }

    private func contest(_ contest: Contest, _ projects: [Project]) -> JSON {
        [
            "id": .string(contest.id), "title": texts(contest.title), "budget": .integer(contest.budget),
            "min_length": .integer(contest.limits.minLength), "max_length": .limit(contest.limits.maxLength),
            "min_sum_cost": .limit(contest.limits.minSumCost), "max_sum_cost": .limit(contest.limits.maxSumCost),
            "projects": .array(projects.map(ProjectsArtifact.json)),
        ]
    }

    private func texts(_ texts: Texts) -> JSON { .object(texts.mapValues(JSON.string)) }
}

extension JSON {
    fileprivate static func hex(_ bytes: [UInt8]?) -> JSON { bytes.map { .string(Hex.encode($0)) } ?? .null }

    fileprivate static func limit(_ limit: Int?) -> JSON { limit.map(JSON.integer) ?? .null }
}
