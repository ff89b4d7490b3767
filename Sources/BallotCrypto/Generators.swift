import Synchronization
import Wire

/// The points h and h_1, h_2, … whose logarithms nobody knows, for the shuffle's commitments
/// (spec/cryptography.md, "Generators").
///
/// They come from the version's name alone; a verifier derives them itself and never reads them from a record.
public enum Generators {
    private static let tag = "stembus-v1-generators-P256_XMD:SHA-256_SSWU_RO_"
    private static let known = Mutex<[Point]>([])
    private static let keeper = Mutex<(@Sendable (Int) -> [UInt8]?)?>(nil)

    /// Before generators are derived, `kept` is asked for a block of so many that was kept by an earlier run; a block that
    /// isn't what it must be is passed over.
    public static func use(_ kept: @escaping @Sendable (Int) -> [UInt8]?) { keeper.withLock { $0 = kept } }

    /// g(0) = h.
    static let first: Point = {
        guard let first = try? upTo(0)[0] else { preconditionFailure("the first generator is known") }
        return first
    }()

    /// g(0) = h, then g(1) … g(count) = h_1 … h_count. Derived on all cores, once in a process.
    /// Throws `CryptoError` when one would be the identity, which is not known to happen.
    public static func upTo(_ count: Int) throws(CryptoError) -> [Point] {
        if let size = blockSize(holding: count), size > knownCount, let block = keeper.withLock({ $0?(size) }) {
            try? load(block: block)
        }
        let start = known.withLock { $0.count }
        if start <= count {
            let chunk = 64
            let chunks = (count - start) / chunk + 1
            let more = try parallelMap(count: chunks, chunk: 1) { (number) throws(CryptoError) in
                let first = start + number * chunk
                return try hashToCurve(
                    (first..<min(first + chunk, count + 1)).map { [UInt8(ascii: "h")] + UInt32($0).bigEndianBytes },
                    tag: tag)
            }.flatMap(\.self)
            known.withLock { list in
                if list.count <= count { list += more.suffix(count + 1 - list.count) }
            }
        }
        return known.withLock { Array($0.prefix(count + 1)) }
    }

    /// How many are derived already, or were loaded.
    public static var knownCount: Int { known.withLock { $0.count } }

    /// Takes in g(0), g(1), … that are known to be right.
    static func adopt(_ generators: [Point]) {
        known.withLock { list in
            if list.count < generators.count { list = generators }
        }
    }
}
