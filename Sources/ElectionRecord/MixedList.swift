import BallotCrypto

/// The artifact of a `mix` act: the shuffled ciphertexts, then the proof; every point is 64 bytes.
public struct MixedList: Sendable {
    public let output: CiphertextList
    public let proof: ShuffleProof

    public init(output: CiphertextList, proof: ShuffleProof) {
        self.output = output
        self.proof = proof
    }

    /// Throws `RecordError` unless `bytes` are a list of `count` rows of `width` ciphertexts and a proof, exactly.
    public init(artifact bytes: [UInt8], count: Int, width: Int) throws(RecordError) {
        guard bytes.count == Self.size(count: count, width: width) else {
            throw RecordError("expected \(Self.size(count: count, width: width)) bytes, found \(bytes.count)")
        }
        let list = bytes.prefix(count * width * Ciphertext.affineCount)
        do {
            output = try CiphertextList(affine: list, count: count, width: width)
            proof = try ShuffleProof(artifact: bytes.dropFirst(list.count), count: count, width: width)
        } catch {
            throw RecordError("\(error)")
        }
    }

    public var artifact: [UInt8] { output.affineBytes + proof.artifact }

    /// Bytes of the artifact of a mix of `count` rows of `width` ciphertexts.
    public static func size(count: Int, width: Int) -> Int {
        count * width * Ciphertext.affineCount + ShuffleProof.artifactSize(count: count, width: width)
    }

    /// Throws `RecordError` naming the equation, unless this list is a shuffle of `input`.
    public func verify(
        input: CiphertextList, electionKey: Point, context: Digest, contest: Int, mixer: Int,
        _ check: EquationCheck = .folded
    ) throws(RecordError) {
        let statement = Shuffle(
            electionKey: electionKey, context: context, contest: UInt32(contest), mixer: UInt32(mixer), input: input,
            output: output)
        do { try statement.verify(proof, check) } catch { throw RecordError("proof does not verify (\(error))") }
    }
}
