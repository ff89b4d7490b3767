import BallotCrypto
import ElectionRecord

// The three rounds of the key ceremony as one trustee goes through them (spec/cryptography.md, "Key ceremony").
//
//     own.beginning()   own.dealing(in: ceremony)   own.finishing(ceremony)   share.confirming(in: ceremony)

extension TrusteeSecrets {
    /// Round 1. Throws `CeremonyError` when a secret is zero.
    public func beginning() throws(CeremonyError) -> Act {
        do { return .trustee(trustee, round1: try begin().bytes) } catch { throw CeremonyError("\(error)") }
    }

    /// Round 2. Throws `CeremonyError` while a file of round 1 is missing, and when the one of this trustee was not made
    /// from these secrets.
    public func dealing(in ceremony: KeyCeremony) throws(CeremonyError) -> Act {
        do {
            return .shares(trustee: trustee, d1: try ceremony.d1(), boxes: try deal(ceremony.allCommitments()))
        } catch {
            throw CeremonyError("\(error)")
        }
    }

    /// The trustee's share of the election key, from the boxes that the others dealt.
    ///
    /// Throws `CeremonyFault.complaint` naming the dealer of a share that does not fit; the ceremony is then held anew.
    public func finishing(_ ceremony: KeyCeremony) throws -> KeyShare {
        try finish(ceremony.allCommitments(), ceremony.allBoxes())
    }
}

extension KeyShare {
    /// Round 3. Throws `CeremonyError` while a file of round 2 is missing.
    public func confirming(in ceremony: KeyCeremony) throws(CeremonyError) -> Act {
        do {
            guard let keys = ceremony.keys else { throw CeremonyError("round 1 is not complete") }
            let d2 = try ceremony.d2()
            let acknowledgement = try acknowledge(d2: d2, keys: keys, ceremony.parameters())
            return .confirm(trustee: trustee, d2: d2, acknowledgement: acknowledgement)
        } catch {
            throw CeremonyError("\(error)")
        }
    }
}
