import BallotCrypto
import Ceremony
import ElectionRecord

// From the close to the result.
extension FixtureElection {
    private var openedContests: [Int] { replay.progress.indices.filter(replay.isOpened) }

    private func id(_ contest: Int) -> String { replay.election?.manifest.contests[contest].id ?? "" }

    /// Every mixer mixes every contest that is opened; `change` is what a mixer makes of its artifact.
    public mutating func mix(
        _ change: (_ contest: String, _ mixer: Int, MixedList) throws -> [UInt8] = { $2.artifact }
    ) throws {
        for mixer in 1...(replay.election?.manifest.keys.mixers.count ?? 1) {
            for contest in openedContests {
                let mixed = try mixed(contest, mixer)
                try deliver(try change(id(contest), mixer, mixed), contest, mixer)
            }
        }
        checkpoint()
    }

    /// What an honest mixer makes of the list as it stands, or of another.
    public func mixed(_ contest: Int, _ mixer: Int, of list: CiphertextList? = nil) throws -> MixedList {
        guard let context = replay.tctx, let keys = replay.ceremony.keys else { throw RecordError("not closed yet") }
        return try Mixing.mix(
            list ?? lists[contest] ?? replay.mixInput(contest), contest: contest, mixer: mixer, context: context,
            keys: keys)
    }

    /// Appends the mix; those who come after go on from its outputs, if it has any.
    public mutating func deliver(_ artifact: [UInt8], _ contest: Int, _ mixer: Int) throws {
        let input = lists[contest] ?? replay.mixInput(contest)
        lists[contest] = try? MixedList(artifact: artifact, count: input.count, width: input.width).output
        try append(
            .mix(contest: id(contest), mixer: mixer, artifact: shelf.put(artifact)), by: ["mixer-\(mixer)"])
    }

    /// What opens a contest as its lists stand.
    public func opener(_ contest: Int) throws -> Opener {
        guard let context = replay.tctx, let keys = replay.ceremony.keys else { throw RecordError("not closed yet") }
        return Opener(list: lists[contest] ?? replay.mixInput(contest), contest: contest, context: context, keys: keys)
    }

    /// These trustees open every contest; `change` is what a trustee makes of its artifact.
    public mutating func decrypt(
        by trustees: [Int] = [1, 3],
        _ change: (_ contest: String, _ trustee: Int, DecryptionShares) throws -> [UInt8] = { $2.artifact }
    ) throws {
        for trustee in trustees {
            for contest in openedContests {
                let opener = try opener(contest)
                let shares = try Mixing.open(opener, with: share(of: trustee))
                let artifact = try change(id(contest), trustee, shares)
                delivered[contest, default: [:]][trustee] = try? DecryptionShares(
                    artifact: artifact, count: opener.list.count, width: opener.list.width)
                try append(
                    .decrypt(contest: id(contest), trustee: trustee, artifact: shelf.put(artifact)),
                    by: ["trustee-\(trustee)"])
            }
        }
        checkpoint()
    }

    /// The officials' honest result.
    public func counted() throws -> Counting.Work {
        try Counting.result(
            replay,
            lists: replay.progress.indices.map { replay.isOpened($0) ? lists[$0] ?? replay.mixInput($0) : nil },
            shares: replay.progress.indices.map { delivered[$0] ?? [:] })
    }

    /// The officials' result; `change` is what they say instead.
    public mutating func conclude(
        _ change: (ArtifactShelf, inout [ContestResult]) throws -> Void = { _, _ in }
    ) throws {
        let work = try counted()
        for artifact in work.artifacts { shelf.put(artifact) }
        guard case .result(let before, var contests) = work.act else { throw RecordError("expected a result") }
        try change(shelf, &contests)
        try append(.result(before: before, contests: contests), by: Self.signers)
        checkpoint()
    }
}
