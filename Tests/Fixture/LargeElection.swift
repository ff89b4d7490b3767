import BallotCrypto
import BudgetRules
import Ceremony
import ElectionRecord

// An election of one district as large as one likes, for benchmarks.
extension FixtureElection {
    /// The vote is open for `count` credentials, whose ballots have one ciphertext; the projects' costs and the limit are
    /// those of a city's district.
    public static func large(_ count: Int, mixers: Int) throws -> (election: FixtureElection, seeds: [[UInt8]]) {
        var election = try FixtureElection()
        let projects = (1...48).map { Project(id: "P-\($0)", cost: 500 + 617 * $0, name: "Plan \($0)") }
        let artifact = election.shelf.put(try ProjectsArtifact(projects).bytes)
        let keys = try (1...mixers).map { try election.keys.verification("mixer-\($0)") }
        try election.begin { manifest in
            let contest = manifest.contests[0]
            manifest.districts = [District(id: "oost", name: manifest.districts[0].name, contests: [contest.id])]
            manifest.contests = [
                Contest(
                    id: contest.id, title: contest.title, budget: 279_770, voteType: .approval,
                    limits: Limits(minLength: 1, maxLength: 20), rule: .greedy(GreedyRule()), ties: .lot,
                    projects: artifact)
            ]
            manifest.keys.mixers = keys
        }
        try election.holdCeremony()
        let seeds = (0..<count).map { _ in Digest.random().bytes }
        let credentials = try parallelMap(count: count) { (index) throws(CryptoError) in
            CredentialKey(try Credential(secret: SecretScalar(reducing: seeds[index])).publicKeys[0].compressed)
        }
        for act in CodeIssue.roll(credentials, district: "oost") { try election.append(act, by: ["issuer-1"]) }
        try election.rehearse()
        try election.open()
        return (election, seeds)
    }

    /// Everybody casts a ballot for some projects; the checkpoint before the last 256 is kept, and the one after all.
    public mutating func voteAll(_ seeds: [[UInt8]]) throws {
        for start in stride(from: 0, to: seeds.count, by: 4096) {
            let election = self
            let ballots = try parallelMap(count: min(4096, seeds.count - start)) { (offset) throws(RecordError) in
                let number = start + offset
                do {
                    return try election.ballot(
                        ["oost": Array(Set((0..<1 + number % 7).map { (number / 7 + $0 * $0 * 5) % 48 }))], district: 0,
                        by: Credential(secret: SecretScalar(reducing: seeds[number])))
                } catch {
                    throw RecordError("\(error)")
                }
            }
            for (offset, ballot) in ballots.enumerated() {
                // What was published before the box's last batch.
                if start + offset + 256 == seeds.count { checkpoint() }
                try append(ballot)
            }
        }
        checkpoint()
    }
}
