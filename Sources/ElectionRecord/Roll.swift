import BallotCrypto
import Wire

/// Who may vote: every credential with its district and what became of it.
public struct Roll: Sendable {
    public enum Standing: Hashable, Sendable {
        case unused
        case revoked
        /// It cast the ballot at that entry.
        case voted(entry: Int)
    }

    public struct Place: Hashable, Sendable {
        public let district: Int
        public var standing: Standing
        /// The index of its channel among the roll's.
        let channel: UInt16
    }

    /// What the codes of a district or of a channel came to.
    public struct Use: Hashable, Sendable {
        public fileprivate(set) var credentials = 0
        public fileprivate(set) var revoked = 0
        public fileprivate(set) var ballots = 0
    }

    /// How codes reach their holders, and what they came to.
    public struct Channel: Hashable, Sendable {
        public let name: String
        public fileprivate(set) var use = Use()
    }

    /// The channel of the roll itself; later credentials have that of their `issue` act.
    public static let letter = "letter"

    /// By number, in the order of enrolment.
    private var places: [Place] = []
    /// Every public key: its credential's number times the number of issuers, and its place there.
    private var numbers: [CompressedPoint: UInt32] = [:]
    /// In the order of their first credentials.
    public private(set) var channels: [Channel] = []
    private var channelNumbers: [NFCName: UInt16] = [:]
    /// By district.
    public private(set) var uses: [Use]
    private var lastOfRoll: [CredentialKey?]
    /// Public keys that a rehearsal used up: no voter may have them.
    private var rehearsed: Set<CompressedPoint> = []
    let issuers: Int

    init(districts: Int = 0, issuers: Int = 1) {
        lastOfRoll = Array(repeating: nil, count: districts)
        uses = Array(repeating: Use(), count: districts)
        self.issuers = issuers
    }

    /// Credentials of each district: on the roll and issued later, revoked ones included.
    public var enrolled: [Int] { uses.map(\.credentials) }

    public var revoked: [Int] { uses.map(\.revoked) }

    /// Accepted ballots of each district.
    public var ballots: [Int] { uses.map(\.ballots) }

    public subscript(key: CredentialKey) -> Place? { number(of: key).map { places[$0] } }

    /// Nil unless all public keys stand on the roll together, in this order.
    private func number(of key: CredentialKey) -> Int? {
        guard let parts = try? key.points, parts.count == issuers, let first = numbers[parts[0]],
            parts.indices.allSatisfy({ numbers[parts[$0]] == first + UInt32($0) }), Int(first) % issuers == 0
        else { return nil }
        return Int(first) / issuers
    }

    /// Adds credentials to a district. On the roll itself their order ascends over all its chunks, so that it tells
    /// nothing about the order of issue. Throws `RecordError` and changes nothing otherwise.
    mutating func enrol(
        _ bytes: [UInt8], in district: Int, by channel: String = letter, ascending: Bool
    ) throws(RecordError) {
        do throws(WireError) { try NFCName.require(channel, "the channel") } catch { throw RecordError("\(error)") }
        let keys = try CredentialKey.list(bytes, issuers: issuers)
        if ascending, let last = lastOfRoll[district], let first = keys.first, last >= first {
            throw RecordError("expected credentials in ascending order, found \(first) after \(last)")
        }
        let points = try parallelMap(count: keys.count) { (index) throws(RecordError) in
            try keys[index].requirePoints()
            return try keys[index].points
        }
        var fresh: Set<CompressedPoint> = []
        for (key, parts) in zip(keys, points) {
            for part in parts where numbers[part] != nil || !fresh.insert(part).inserted {
                throw RecordError("credential \(key) stands on the roll already")
            }
            guard rehearsed.isDisjoint(with: parts) else {
                throw RecordError("credential \(key) has cast a test ballot in a rehearsal")
            }
        }
        guard (places.count + keys.count) * issuers <= UInt32.max else {
            throw RecordError("expected at most \(UInt32.max) public keys")
        }
        let number = try number(ofChannel: channel)
        for parts in points {
            for (place, part) in parts.enumerated() { numbers[part] = UInt32(places.count * issuers + place) }
            places.append(Place(district: district, standing: .unused, channel: number))
        }
        channels[Int(number)].use.credentials += keys.count
        uses[district].credentials += keys.count
        if ascending { lastOfRoll[district] = keys.last }
    }

    /// The channel's index; a new one gets the next. Throws `RecordError`, and changes nothing, when there are too many.
    mutating func number(ofChannel name: String) throws(RecordError) -> UInt16 {
        let key = NFCName(name)
        if let number = channelNumbers[key] { return number }
        let number = UInt16(channels.count)
        guard number < UInt16.max else {
            throw RecordError("expected at most \(UInt16.max) different channels, found \"\(name)\" beside them")
        }
        channels.append(Channel(name: name))
        channelNumbers[key] = number
        return number
    }

    /// Takes in the credentials of a rehearsal. Throws `RecordError`, and changes nothing, when one is a voter's.
    mutating func rehearse(_ keys: [CredentialKey]) throws(RecordError) {
        var fresh: [CompressedPoint] = []
        for key in keys {
            let parts = try key.points
            guard parts.allSatisfy({ numbers[$0] == nil }) else {
                throw RecordError("the test ballot of credential \(key): expected a credential that is not on the roll")
            }
            fresh += parts
        }
        rehearsed.formUnion(fresh)
    }

    /// Throws `RecordError`, and changes nothing, when a credential is unknown, voted or was revoked before.
    mutating func revoke(_ bytes: [UInt8]) throws(RecordError) {
        let keys = try CredentialKey.list(bytes, issuers: issuers)
        for key in keys {
            guard let place = self[key] else { throw RecordError("credential \(key) is not on the roll") }
            if case .voted(let entry) = place.standing {
                throw RecordError("credential \(key) cast the ballot at entry \(entry)")
            }
            guard place.standing == .unused else { throw RecordError("credential \(key) was revoked before") }
        }
        for key in keys {
            guard let number = number(of: key) else { continue }
            places[number].standing = .revoked
            count(\.revoked, of: places[number])
        }
    }

    /// The reason why the credential can't vote in the district; nil when it can.
    func refusal(of key: CredentialKey, in district: Int) -> String? {
        guard let place = self[key] else { return "credential \(key) is not on the roll" }
        switch place.standing {
        case .voted(let entry): return "credential \(key) already cast the ballot at entry \(entry)"
        case .revoked: return "credential \(key) was revoked"
        case .unused: break
        }
        guard place.district == district else {
            return "credential \(key) belongs to district \(place.district), the ballot to \(district)"
        }
        return nil
    }

    mutating func cast(_ key: CredentialKey, entry: Int) {
        guard let number = number(of: key) else { return }
        places[number].standing = .voted(entry: entry)
        count(\.ballots, of: places[number])
    }

    private mutating func count(_ what: WritableKeyPath<Use, Int>, of place: Place) {
        channels[Int(place.channel)].use[keyPath: what] += 1
        uses[place.district][keyPath: what] += 1
    }
}
