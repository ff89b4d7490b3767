import BallotCrypto
import TransparencyLog
import Wire

/// Entry 0: everything that one election is, before anyone votes (spec/record.md, "Manifest").
public struct Manifest: Hashable, Sendable {
    /// Lower-case letters, digits and dashes.
    public var id: String
    public var title: Texts
    public var country: String
    public var unit: String
    /// ISO 4217; amounts are integers in `1/scale` of it.
    public var currency: String
    /// 1 for whole euros, 100 for cents.
    public var scale: Int
    /// IANA name; what the pages show times in.
    public var timeZone: String
    /// ISO 639-1, the first is the default; every text has all of them.
    public var languages: [String]
    /// When the officials signed.
    public var time: Timestamp
    public var window: Window
    public var districts: [District]
    public var contests: [Contest]
    public var keys: PartyKeys
    /// A contest with fewer ballots than this, but not none, is not opened.
    public var minAnon: Int
    /// SHA-256 of the specification that the officials had in hand.
    public var specification: Digest
    /// Path and SHA-256 of each file of the voting page.
    public var page: [PageFile]
    /// The artifact with how the published pages look; nil for the house's look.
    public var look: ArtifactReference?
    /// Fresh: nobody knew it before, so that no history was prepared in advance.
    public var nonce: Digest

    public init(
        id: String, title: Texts, country: String, unit: String, currency: String, scale: Int, timeZone: String,
        languages: [String], time: Timestamp, window: Window, districts: [District], contests: [Contest],
        keys: PartyKeys, minAnon: Int, specification: Digest, page: [PageFile], look: ArtifactReference? = nil,
        nonce: Digest
    ) {
        self.id = id
        self.title = title
        self.country = country
        self.unit = unit
        self.currency = currency
        self.scale = scale
        self.timeZone = timeZone
        self.languages = languages
        self.time = time
        self.window = window
        self.districts = districts
        self.contests = contests
        self.keys = keys
        self.minAnon = minAnon
        self.specification = specification
        self.page = page
        self.look = look
        self.nonce = nonce
    }

    /// What the amounts of tables are in: `EUR`, or `EUR_100ths`.
    var unitOfMoney: String { scale == 1 ? currency : "\(currency)_\(scale)ths" }
}

/// A text in each language of the election, by ISO 639-1 code.
public typealias Texts = [Verbatim: String]

/// When ballots are accepted: from `opens` up to `closes`, the second excluded.
public struct Window: Hashable, Sendable {
    public var opens: Timestamp
    public var closes: Timestamp

    public init(opens: Timestamp, closes: Timestamp) {
        self.opens = opens
        self.closes = closes
    }
}

/// A district and its ballot style: the contests that its residents vote in, in the ballot's order.
public struct District: Hashable, Sendable {
    public var id: String
    public var name: Texts
    public var contests: [String]

    public init(id: String, name: Texts, contests: [String]) {
        self.id = id
        self.name = name
        self.contests = contests
    }
}

/// A file of the voting page, as the box serves it.
public struct PageFile: Hashable, Sendable {
    public var path: String
    public var digest: Digest

    public init(path: String, digest: Digest) {
        self.path = path
        self.digest = digest
    }
}

/// The public keys of every party, as note keys (`name+id+base64`); no key stands twice.
public struct PartyKeys: Hashable, Sendable {
    public var officials: [VerificationKey]
    /// How many officials sign every act.
    public var officialsThreshold: Int
    /// One, or two that each hold half of every code.
    public var issuers: [VerificationKey]
    public var log: VerificationKey
    public var trustees: [VerificationKey]
    /// How many trustees open the ballots.
    public var trusteesThreshold: Int
    public var mixers: [VerificationKey]
    /// Cosigners of checkpoints.
    public var witnesses: [VerificationKey]
    /// How many witnesses must have cosigned; 0 for none.
    public var witnessQuorum: Int

    public init(
        officials: [VerificationKey], officialsThreshold: Int, issuers: [VerificationKey], log: VerificationKey,
        trustees: [VerificationKey], trusteesThreshold: Int, mixers: [VerificationKey],
        witnesses: [VerificationKey], witnessQuorum: Int
    ) {
        self.officials = officials
        self.officialsThreshold = officialsThreshold
        self.issuers = issuers
        self.log = log
        self.trustees = trustees
        self.trusteesThreshold = trusteesThreshold
        self.mixers = mixers
        self.witnesses = witnesses
        self.witnessQuorum = witnessQuorum
    }

    var all: [VerificationKey] { officials + issuers + [log] + trustees + mixers + witnesses }
}
