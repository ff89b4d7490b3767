import BallotCrypto

/// One entry of the log: an act, which is text, or a ballot, which begins with byte 0x01.
public enum Entry: Sendable {
    case act(SignedAct)
    case ballot(UnverifiedBallot)

    /// The most bytes that an entry can have: a bundle counts them in 16 bits.
    public static let largest = 65_535

    /// Throws `RecordError` unless `bytes` are one of the two, in its one form.
    public init(parsing bytes: [UInt8]) throws(RecordError) {
        guard bytes.count <= Self.largest else {
            throw RecordError("expected an entry of at most \(Self.largest) bytes, found \(bytes.count)")
        }
        if bytes.first == 0x01 {
            do { self = .ballot(try UnverifiedBallot(parsing: bytes)) } catch { throw RecordError("\(error)") }
        } else {
            self = .act(try SignedAct(parsing: bytes))
        }
    }
}
