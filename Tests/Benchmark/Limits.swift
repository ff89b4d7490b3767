import BallotCrypto
import Foundation
import Wire

/// What no verifier can do without: the multi-scalar multiplication of its terms, hashing the record's bytes, reading
/// them. Processor nanoseconds, all in one run.
struct Limits {
    let folder: String
    /// Terms with coefficients of 256 bits, and with weights of 128 bits.
    let full: Int
    let half: Int

    var json: JSON {
        get throws {
            let root = URL(filePath: folder)
            let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
                (try? FileManager.default.attributesOfItem(atPath: "\(folder)/\($0)")[.type] as? FileAttributeType)
                    == .typeRegular
            }
            var bytes = 0
            let reading = try processorNanoseconds {
                for path in paths { bytes += try Data(contentsOf: root.appending(path: path)).count }
            }
            let piece = [UInt8](repeating: 7, count: 1 << 20)
            let hashing = processorNanoseconds {
                for _ in 0..<max(1, bytes >> 20) { _ = SHA256.hash(piece) }
            }
            return [
                "bytes": .integer(bytes), "reading": .integer(reading), "hashing": .integer(hashing),
                "terms": .integer(full + half), "multiplication": .integer(try multiplication()),
            ]
        }
    }

    /// In pieces of as many terms as a verification has at once.
    private func multiplication() throws -> Int {
        let most = 1 << 18
        let points = try Generators.upTo(4096)
        let count = min(most, full + half)
        let share = count * half / max(1, full + half)
        let large = Challenge.scalars(count - share)
        let small = (0..<share).map { Scalar(UInt64($0) | 1 << 63) * Scalar(UInt64($0 + 1) << 32 | 1 << 63) }
        let terms = zip(large + small, (0..<count).map { points[$0 & 4095] }).map { ($0, $1) }
        var total = 0
        var left = full + half
        while left > 0 {
            let part = Array(terms.prefix(left))
            total += processorNanoseconds { _ = longCombination(part) }
            left -= part.count
        }
        return total
    }

    private enum Challenge {
        /// Scalars of 256 bits.
        static func scalars(_ count: Int) -> [Scalar] {
            var transcript = Transcript("benchmark", context: SHA256.hash([]))
            return transcript.scalars("s", count)
        }
    }
}
