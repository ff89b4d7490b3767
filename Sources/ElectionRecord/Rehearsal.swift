import BallotCrypto
import Wire

/// The artifact of a `rehearsal` act: sealed test ballots of the first district, mixed by every mixer and opened with
/// every trustee's share, under the tree head before the act as context (spec/record.md, "Rehearsal").
public struct Rehearsal: Sendable {
    public let ballots: [[UInt8]]
    /// For each contest of the first district's style.
    public let contests: [RehearsedContest]

    public init(ballots: [[UInt8]], contests: [RehearsedContest]) {
        self.ballots = ballots
        self.contests = contests
    }

    /// Bytes that one of `election` has at most: with 255 ballots.
    public static func largest(of election: Election) -> Int {
        let (count, keys) = (255, election.manifest.keys)
        let ballot = UnverifiedBallot.size(credentials: keys.issuers.count, ciphertexts: election.ballotWidth(of: 0))
        let contests = election.style(of: 0).map { contest in
            let width = election.width(of: contest)
            return keys.mixers.count * MixedList.size(count: count, width: width)
                + keys.trustees.count * DecryptionShares.artifactSize(count: count, width: width)
                + Opening.size(count: count, width: width)
        }
        return 1 + count * ballot + contests.reduce(0, +)
    }

    /// Throws `RecordError` unless `bytes` are a rehearsal of `election`, exactly.
    public init(parsing bytes: [UInt8], of election: Election) throws(RecordError) {
        let keys = election.manifest.keys
        do {
            var reader = ByteReader(bytes)
            let count = Int(try reader.u8())
            guard count > 0 else { throw RecordError("expected one or more test ballots, found none") }
            let size = UnverifiedBallot.size(credentials: keys.issuers.count, ciphertexts: election.ballotWidth(of: 0))
            var ballots: [[UInt8]] = []
            for _ in 0..<count { ballots.append(Array(try reader.bytes(size))) }
            var contests: [RehearsedContest] = []
            for contest in election.style(of: 0) {
                let width = election.width(of: contest)
                var mixes: [MixedList] = []
                for _ in keys.mixers {
                    let artifact = Array(try reader.bytes(MixedList.size(count: count, width: width)))
                    mixes.append(try MixedList(artifact: artifact, count: count, width: width))
                }
                var shares: [DecryptionShares] = []
                for _ in keys.trustees {
                    let artifact = try reader.bytes(DecryptionShares.artifactSize(count: count, width: width))
                    shares.append(try DecryptionShares(artifact: artifact, count: count, width: width))
                }
                let opened = Array(try reader.bytes(Opening.size(count: count, width: width)))
                let opening = try Opening(artifact: opened, count: count, width: width)
                contests.append(RehearsedContest(mixes: mixes, shares: shares, opening: opening))
            }
            try reader.finish()
            self.init(ballots: ballots, contests: contests)
        } catch {
            throw RecordError("the rehearsal: \(error)")
        }
    }

    public var bytes: [UInt8] {
        var bytes = [UInt8(truncatingIfNeeded: ballots.count)] + ballots.flatMap(\.self)
        for contest in contests {
            bytes += contest.mixes.flatMap(\.artifact) + contest.shares.flatMap(\.artifact) + contest.opening.artifact
        }
        return bytes
    }

    /// The ciphertexts that the first mixer of a contest gets: in ascending order of credential.
    public static func input(_ ballots: [UnverifiedBallot], _ contest: Int, of election: Election) -> CiphertextList {
        let columns = election.columns(of: contest, onBallotOf: 0) ?? 0..<0
        let sorted = ballots.sorted { CredentialKey($0.credentialKey) < CredentialKey($1.credentialKey) }
        return CiphertextList(width: columns.count, sorted.flatMap { $0.ciphertexts[columns] })
    }

    /// The ballots' credentials. Throws `RecordError` unless every ballot, mix and share is proven and every opened row
    /// is a selection.
    func verify(context: Digest, election: Election, keys: ElectionKeys) throws(RecordError) -> [CredentialKey] {
        do {
            let parsed = try ballots.map { (bytes) throws(CryptoError) in
                let ballot = try UnverifiedBallot(parsing: bytes)
                return try Ballot(verifying: ballot, under: keys.electionKey).content
            }
            guard parsed.allSatisfy({ $0.context == context && $0.district == 0 }) else {
                throw RecordError("a test ballot names another context or district")
            }
            guard Set(parsed.map(\.credentialKey)).count == parsed.count else {
                throw RecordError("two test ballots have the same credential")
            }
            for (contest, rehearsed) in zip(election.style(of: 0), contests) {
                try rehearsed.verify(
                    input: Self.input(parsed, contest, of: election), contest: contest, context: context,
                    election: election, keys: keys)
            }
            return parsed.map { CredentialKey($0.credentialKey) }
        } catch {
            throw RecordError("the rehearsal: \(error)")
        }
    }
}

/// One contest of a rehearsal.
public struct RehearsedContest: Sendable {
    /// By mixer.
    public let mixes: [MixedList]
    /// By trustee: all of them, so that the threshold can be met without any one.
    public let shares: [DecryptionShares]
    public let opening: Opening

    public init(mixes: [MixedList], shares: [DecryptionShares], opening: Opening) {
        self.mixes = mixes
        self.shares = shares
        self.opening = opening
    }

    fileprivate func verify(
        input: CiphertextList, contest: Int, context: Digest, election: Election, keys: ElectionKeys
    ) throws(RecordError) {
        var list = input
        for (index, mix) in mixes.enumerated() {
            try mix.verify(
                input: list, electionKey: keys.electionKey, context: context, contest: contest, mixer: index + 1)
            list = mix.output
        }
        let opener = Opener(list: list, contest: contest, context: context, keys: keys)
        var proven: [Int: DecryptionShares] = [:]
        for (index, share) in shares.enumerated() {
            try opener.verify(share, trustee: index + 1)
            proven[index + 1] = share
        }
        try opener.requireOpened(opening, shares: proven)
        let rows = opening.decoded(
            selectionLength: election.selectionLength(contest), projects: election.projects[contest].count)
        for row in rows {
            if case .failure(let reason) = row { throw RecordError("an opened row is invalid: \(reason.rawValue)") }
        }
    }
}
