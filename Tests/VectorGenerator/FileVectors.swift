import BallotCrypto
import ElectionRecord
import TransparencyLog
import Wire

/// vectors/files.json: the index of tracking codes.
enum FileVectors {
    static func all() throws -> JSON {
        [
            "tracking": [
                "symbols": .array(
                    [0, 1, 4096, 4097, 131_072, 131_073, 1_000_000, 4_194_304, 4_194_305].map {
                        ["ballots": .integer($0), "symbols": .integer(TrackingIndex.symbols(for: $0))]
                    }),
                "files": .array([few, many].map(index)),
            ]
        ]
    }

    /// In no order, and two of one code.
    private static var few: [(leaf: Digest, entry: UInt32)] {
        let leaves = (0..<5).map { MerkleTree.leaf(Array("ballot \($0)".utf8)) }
        let twin = Digest(leaves[3].bytes[..<10] + [UInt8](repeating: 7, count: 22))
        return zip(leaves + [twin].compactMap(\.self), [300, 12, 7, 70_000, 1, 9]).map { ($0, $1) }
    }

    /// As many as make files of one symbol, of which two occur.
    private static var many: [(leaf: Digest, entry: UInt32)] {
        (0..<4097).compactMap { number in
            let beginning: UInt8 = number % 1000 == 0 ? 0xFF : 0x38
            return Digest([beginning, UInt8(number >> 8), UInt8(number & 255)] + [UInt8](repeating: 0, count: 29))
                .map { ($0, UInt32(number)) }
        }
    }

    /// The larger one's ballots follow from a rule, and of its files the hashes are given.
    private static func index(_ ballots: [(leaf: Digest, entry: UInt32)]) -> JSON {
        let files = TrackingIndex(codes: ballots.map { (TrackingCode($0.leaf), $0.entry) }).files
        guard ballots.count < 100 else {
            return [
                "comment":
                    "ballot n of 0 to 4096 at entry n: leaf hash ff (n divisible by 1000) or 38, u16(n), 29 zero bytes",
                "sha256": .object(
                    Dictionary(uniqueKeysWithValues: files.map { ($0.path, .string(SHA256.hash($0.bytes).hex)) })),
            ]
        }
        return [
            "ballots": .array(
                ballots.map { ["leaf": .string($0.leaf.hex), "entry": .integer(Int($0.entry))] }),
            "bytes": .object(Dictionary(uniqueKeysWithValues: files.map { ($0.path, .hex($0.bytes)) })),
        ]
    }
}
