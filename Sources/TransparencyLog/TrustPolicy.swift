/// Which log to believe, and how many witnesses must have cosigned (C2SP tlog-policy).
public struct TrustPolicy: Hashable, Sendable {
    public let logs: [VerificationKey]
    public let witnesses: [Witness]
    public let groups: [Group]
    /// The name of a witness or group; nil for none.
    public let quorum: String?

    public struct Witness: Hashable, Sendable {
        public let name: String
        public let key: VerificationKey
    }

    public struct Group: Hashable, Sendable {
        public let name: String
        public let threshold: Int
        public let members: [String]
    }

    /// Throws `LogError` naming the line unless `text` is a policy: names defined before they are used, no name and no
    /// key twice, each name in at most one group, exactly one quorum.
    public init(parsing text: String) throws(LogError) {
        var logs: [VerificationKey] = []
        var witnesses: [Witness] = []
        var groups: [Group] = []
        var quorums: [String] = []
        var names: Set<String> = ["none"]
        var grouped: Set<String> = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.map(String.init)
            func refuse(_ message: String) -> LogError { LogError("trust policy, line \(number + 1): \(message)") }
            func key(_ text: String) throws(LogError) -> VerificationKey {
                do { return try VerificationKey(parsing: text) } catch { throw refuse(error.description) }
            }
            switch words.first {
            case nil: continue
            case "log" where (2...3).contains(words.count):
                logs.append(try key(words[1]))
            case "witness" where (3...4).contains(words.count):
                guard names.insert(words[1]).inserted else { throw refuse("\(words[1]) is defined twice") }
                witnesses.append(Witness(name: words[1], key: try key(words[2])))
            case "group" where words.count >= 4:
                guard names.insert(words[1]).inserted else { throw refuse("\(words[1]) is defined twice") }
                let members = Array(words[3...])
                for member in members {
                    guard names.contains(member), member != words[1], member != "none" else {
                        throw refuse("\(member) is not defined")
                    }
                    guard grouped.insert(member).inserted else { throw refuse("\(member) is in two groups") }
                }
                let threshold = words[2] == "any" ? 1 : words[2] == "all" ? members.count : Int(words[2]) ?? 0
                guard threshold >= 1, threshold <= members.count else {
                    throw refuse("expected a threshold from 1 to \(members.count), found \(words[2])")
                }
                groups.append(Group(name: words[1], threshold: threshold, members: members))
            case "quorum" where words.count == 2:
                guard names.contains(words[1]) else { throw refuse("\(words[1]) is not defined") }
                quorums.append(words[1])
            default:
                throw refuse("expected log, witness, group or quorum, found \"\(line.prefix(64))\"")
            }
        }
        guard quorums.count == 1 else { throw LogError("trust policy: expected one quorum, found \(quorums.count)") }
        let keys = (logs + witnesses.map(\.key)).map(\.publicKey)
        guard Set(keys).count == keys.count else { throw LogError("trust policy: a key stands twice") }
        self.logs = logs
        self.witnesses = witnesses
        self.groups = groups
        quorum = quorums[0] == "none" ? nil : quorums[0]
    }

    /// The witnesses that have cosigned the note, of those that the policy names. Throws `LogError` when one of their
    /// cosignatures does not verify.
    public func cosigners(of note: SignedNote) throws(LogError) -> [Witness] {
        var cosigners: [Witness] = []
        for witness in witnesses {
            let lines = note.signatures.filter { $0.name == witness.key.name && $0.id == witness.key.id }
            guard let line = lines.first else { continue }
            guard Cosignature.time(of: line, on: note.text, by: witness.key) != nil else {
                throw LogError("the cosignature of \(witness.name) does not verify")
            }
            cosigners.append(witness)
        }
        return cosigners
    }

    /// Throws `LogError` unless enough witnesses have cosigned the note.
    public func requireQuorum(of note: SignedNote) throws(LogError) {
        let cosigners = try cosigners(of: note)
        guard let quorum else { return }
        var satisfied = Set(cosigners.map(\.name))
        for group in groups where group.members.count(where: satisfied.contains) >= group.threshold {
            satisfied.insert(group.name)
        }
        guard satisfied.contains(quorum) else {
            throw LogError("expected the quorum \(quorum) of witnesses, found \(cosigners.map(\.name))")
        }
    }
}
