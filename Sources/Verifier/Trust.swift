import ElectionRecord
import TransparencyLog
import Wire

/// Whom the verification believes: the log's key and the witnesses that must have cosigned.
struct Trust {
    let policy: TrustPolicy
    let log: VerificationKey

    /// The auditor's policy; without one the manifest's; nil when there is neither. Throws `Violation` of check V1 when
    /// the manifest names another log than the policy.
    init?(_ handedIn: TrustPolicy?, _ election: Election?) throws(Violation) {
        let place = RecordFolder.trustPolicyPath
        do {
            if let handedIn {
                policy = handedIn
            } else if let election {
                policy = try TrustPolicy(parsing: PublishedData.trustPolicy(election))
            } else {
                return nil
            }
        } catch {
            throw Violation(.log, at: place, "\(error)")
        }
        guard let log = election?.manifest.keys.log ?? policy.logs.first else {
            throw Violation(.log, at: place, "expected a log's key, found none")
        }
        guard policy.logs.contains(log) else {
            throw Violation(
                .log, at: place,
                "expected the log \(policy.logs.map(\.description).listed("or")), the manifest names \(log)")
        }
        self.log = log
    }
}
