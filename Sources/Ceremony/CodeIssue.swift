import BallotCrypto
import ElectionRecord

/// One-time codes and the credentials that they make: the codes go to the printer, the credentials on the roll.
public enum CodeIssue {
    /// How many credentials one `roll` act holds at most.
    public static let chunk = 1000

    /// `count` fresh codes, printed, with their credentials. The caller wipes the codes.
    ///
    /// `progress` is told how many are done. Throws `CryptoError` when a credential can't be derived.
    public static func codes(
        _ count: Int, origin: String, issuer: UInt8 = 1, progress: (Int) -> Void = { _ in }
    ) throws(CryptoError) -> [(code: [UInt8], credential: CredentialKey)] {
        var issued: [(code: [UInt8], credential: CredentialKey)] = []
        issued.reserveCapacity(count)
        for start in stride(from: 0, to: count, by: 1000) {
            issued += try parallelMap(count: min(1000, count - start), chunk: 16) { (_) throws(CryptoError) in
                let code = Code.random()
                let credential = try Credential(code: code, origin: origin, issuer: issuer)
                return (code.printed(), CredentialKey(credential.publicKeys[0].compressed))
            }
            progress(issued.count)
        }
        return issued
    }

    /// The credentials of codes that were printed before, for a run that was interrupted.
    /// Throws `CeremonyError` for a line that is no code.
    public static func credentials(
        of codes: [String], origin: String, issuer: UInt8 = 1, progress: (Int) -> Void = { _ in }
    ) throws -> [CredentialKey] {
        var credentials: [CredentialKey] = []
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
        return credentials
    }

    /// The district's `roll` acts: ascending, so that their order tells nothing about the order of issue.
    public static func roll(_ credentials: [CredentialKey], district: String) -> [Act] {
        let sorted = credentials.sorted()
        return stride(from: 0, to: sorted.count, by: chunk).map { start in
            .roll(district: district, keys: sorted[start..<min(start + chunk, sorted.count)].flatMap(\.bytes))
        }
    }
}
