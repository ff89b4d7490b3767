import BallotBox
import BallotCrypto
import BudgetRules
import Ceremony
import ElectionRecord
import Foundation
import TransparencyLog

/// A choice on its way into the box.
struct Envelope: Sendable {
    /// A choice that the log holds.
    struct Cast {
        let envelope: Envelope
        let code: TrackingCode
    }

    /// The batch file and the line in it, for messages.
    let path: String?
    let line: Int?
    let code: String
    /// Project ids, or `contest=project`, separated by commas.
    let projects: String
    /// The receipt file to make; the sealed ballot waits beside it.
    let receipt: String

    var place: String {
        guard let path, let line else { return "" }
        return "\(path): line \(line): "
    }

    var sealedPath: String { receipt + ".ballot" }

    /// The lines of a private CSV file with the columns code and projects; receipts are to be named by their number.
    static func batch(_ path: String, receipts: String) throws -> [Envelope] {
        let table: Table
        do {
            table = try Table(PrivateFile.read(path, atMost: PrivateFile.largestTable), required: ["code", "projects"])
        } catch let error as TextError {
            throw Complaint("\(path): \(error)")
        }
        return table.rows.enumerated().map { number, row in
            let name = String(number + 1)
            let padded = String(repeating: "0", count: max(6 - name.count, 0)) + name
            return Envelope(
                path: path, line: row.line, code: row["code"] ?? "", projects: row["projects"] ?? "",
                receipt: "\(receipts)/\(padded).tlog-proof")
        }
    }
}

/// Seals choices and brings them to the box.
struct CastingDesk {
    /// How many ballots are sealed and sequenced together.
    static let batch = 100

    /// The log's state, as far as the desk knows it.
    private let replay: () -> Replay
    private let sealing: Sealing
    private let election: Election
    /// Ballots to the box, and what each of them got.
    private let hand: ([[UInt8]]) throws -> [Swift.Result<Receipt, Complaint>]

    /// A desk at the log itself.
    init(box: BallotBox) throws {
        try self.init({ box.replay }) { ballots in
            try box.cast(ballots).map { $0.map(\.receipt).mapError { Complaint("\($0)") } }
        }
    }

    /// A desk that sends to a ballot box, and believes no receipt before it is checked.
    init(_ replay: Replay, box: ServingBox) throws {
        let policy = try replay.election.map { try TrustPolicy(parsing: PublishedData.trustPolicy($0)) }
        try self.init({ replay }) { ballots in
            try zip(ballots, box.cast(ballots)).map { ballot, answer in
                guard let policy, let log = policy.logs.first, case .success(let receipt) = answer else {
                    return answer
                }
                do {
                    _ = try receipt.verify(leaf: MerkleTree.leaf(ballot), log: log)
                    try policy.requireQuorum(of: receipt.checkpoint)
                } catch { throw Complaint("the ballot box answered with a receipt that does not hold: \(error)") }
                return answer
            }
        }
    }

    private init(
        _ replay: @escaping () -> Replay, hand: @escaping ([[UInt8]]) throws -> [Swift.Result<Receipt, Complaint>]
    ) throws {
        self.replay = replay
        self.hand = hand
        do { sealing = try Sealing(replay()) } catch { throw Complaint("\(error)") }
        guard let election = replay().election else { throw Complaint("there is no manifest yet") }
        self.election = election
    }

    /// Casts the envelopes together; each receipt is written, then its sealed ballot removed. The tracking codes, or why
    /// a choice was refused. Throws when the box or the disk fails: then the same call again goes on.
    func cast(_ envelopes: [Envelope]) throws -> [Swift.Result<TrackingCode, Complaint>] {
        let (sealing, election, roll) = (sealing, election, replay().roll)
        let sealed: [Swift.Result<[UInt8], Complaint>] = parallelMap(count: envelopes.count, chunk: 4) { index in
            Self.seal(envelopes[index], election, roll, sealing)
        }
        var sent: [(place: Int, ballot: [UInt8])] = []
        for (place, result) in sealed.enumerated() {
            guard case .success(let ballot) = result else { continue }
            try Files.write(ballot, to: envelopes[place].sealedPath)
            sent.append((place, ballot))
        }
        var results: [Swift.Result<TrackingCode, Complaint>] = sealed.map { result in
            result.flatMap { _ in .failure(Complaint("the box gave no answer")) }
        }
        for ((place, ballot), answer) in zip(sent, try hand(sent.map(\.ballot))) {
            let envelope = envelopes[place]
            switch answer {
            case .success(let receipt):
                try Files.write(receipt.bytes, to: envelope.receipt)
                results[place] = .success(TrackingCode(MerkleTree.leaf(ballot)))
            case .failure(let refusal):
                results[place] = .failure(Complaint("\(envelope.place)\(refusal)"))
            }
            try? FileManager.default.removeItem(atPath: envelope.sealedPath)
        }
        return results
    }

    /// Throws `Complaint` unless every receipt is of a ballot that the log holds of its envelope's code: a folder of
    /// receipts belongs to one batch. Then removes the sealed ballots that an interrupted run left beside them.
    func settle(_ receipts: [Envelope]) throws {
        let credentials = Dictionary(uniqueKeysWithValues: replay().ballots.map { ($0.entry, $0.credential) })
        let origin = election.origin
        let complaints: [Complaint?] = parallelMap(count: receipts.count, chunk: 4) { index in
            let envelope = receipts[index]
            do {
                let entry = try Receipt(parsing: Files.read(envelope.receipt, atMost: Receipt.largest)).proof.index
                let credential = try Credential(code: Code(parsing: envelope.code), origin: origin)
                let key = CredentialKey(credential.publicKeys.flatMap(\.compressed))
                return credentials[entry] == key ? nil : Complaint("found another ballot's")
            } catch { return Complaint("found \(error)") }
        }
        for (envelope, complaint) in zip(receipts, complaints) {
            guard let complaint else { continue }
            throw Complaint("\(envelope.place)\(envelope.receipt): expected the receipt of this code, \(complaint)")
        }
        for envelope in receipts { try? FileManager.default.removeItem(atPath: envelope.sealedPath) }
    }

    /// The envelope's sealed ballot, or why it can't be made.
    static func seal(
        _ envelope: Envelope, _ election: Election, _ roll: Roll, _ sealing: Sealing
    ) -> Swift.Result<[UInt8], Complaint> {
        do {
            let credential = try Credential(code: Code(parsing: envelope.code), origin: election.origin)
            let key = CredentialKey(credential.publicKeys.flatMap(\.compressed))
            if Files.exists(envelope.sealedPath) { return .success(try kept(envelope.sealedPath, key)) }
            guard let place = roll[key] else { throw Refusal.unknownCredential }
            let style = election.manifest.districts[place.district].contests
            let choices = try choices(envelope.projects, style)
            return .success(try sealing.seal(choices, district: place.district, by: credential).content.bytes)
        } catch {
            return .failure(Complaint("\(envelope.place)\(error)"))
        }
    }

    /// The ballot that an interrupted run sealed for this credential.
    private static func kept(_ path: String, _ key: CredentialKey) throws -> [UInt8] {
        let bytes = try Files.read(path, atMost: Entry.largest)
        guard try CredentialKey(UnverifiedBallot(parsing: bytes).credentialKey) == key else {
            throw Complaint("\(path): expected the ballot that was sealed with this code, found another")
        }
        return bytes
    }

    /// Project ids by contest.
    private static func choices(_ text: String, _ style: [String]) throws -> [String: [String]] {
        var choices: [String: [String]] = [:]
        for word in text.split(separator: ",") {
            let id = word.trimmingCharacters(in: .whitespaces)
            let parts = id.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2, style.contains(parts[0]) {
                choices[parts[0], default: []].append(parts[1])
            } else if style.count == 1 {
                choices[style[0], default: []].append(id)
            } else {
                throw Complaint("expected contest=project with a contest of \(style), found \"\(id)\"")
            }
        }
        return choices
    }
}
