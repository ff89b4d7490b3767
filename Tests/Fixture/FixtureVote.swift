import BallotCrypto
import Ceremony
import ElectionRecord
import Wire

// From the manifest to the close.
extension FixtureElection {
    /// The officials who sign, as many as must.
    public static let signers = ["official-1", "official-2"]

    /// An election whose vote is open, before the first ballot.
    public static func opened(
        notices: Int = 0, with artifacts: [[UInt8]] = [], _ change: (inout Manifest) throws -> Void = { _ in }
    ) throws -> FixtureElection {
        var election = try FixtureElection.begun(with: artifacts, change)
        try election.holdCeremony()
        for _ in 0..<notices { try election.giveNotice() }
        try election.enrol()
        try election.rehearse()
        try election.open()
        return election
    }

    /// An election of nothing but its manifest; `change` is what the officials write instead, about `artifacts` too.
    public static func begun(
        by signers: [String] = signers, with artifacts: [[UInt8]] = [],
        _ change: (inout Manifest) throws -> Void = { _ in }
    ) throws -> FixtureElection {
        var election = try FixtureElection()
        for artifact in artifacts { election.shelf.put(artifact) }
        try election.begin(by: signers, change)
        return election
    }

    mutating func begin(
        by signers: [String] = signers, _ change: (inout Manifest) throws -> Void = { _ in }
    ) throws {
        time = Self.opens - 1000
        var manifest = try FixtureManifest.make(keys, origin: Self.origin, shelf: shelf)
        try change(&manifest)
        append(try signed(.manifest(manifest), by: signers))
        time += 1
        checkpoint()
    }

    /// All three rounds by all trustees.
    public mutating func holdCeremony() throws {
        let parameters = try replay.ceremony.parameters()
        for (index, name) in FixtureKeys.trustees.enumerated() {
            let own = TrusteeSecrets.generate(trustee: index + 1, parameters)
            secrets.append(own.revealed())
            try append(.trustee(index + 1, round1: own.begin().bytes), by: [name])
        }
        let round1 = try replay.ceremony.allCommitments()
        let d1 = try replay.ceremony.d1()
        for (index, name) in FixtureKeys.trustees.enumerated() {
            let own = try TrusteeSecrets(trustee: index + 1, parameters, secretBytes: secrets[index])
            try append(.shares(trustee: index + 1, d1: d1, boxes: own.deal(round1)), by: [name])
        }
        guard let electionKeys = replay.ceremony.keys else { throw RecordError("expected the ceremony's keys") }
        let d2 = try replay.ceremony.d2()
        for (index, name) in FixtureKeys.trustees.enumerated() {
            let own = try TrusteeSecrets(trustee: index + 1, parameters, secretBytes: secrets[index])
            let share = try own.finish(round1, replay.ceremony.allBoxes())
            shares.append(share.revealed())
            let acknowledgement = try share.acknowledge(d2: d2, keys: electionKeys, parameters)
            try append(.confirm(trustee: index + 1, d2: d2, acknowledgement: acknowledgement), by: [name])
        }
        checkpoint()
    }

    /// A sentence that nobody said before.
    public mutating func giveNotice() throws {
        let words = "Mededeling \(entries.count)"
        try append(.notice(["nl": words, "en": words]), by: Self.signers)
    }

    /// The roll of every district.
    public mutating func enrol() throws {
        for (district, count) in [("oost", 12), ("west", 10), ("eiland", 4)] {
            let issued = try CodeIssue.codes(count, origin: Self.origin)
            codes.append(issued.map { String(decoding: $0.code, as: UTF8.self) })
            for act in CodeIssue.roll(issued.map(\.credential), district: district) {
                try append(act, by: ["issuer-1"])
            }
        }
        checkpoint()
    }

    public mutating func rehearse() throws {
        try append(
            .rehearsal(before: replay.head, artifact: shelf.put(try rehearsal().bytes)), by: Self.signers)
    }

    /// Two test ballots, mixed and opened by all.
    public func rehearsal() throws -> Rehearsal {
        var rehearsing = try Rehearsing(replay)
        try rehearsing.seal(2)
        for mixer in 1...(replay.election?.manifest.keys.mixers.count ?? 1) { try rehearsing.mix(mixer: mixer) }
        for trustee in 1...FixtureKeys.trustees.count { try rehearsing.open(with: share(of: trustee)) }
        return try rehearsing.finish()
    }

    public mutating func open() throws {
        time = Self.opens
        let ids = replay.election?.manifest.districts.map { Verbatim($0.id) } ?? []
        let counts = Dictionary(uniqueKeysWithValues: zip(ids, replay.roll.enrolled))
        guard let key = replay.ceremony.keys?.electionKey else { throw RecordError("expected an election key") }
        try append(.open(before: replay.head, credentials: counts, electionKey: key), by: Self.signers)
        checkpoint()
    }

    /// A trustee's share of the key.
    public func share(of trustee: Int) throws -> KeyShare {
        try KeyShare(trustee: trustee, secretBytes: shares[trustee - 1])
    }

    /// The credential of a district's code.
    public func credential(_ district: Int, _ number: Int) throws -> Credential {
        try Credential(code: Code(parsing: codes[district][number]), origin: Self.origin)
    }

    /// A ballot for these projects, by their places on the ballot, whether or not they keep to the limits.
    public func ballot(
        _ choices: [String: [Int]], district: Int, by credential: borrowing Credential, context: Digest? = nil
    ) throws -> Ballot {
        guard let election = replay.election, let key = replay.ceremony.keys?.electionKey, let ctx = replay.ctx else {
            throw RecordError("the vote is not open yet")
        }
        let elements = try election.style(of: district).flatMap { contest in
            let chosen = choices[election.manifest.contests[contest].id] ?? []
            return try Selection(chosen, of: election.projects[contest].count).elements
        }
        return try Ballot.seal(
            elements: elements, context: context ?? ctx, district: UInt32(district), under: key, by: credential)
    }

    /// Casts a ballot of the district's code `number`.
    public mutating func cast(_ choices: [String: [Int]], _ district: Int, _ number: Int) throws {
        append(try ballot(choices, district: district, by: credential(district, number)).content.bytes)
    }

    /// All ballots and what happens besides them: a lost letter, a walk-in, a withdrawn project, more time.
    public mutating func vote() throws {
        let oost = [[0, 2], [0, 2], [0, 2], [1, 2], [1, 2], [1], [], [0, 1, 2, 3, 4]]
        for (number, projects) in oost.enumerated() {
            try cast(["oost": projects, "stad": [number % 7, 200]], 0, number)
        }
        checkpoint()
        time += 100
        try append(.revoke(keys: credential(1, 9).publicKeys[0].compressed, reason: "lost"), by: Self.signers)
        let walkIn = try CodeIssue.codes(1, origin: Self.origin)
        codes[1].append(String(decoding: walkIn[0].code, as: UTF8.self))
        try append(
            .issue(district: "west", keys: walkIn[0].credential.bytes, reason: "walk-in", channel: "desk"),
            by: Self.signers + ["issuer-1"])
        for (number, projects) in [(0, [0]), (1, [0, 2]), (2, [0]), (3, [2]), (4, [1]), (5, [1]), (10, [0])] {
            try cast(["west": projects, "stad": [number % 7, 200]], 1, number)
        }
        try append(.withdraw(contest: "west", project: "WEST-4", reason: "retracted"), by: Self.signers)
        try append(.extend(closes: Timestamp(seconds: Self.closes + 500), reason: "outage"), by: Self.signers)
        try giveNotice()
        for number in 0..<2 { try cast(["klein": [number], "stad": [200]], 2, number) }
        checkpoint()
    }

    public mutating func close() throws {
        time = max(time, replay.closes?.seconds ?? Self.closes)
        let ids = replay.election?.manifest.districts.map { Verbatim($0.id) } ?? []
        let counts = Dictionary(uniqueKeysWithValues: zip(ids, replay.roll.ballots))
        try append(.close(before: replay.head, ballots: counts), by: Self.signers)
        checkpoint()
    }
}
