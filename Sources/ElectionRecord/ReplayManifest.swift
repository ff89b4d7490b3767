import BallotCrypto
import BudgetRules
import TransparencyLog
import Wire

// Check V2: a manifest that says one thing, and says it all.
extension Replay {
    mutating func define(_ manifest: Manifest, _ act: SignedAct, _ index: Int) throws(Violation) {
        let cid = MerkleTree.leaf(act.note.bytes)
        let origin = act.origin
        let artifacts = artifacts
        let election = try checked(.manifest, index) { () throws(RecordError) in
            try manifest.requireSense(origin: origin)
            let election = try Election(manifest, origin: origin, cid: cid, artifacts: Erased(source: artifacts))
            try election.requireSense()
            return election
        }
        self.election = election
        ceremony = KeyCeremony(
            cid: cid, threshold: manifest.keys.trusteesThreshold, count: manifest.keys.trustees.count)
        roll = Roll(districts: manifest.districts.count, issuers: manifest.keys.issuers.count)
        ballotCounts = Array(repeating: 0, count: manifest.contests.count)
        progress = Array(repeating: ContestProgress(), count: manifest.contests.count)
        closes = manifest.window.closes
        phase = .ceremony
    }
}

private struct Erased: ArtifactSource {
    let source: any ArtifactSource

    func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8] { try source.bytes(of: reference) }
}

extension Manifest {
    /// Throws `RecordError` naming the first thing that does not fit: ids, languages, thresholds, styles, keys.
    public func requireSense(origin: String) throws(RecordError) {
        for name in [id] + districts.map(\.id) + contests.map(\.id) where !Self.isIdentifier(name) {
            throw RecordError("expected an id of 1 to 64 lower-case letters, digits and dashes, found \"\(name)\"")
        }
        guard !languages.isEmpty, Set(languages.map { Verbatim($0) }).count == languages.count,
            languages.allSatisfy(Self.isLanguage)
        else {
            throw RecordError("expected one or more languages as \"nl\", each once, found \(languages.listed())")
        }
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw RecordError("expected a currency of three capitals (ISO 4217), found \"\(currency)\"")
        }
        guard Set(page.map { Verbatim($0.path) }).count == page.count, page.allSatisfy({ Self.isFileName($0.path) })
        else {
            throw RecordError("expected the names of the page's files, each once, found \(page.map(\.path).listed())")
        }
        for text in [title] + districts.map(\.name) + contests.map(\.title)
        where Set(text.keys) != Set(languages.map { Verbatim($0) }) {
            throw RecordError(
                "expected a text in each of \(languages.listed()), found \(text.keys.sorted().map(\.text).listed())")
        }
        guard window.opens < window.closes else {
            throw RecordError("expected a window that closes after it opens, found \(window.closes)")
        }
        try requireStyles()
        try ProjectsArtifact.require(sizesOf: contests)
        try keys.requireSense(origin: origin)
    }

    private func requireStyles() throws(RecordError) {
        guard !contests.isEmpty, contests.count <= 1000, Set(contests.map { Verbatim($0.id) }).count == contests.count
        else {
            throw RecordError("expected 1 to 1,000 contests, each id once")
        }
        guard !districts.isEmpty, districts.count <= 10_000,
            Set(districts.map { Verbatim($0.id) }).count == districts.count
        else {
            throw RecordError("expected 1 to 10,000 districts, each id once")
        }
        let known = Set(contests.map { Verbatim($0.id) })
        for district in districts {
            guard !district.contests.isEmpty,
                Set(district.contests.map { Verbatim($0) }).count == district.contests.count
            else {
                throw RecordError("district \(district.id): expected one or more contests, each once")
            }
            for contest in district.contests where !known.contains(Verbatim(contest)) {
                throw RecordError("district \(district.id): there is no contest \"\(contest)\"")
            }
        }
        let used = Set(districts.flatMap { $0.contests.map { Verbatim($0) } })
        for contest in contests where !used.contains(Verbatim(contest.id)) {
            throw RecordError("contest \(contest.id): expected a district that votes in it")
        }
    }

    /// Two or three lower-case letters, and what else a language tag has after dashes.
    private static func isLanguage(_ tag: String) -> Bool {
        let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return (2...3).contains(parts[0].count) && parts[0].allSatisfy { (0x61...0x7A).contains($0) }
            && parts.dropFirst().allSatisfy { part in
                (2...8).contains(part.count)
                    && part.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) }
            }
    }

    private static func isFileName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && !name.begins(with: ".")
            && name.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || "-._".utf8.contains($0)
            }
    }

    private static func isIdentifier(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) }
    }
}

extension PartyKeys {
    fileprivate func requireSense(origin: String) throws(RecordError) {
        guard officialsThreshold >= 1, officialsThreshold <= officials.count else {
            throw RecordError("expected 1 to \(officials.count) officials to sign, found \(officialsThreshold)")
        }
        guard trustees.count <= 255, trusteesThreshold >= 1, trusteesThreshold <= trustees.count else {
            throw RecordError("expected a threshold of 1 to \(trustees.count) trustees, found \(trusteesThreshold)")
        }
        guard (1...2).contains(issuers.count) else {
            throw RecordError("expected 1 or 2 issuers, found \(issuers.count)")
        }
        guard (1...255).contains(mixers.count) else {
            throw RecordError("expected 1 to 255 mixers, found \(mixers.count)")
        }
        guard witnessQuorum >= 0, witnessQuorum <= witnesses.count else {
            throw RecordError("expected a quorum of at most \(witnesses.count) witnesses, found \(witnessQuorum)")
        }
        guard log.name.isSame(as: origin) else {
            throw RecordError("expected the log's key to be named \(origin), found \(log.name)")
        }
        guard Set(all.map(\.publicKey)).count == all.count, Set(all.map { Verbatim($0.name) }).count == all.count else {
            throw RecordError("expected every party to have a name and a key of its own")
        }
        guard witnesses.allSatisfy({ $0.kind == .cosignature }) else {
            throw RecordError("expected cosignature keys for the witnesses")
        }
        guard all.dropLast(witnesses.count).allSatisfy({ $0.kind == .note }) else {
            throw RecordError("expected Ed25519 note keys for all but the witnesses")
        }
        do { _ = try TrustPolicy(parsing: PublishedData.trustPolicy(self)) } catch {
            throw RecordError("expected names that can stand in a trust policy: \(error)")
        }
    }
}

extension Election {
    /// Throws `RecordError` when a rule doesn't fit its vote or asks for too much, the caps name no project's neighbourhood, or a ballot
    /// would not fit an entry.
    func requireSense() throws(RecordError) {
        var work = AskedWork()
        for (index, contest) in manifest.contests.enumerated() {
            guard contest.voteType.isSupported else {
                throw RecordError("contest \(contest.id): vote type \(contest.voteType.rawValue) is not supported")
            }
            let limits = contest.limits
            guard limits.maxLength != 0, contest.voteType != .chooseOne || limits.minLength <= 1 else {
                throw RecordError(
                    "contest \(contest.id): expected limits on the number of projects that a choice can keep to")
            }
            do throws(RuleError) {
                try contest.rule.rule.check(instances[index])
                try work.add(contest.rule, instances[index])
            } catch {
                throw RecordError("contest \(contest.id): \(error)")
            }
            try requireCaps(of: contest, projects[index])
            try requireIDs(of: contest, projects[index])
        }
        for district in manifest.districts.indices where ballotWidth(of: district) > 255 {
            throw RecordError("district \(manifest.districts[district].id): its ballot has more than 255 ciphertexts")
        }
    }

    /// The rule's own sets name projects, and name them by their bytes.
    private func requireIDs(of contest: Contest, _ projects: [Project]) throws(RecordError) {
        guard case .greedy(let rule) = contest.rule else { return }
        let ids = Set(projects.map { Verbatim($0.id) })
        for id in rule.incompatible.joined() where !ids.contains(Verbatim(id)) {
            throw RecordError("contest \(contest.id): there is no project \"\(id)\" to be incompatible with")
        }
    }

    private func requireCaps(of contest: Contest, _ projects: [Project]) throws(RecordError) {
        guard case .greedy(let rule) = contest.rule, !rule.neighborhoodCaps.isEmpty || !rule.categoryCaps.isEmpty else {
            return
        }
        let neighborhoods = Set(projects.compactMap { $0.neighborhood.map { NFCName($0) } })
        for name in rule.neighborhoodCaps.keys.map({ NFCName($0) }).sorted() where !neighborhoods.contains(name) {
            throw RecordError("contest \(contest.id): no project lies in the capped neighbourhood \(name)")
        }
        let categories = Set(projects.flatMap { $0.categories.map { NFCName($0) } })
        for name in rule.categoryCaps.keys.map({ NFCName($0) }).sorted() where !categories.contains(name) {
            throw RecordError("contest \(contest.id): no project has the capped category \(name)")
        }
    }
}
