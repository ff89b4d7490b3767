import BallotCrypto
import ElectionRecord

/// One-time codes and the credentials that they make: the codes go to the printer, the credentials on the roll.
public enum CodeIssue {
    /// How many credentials one `roll` act holds at most.
    public static let chunk = 1000

    /// `count` fresh codes, printed, with their credentials. The caller wipes the codes.
    ///
    /// With two issuers each makes its own half: `issuer` is its number, and `joined` makes the credentials of the roll.
    /// `progress` is told how many are done. Throws `CeremonyError` when two are alike, which happens to no working
    /// generator.
    public static func codes(
        _ count: Int, origin: String, issuer: UInt8 = 1, progress: (Int) -> Void = { _ in }
    ) throws(CeremonyError) -> [(code: [UInt8], credential: CredentialKey)] {
        var issued: [(code: [UInt8], credential: CredentialKey)] = []
        issued.reserveCapacity(count)
        for start in stride(from: 0, to: count, by: 1000) {
            do {
                issued += try parallelMap(count: min(1000, count - start), chunk: 16) { (_) throws(CryptoError) in
                    let code = Code.random()
                    let credential = try Credential(code: code, origin: origin, issuer: issuer)
                    return (code.printed(), CredentialKey(credential.publicKeys[0].compressed))
                }
            } catch {
                throw CeremonyError("\(error)")
            }
            progress(issued.count)
        }
        try requireDistinct(issued.map(\.credential))
        return issued
    }

    /// The credentials of codes that were printed before, in their order, for a run that was interrupted.
    /// Throws `CeremonyError` naming a code that is none, and two that are alike.
    public static func credentials(
        of codes: [String], origin: String, issuer: UInt8 = 1, progress: (Int) -> Void = { _ in }
    ) throws(CeremonyError) -> [CredentialKey] {
        var credentials: [CredentialKey] = []
        credentials.reserveCapacity(codes.count)
        for start in stride(from: 0, to: codes.count, by: 1000) {
            credentials += try parallelMap(count: min(1000, codes.count - start), chunk: 16) {
                (index) throws(CeremonyError) in
                do {
                    let code = try Code(parsing: codes[start + index])
                    let credential = try Credential(code: code, origin: origin, issuer: issuer)
                    return CredentialKey(credential.publicKeys[0].compressed)
                } catch {
                    throw CeremonyError("code \(start + index + 1): \(error)")
                }
            }
            progress(credentials.count)
        }
        try requireDistinct(credentials)
        return credentials
    }

    /// The credentials of codes in two halves, letter by letter: issuer 1's key, then issuer 2's.
    /// Throws `CeremonyError` when the issuers did not make equally many.
    public static func joined(
        _ first: [CredentialKey], _ second: [CredentialKey]
    ) throws(CeremonyError) -> [CredentialKey] {
        guard first.count == second.count else {
            throw CeremonyError(
                "expected as many codes of issuer 2 as of issuer 1, \(first.count), found \(second.count)")
        }
        return zip(first, second).map { CredentialKey($0.bytes + $1.bytes) }
    }

    /// The district's `roll` acts: ascending, so that their order tells nothing about the order of issue.
    public static func roll(_ credentials: [CredentialKey], district: String) -> [Act] {
        let sorted = credentials.sorted()
        return stride(from: 0, to: sorted.count, by: chunk).map { start in
            .roll(district: district, keys: sorted[start..<min(start + chunk, sorted.count)].flatMap(\.bytes))
        }
    }

    private static func requireDistinct(_ credentials: [CredentialKey]) throws(CeremonyError) {
        var places: [CredentialKey: Int] = [:]
        places.reserveCapacity(credentials.count)
        for (place, credential) in credentials.enumerated() {
            guard let earlier = places.updateValue(place, forKey: credential) else { continue }
            throw CeremonyError("expected codes that differ, found code \(place + 1) to be code \(earlier + 1) again")
        }
    }
}
