import Wire

/// The first 2^k generators as points of 64 bytes, whose SHA-256 is known (spec/cryptography.md, "Generators"): what a
/// verifier keeps of its own derivation, and believes only when it hashes to what it must.
extension Generators {
    /// SHA-256 of g(0) … g(2^k - 1), by k.
    package static let digests = [
        "10": "52673f674c78cb8284f2698a3bc242c1d990d5ca979ddd23e1954a368580567a",
        "11": "3637064b137d7318d7c9112684deb68a5693c08f2273df2e2901c1b726f9203c",
        "12": "a15a662222846ca353514924970956c0a987f44f56b2b51b40c0ca39ab5c5e7e",
        "13": "e61593344a664c56e586cbff7b662af2e0636fe8a97ccf3719c712bf19966ab6",
        "14": "5d8591d88957c7a1c11c966769ba6770e58e31fc034254424340101b2fb938f7",
        "15": "3759e5c6bcf967fee76757d8480170ae700271937e001331c9e7767837af07b6",
        "16": "a272d335c063834cf5edd07784f6fff5fac3f22a6759e7759bf95c7c61a72fae",
        "17": "f74a5bb63ec05ce4e8fda7efd3b2775bdd4b7c3bf4f1a50764ffc1ef0ed2aa34",
        "18": "74f46cb86c7633361e7294f68ca1f45d1ec9082c1a70003d9871cc5d518ecd04",
        "19": "f9769db197e54c95133f1e6d02acb1c25ade429021a0f43fb978dc24cbb1d096",
        "20": "457dfb5ed318547d77357adb4ddf72ee9076e8ea832975337375587652083d32",
    ]

    /// How many generators the least known block has that holds g(0) … g(`count`); nil above the largest.
    public static func blockSize(holding count: Int) -> Int? {
        (10...20).map { 1 << $0 }.first { $0 > count }
    }

    /// Takes in a block that was kept. Throws `CryptoError` unless it has a known size and hashes to what it must.
    public static func load(block bytes: [UInt8]) throws(CryptoError) {
        let count = bytes.count / Point.affineCount
        guard count.nonzeroBitCount == 1, let digest = digests[String(count.trailingZeroBitCount)],
            bytes.count.isMultiple(of: Point.affineCount), SHA256.hash(bytes).hex == digest
        else { throw CryptoError("expected a block of generators") }
        adopt(try [Point](affine: bytes, count: count))
    }

    /// A block of `count` generators, a size that `blockSize` gives. Throws `CryptoError` as `upTo`.
    public static func block(_ count: Int) throws(CryptoError) -> [UInt8] { [Point].affine(try upTo(count - 1)) }
}
