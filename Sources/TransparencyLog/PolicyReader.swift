import Wire

/// Takes the lines of a trust policy in order. What it throws says nothing of the line's number.
struct PolicyReader {
    private(set) var logs: [VerificationKey] = []
    private(set) var witnesses: [TrustPolicy.Witness] = []
    private(set) var groups: [TrustPolicy.Group] = []
    private(set) var unusable: [TrustPolicy.Unusable] = []
    private(set) var quorums: [String] = []
    private var names: Set<Verbatim> = ["none"]
    private var grouped: Set<Verbatim> = ["none"]
    /// The bytes of each key, without its type.
    private var keys: Set<[UInt8]> = []

    mutating func read(_ line: Substring.UTF8View) throws(LogError) {
        guard line.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) else {
            throw LogError("expected no control characters")
        }
        let words = line.split { $0 == 0x20 || $0 == 0x09 }.map { String(decoding: $0, as: UTF8.self) }
        guard let first = words.first, first.utf8.first != UInt8(ascii: "#") else { return }
        switch (Verbatim(first), words.count) {
        case ("log", 2...3):
            switch try key(words[1], .note) {
            case .known(let key): logs.append(key)
            case .other(let name, let type, _):
                unusable.append(TrustPolicy.Unusable(name: name, type: type, isLog: true))
            }
        case ("witness", 3...4):
            try define(words[1])
            switch try key(words[2], .cosignature) {
            case .known(let key): witnesses.append(TrustPolicy.Witness(name: words[1], key: key))
            case .other(_, let type, _):
                unusable.append(TrustPolicy.Unusable(name: words[1], type: type, isLog: false))
            }
        case ("group", 4...): groups.append(try group(words[1], words[2], Array(words[3...])))
        case ("quorum", 2):
            try requireDefined(words[1])
            quorums.append(words[1])
        default: throw LogError("expected log, witness, group or quorum, found \"\(words.joined(separator: " "))\"")
        }
    }

    private mutating func group(
        _ name: String, _ threshold: String, _ members: [String]
    ) throws(LogError) -> TrustPolicy.Group {
        for member in members {
            try requireDefined(member)
            guard grouped.insert(Verbatim(member)).inserted else {
                throw LogError("\(member) can't be in this group")
            }
        }
        try define(name)
        let count =
            threshold.isSame(as: "any") ? 1 : threshold.isSame(as: "all") ? members.count : Int(threshold) ?? 0
        guard 1...members.count ~= count, Int(threshold) == nil || threshold.isSame(as: String(count)) else {
            throw LogError("expected a threshold from 1 to \(members.count), found \(threshold)")
        }
        return TrustPolicy.Group(name: name, threshold: count, members: members)
    }

    private mutating func key(_ text: String, _ kind: VerificationKey.Kind) throws(LogError) -> AnyVerificationKey {
        let key = try AnyVerificationKey(parsing: text)
        if case .known(let known) = key, known.kind != kind {
            throw LogError("expected a key of type \(kind.rawValue), found \(known.kind.rawValue)")
        }
        guard keys.insert(key.material).inserted else { throw LogError("the key of \(key.name) stands twice") }
        return key
    }

    private mutating func define(_ name: String) throws(LogError) {
        guard names.insert(Verbatim(name)).inserted else { throw LogError("\(name) is defined twice") }
    }

    private func requireDefined(_ name: String) throws(LogError) {
        guard names.contains(Verbatim(name)) else { throw LogError("\(name) is not defined") }
    }
}
