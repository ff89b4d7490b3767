import BallotCrypto

/// The key ceremony as the log tells it: three rounds, each by all trustees (spec/cryptography.md).
public struct KeyCeremony: Sendable {
    let cid: Digest?
    let threshold: Int
    let count: Int
    /// Round 1, by trustee's number.
    public internal(set) var commitments: [Int: CeremonyRound1] = [:]
    /// Round 2: each trustee's boxes for the others, in ascending order of recipient.
    public internal(set) var boxes: [Int: [UInt8]] = [:]
    public internal(set) var confirmed: Set<Int> = []
    /// The election key and the trustees' verification keys, once round 1 is complete.
    public internal(set) var keys: ElectionKeys?

    init(cid: Digest? = nil, threshold: Int = 0, count: Int = 0) {
        self.cid = cid
        self.threshold = threshold
        self.count = count
    }

    /// Round 1 in order of the trustees. Throws `RecordError` while one is missing.
    public func allCommitments() throws(RecordError) -> [CeremonyRound1] {
        var all: [CeremonyRound1] = []
        for number in 1...max(count, 1) {
            guard let one = commitments[number] else { throw RecordError("trustee \(number) has not begun yet") }
            all.append(one)
        }
        return all
    }

    /// Round 2 in order of the trustees. Throws `RecordError` while one is missing.
    public func allBoxes() throws(RecordError) -> [[UInt8]] {
        var all: [[UInt8]] = []
        for number in 1...max(count, 1) {
            guard let one = boxes[number] else { throw RecordError("trustee \(number) has not dealt its shares yet") }
            all.append(one)
        }
        return all
    }

    /// The keys. Throws `RecordError` while a trustee has not confirmed.
    public func requireKeys() throws(RecordError) -> ElectionKeys {
        guard let keys, confirmed.count == count else { throw RecordError("the key ceremony is not complete") }
        return keys
    }
}

// Check V3: each round by each trustee once, every file with its proof.
extension Replay {
    mutating func advance(_ act: Act, _ index: Int) throws(Violation) {
        do {
            switch act {
            case .trustee(let number, let round1): try ceremony.begin(number, round1)
            case .shares(let number, let d1, let boxes): try ceremony.deal(number, d1, boxes)
            case .confirm(let number, let d2, let acknowledgement):
                try ceremony.confirm(number, d2, acknowledgement)
            default: break
            }
        } catch {
            throw Violation(.trusteeKeys, entry: index, "\(error)")
        }
        if ceremony.isComplete { phase = .preparation }
    }
}

extension KeyCeremony {
    var isComplete: Bool { count > 0 && confirmed.count == count }

    /// What all files of this ceremony agree on. Throws `RecordError` before there is a manifest.
    public func parameters() throws(RecordError) -> CeremonyParameters {
        guard let cid else { throw RecordError("there is no manifest yet") }
        return CeremonyParameters(cid: cid, threshold: threshold, count: count)
    }

    /// D1 over all of round 1. Throws `RecordError` while a file is missing.
    public func d1() throws(RecordError) -> Digest {
        let files = try allCommitments()
        let parameters = try parameters()
        do { return try files.digest(parameters) } catch { throw RecordError("\(error)") }
    }

    /// D2 over all of round 2. Throws `RecordError` while a file is missing.
    public func d2() throws(RecordError) -> Digest { CeremonyRound2.digest(try d1(), try allBoxes()) }

    mutating func begin(_ number: Int, _ bytes: [UInt8]) throws(RecordError) {
        guard commitments[number] == nil else { throw RecordError("trustee \(number) has begun before") }
        let parameters = try parameters()
        let file: CeremonyRound1
        do { file = try CeremonyRound1(parsing: bytes, trustee: number, parameters) } catch {
            throw RecordError("trustee \(number): \(error)")
        }
        var complete = self
        complete.commitments[number] = file
        if complete.commitments.count == count {
            _ = try complete.d1()
            do { complete.keys = try ElectionKeys(complete.allCommitments(), parameters) } catch {
                throw RecordError("\(error)")
            }
        }
        self = complete
    }

    mutating func deal(_ number: Int, _ d1: Digest, _ bytes: [UInt8]) throws(RecordError) {
        guard try d1 == self.d1() else { throw RecordError("trustee \(number): expected the digest of round 1") }
        guard boxes[number] == nil else { throw RecordError("trustee \(number) has dealt before") }
        let parameters = try parameters()
        do { try CeremonyRound2.check(bytes, parameters) } catch { throw RecordError("trustee \(number): \(error)") }
        boxes[number] = bytes
    }

    mutating func confirm(_ number: Int, _ d2: Digest, _ bytes: [UInt8]) throws(RecordError) {
        guard try d2 == self.d2() else { throw RecordError("trustee \(number): expected the digest of round 2") }
        guard !confirmed.contains(number), let keys else { throw RecordError("trustee \(number) has confirmed before") }
        let parameters = try parameters()
        do {
            try CeremonyAcknowledgement.verify(bytes, trustee: number, d2: d2, keys: keys, parameters)
        } catch {
            throw RecordError("trustee \(number): \(error)")
        }
        confirmed.insert(number)
    }
}
