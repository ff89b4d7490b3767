import BallotCrypto
import ElectionRecord

/// A mixer's and a trustee's work on one contest after the close.
public enum Mixing {
    /// Shuffles a list that was verified, with proof. Throws `CryptoError` when a drawn point is the identity.
    public static func mix(
        _ list: CiphertextList, contest: Int, mixer: Int, context: Digest, keys: ElectionKeys
    ) throws(CryptoError) -> MixedList {
        let (output, proof) = try Shuffle.perform(
            on: list, electionKey: keys.electionKey, context: context, contest: UInt32(contest), mixer: UInt32(mixer))
        return MixedList(output: output, proof: proof)
    }

    /// A trustee's shares of a list that was verified to be the contest's last mix: nothing else is ever opened.
    public static func open(_ opener: Opener, with share: borrowing KeyShare) throws -> DecryptionShares {
        try opener.statement(trustee: share.trustee).open(with: share)
    }
}
