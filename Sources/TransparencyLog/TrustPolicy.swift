import Wire

/// Which log to believe, and how many witnesses must have cosigned (C2SP tlog-policy).
public struct TrustPolicy: Hashable, Sendable {
    public let logs: [VerificationKey]
    public let witnesses: [Witness]
    public let groups: [Group]
    /// The name of a witness or group; nil for none.
    public let quorum: String?
    /// Logs and witnesses whose keys are of a type that is not known here. A witness among them keeps its name, and counts
    /// as one that never cosigns.
    public let unusable: [Unusable]

    public struct Witness: Hashable, Sendable {
        public let name: String
        public let key: VerificationKey
    }

    public struct Group: Hashable, Sendable {
        public let name: String
        public let threshold: Int
        public let members: [String]
    }

    /// A log or witness whose key can't be used, with the key's type.
    public struct Unusable: Hashable, Sendable {
        /// The name in the policy; a log's is that of its key.
        public let name: String
        public let type: UInt8
        public let isLog: Bool
    }

    /// Bytes that a reader takes.
    public static let largest = 1 << 20

    /// Throws `LogError` naming the line unless `text` is a policy: names defined before they are used, no name and no
    /// key twice, each name in at most one group, exactly one quorum, every line ended.
    public init(parsing text: String) throws(LogError) {
        var reader = PolicyReader()
        guard text.utf8.last == 0x0A else { throw LogError("trust policy: expected a line feed at the end") }
        for (number, line) in text.utf8.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        {
            do { try reader.read(line) } catch { throw LogError("trust policy, line \(number + 1): \(error)") }
        }
        guard reader.quorums.count == 1 else {
            throw LogError("trust policy: expected one quorum, found \(reader.quorums.count)")
        }
        logs = reader.logs
        witnesses = reader.witnesses
        groups = reader.groups
        unusable = reader.unusable
        quorum = reader.quorums[0].isSame(as: "none") ? nil : reader.quorums[0]
    }

    /// The witnesses that have cosigned the note, of those that the policy names. Throws `LogError` when one of their
    /// cosignatures does not verify.
    public func cosigners(of note: SignedNote) throws(LogError) -> [Witness] {
        try cosignatures(of: note).map { witnesses[$0.witness] }
    }

    /// As `cosigners`, by their places in `witnesses`, with the times of their cosignatures in seconds since 1970.
    public func cosignatures(of note: SignedNote) throws(LogError) -> [(witness: Int, time: Int)] {
        var cosignatures: [(witness: Int, time: Int)] = []
        for (place, witness) in witnesses.enumerated() {
            guard let line = note.signatures.first(where: witness.key.matches) else { continue }
            guard let time = Cosignature.time(of: line, on: note.text, by: witness.key) else {
                throw LogError("the cosignature of \(witness.name) does not verify")
            }
            cosignatures.append((place, time))
        }
        return cosignatures
    }
}
