import BallotCrypto
import ElectionRecord
import Wire

// A rehearsal on its way from one party to the next.
extension Rehearsing {
    /// `u8(ballots) || ballots || u8(mixes) || u8(shares)`, then for each contest its mixes and its shares.
    public var bytes: [UInt8] {
        [UInt8(truncatingIfNeeded: ballots.count)] + ballots.flatMap(\.bytes) + [UInt8(mixes), UInt8(shares)]
            + contests.flatMap { $0.mixes.flatMap(\.artifact) + $0.shares.flatMap(\.artifact) }
    }

    /// Bytes that the file has at most; what follows the ballots has a head of its own.
    public static func largest(_ replay: Replay) -> Int { 2 + (replay.election.map(Rehearsal.largest) ?? 0) }

    /// Reads what the parties before have done, and checks every proof of it: a trustee opens nothing but test ballots
    /// whose makers knew what is in them, under a context that no real ballot has.
    ///
    /// Throws `CeremonyError` when something does not hold, or was made for another state of the log.
    public init(parsing bytes: [UInt8], _ replay: Replay) throws(CeremonyError) {
        try self.init(replay)
        do {
            var reader = ByteReader(bytes)
            let count = Int(try reader.u8())
            guard count > 0 else { throw CeremonyError("expected one or more test ballots, found none") }
            let size = UnverifiedBallot.size(
                credentials: election.manifest.keys.issuers.count, ciphertexts: election.ballotWidth(of: 0))
            for number in 1...count { ballots.append(try testBallot(Array(reader.bytes(size)), number)) }
            let mixes = Int(try reader.u8())
            let shares = Int(try reader.u8())
            guard mixes <= election.manifest.keys.mixers.count, shares <= keys.verificationKeys.count,
                shares == 0 || mixes == election.manifest.keys.mixers.count
            else { throw CeremonyError("expected mixes, then shares; found \(mixes) and \(shares)") }
            for (place, contest) in election.style(of: 0).enumerated() {
                for mixer in 0..<mixes { try take(mixer: mixer + 1, place, contest, &reader) }
                for trustee in 0..<shares { try take(trustee: trustee + 1, place, contest, &reader) }
            }
            try reader.finish()
        } catch {
            throw CeremonyError("the rehearsal: \(error)")
        }
    }

    private func testBallot(_ bytes: [UInt8], _ number: Int) throws -> UnverifiedBallot {
        let parsed = try UnverifiedBallot(parsing: bytes)
        guard parsed.context == context else {
            throw CeremonyError("test ballot \(number) was made for another state of the log: begin again")
        }
        return try Ballot(verifying: parsed, under: keys.electionKey).content
    }

    private mutating func take(mixer: Int, _ place: Int, _ contest: Int, _ reader: inout ByteReader) throws {
        let width = election.width(of: contest)
        let bytes = Array(try reader.bytes(MixedList.size(count: ballots.count, width: width)))
        let mix = try MixedList(artifact: bytes, count: ballots.count, width: width)
        do {
            try mix.verify(
                input: list(place, contest), electionKey: keys.electionKey, context: context, contest: contest,
                mixer: mixer)
        } catch {
            throw CeremonyError("mixer \(mixer): \(error)")
        }
        contests[place].mixes.append(mix)
    }

    private mutating func take(trustee: Int, _ place: Int, _ contest: Int, _ reader: inout ByteReader) throws {
        let width = election.width(of: contest)
        let bytes = try reader.bytes(DecryptionShares.artifactSize(count: ballots.count, width: width))
        let shares = try DecryptionShares(artifact: bytes, count: ballots.count, width: width)
        do { try opener(place, contest).verify(shares, trustee: trustee) } catch {
            throw CeremonyError("trustee \(trustee): \(error)")
        }
        contests[place].shares.append(shares)
    }
}
