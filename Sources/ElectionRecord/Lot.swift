import BallotCrypto
import Wire

/// The order that breaks ties, drawn from the opened ballots themselves: nobody could know or grind it
/// (spec/tally.md, "The lot").
public struct Lot: Hashable, Sendable {
    public let seed: Digest

    /// `opened` holds, for each contest of the manifest, the byte strings of the rows that decode to a selection;
    /// none for a contest that was not opened.
    public init(tctx: Digest, opened: [[[UInt8]]]) {
        var hash = SHA256()
        hash.update("stembus-v1/lot-seed\0".utf8)
        hash.update(tctx.bytes)
        for strings in opened {
            hash.update(UInt64(strings.count).bigEndianBytes)
            for string in strings.sorted(by: { $0.lexicographicallyPrecedes($1) }) { hash.update(string) }
        }
        seed = hash.digest()
    }

    /// The project ids of a contest in the lot's order.
    public func order(of ids: [String], contest: Int) -> [String] {
        ids.map { (ticket: ticket($0, contest), id: $0) }.sorted { $0.ticket < $1.ticket }.map(\.id)
    }

    private func ticket(_ id: String, _ contest: Int) -> Digest {
        SHA256.hash(Array("stembus-v1/lot\0".utf8) + seed.bytes + UInt32(contest).bigEndianBytes + Array(id.utf8))
    }
}
