import ElectionRecord
import TransparencyLog

/// Whom the verification believes: the log's key and the witnesses that must have cosigned.
struct Trust {
    let policy: TrustPolicy
    let log: VerificationKey
    /// Whether the auditor handed it in, rather than the record itself naming it.
    let isHandedIn: Bool

    /// The auditor's policy; without one the manifest's; nil when there is neither. Throws `Violation` of check V1 when
    /// the manifest names another log than the policy.
    init?(_ handedIn: TrustPolicy?, _ election: Election?) throws(Violation) {
        let place = RecordFolder.trustPolicyPath
        do {
            isHandedIn = handedIn != nil
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
                "expected one of the logs \(policy.logs.map(\.description)), the manifest names \(log)")
        }
        self.log = log
    }
}
