import COpenSSL

/// A mixer's secret order of rows, overwritten when its owner lets go.
final class Permutation: @unchecked Sendable {
    private var sources: [Int]

    /// Every order equally likely: for each row in turn, a swap with itself or a later one.
    init(_ count: Int, _ randomness: inout some RandomSource) {
        sources = Array(0..<count)
        for index in 0..<max(count - 1, 0) { sources.swapAt(index, index + randomness.uniform(count - index)) }
    }

    var count: Int { sources.count }

    /// The row of the input that becomes row `index` of the output.
    subscript(index: Int) -> Int { sources[index] }

    deinit {
        sources.withUnsafeMutableBytes { buffer in
            if let base = buffer.baseAddress { OPENSSL_cleanse(base, buffer.count) }
        }
    }
}
