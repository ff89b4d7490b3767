import BallotCrypto
import BudgetRules
import TransparencyLog
import Wire

extension Manifest {
    /// Throws `WireError` naming the member that is missing, unknown, malformed or out of range.
    init(_ json: JSON) throws(WireError) {
        var members = try Members(json, of: "the manifest")
        id = try members.string("id")
        title = try members.texts("title")
        country = try members.string("country")
        unit = try members.string("unit")
        currency = try members.string("currency")
        scale = try members.integer("scale")
        guard scale == 1 || scale == 100 else { throw WireError("expected \"scale\" to be 1 or 100, found \(scale)") }
        timeZone = try members.string("time_zone")
        languages = try members.strings("languages")
        time = try members.time("time")
        window = try Window(members.json("window"))
        var districts: [District] = []
        for element in try members.array("districts") { districts.append(try District(element)) }
        self.districts = districts
        var contests: [Contest] = []
        for element in try members.array("contests") { contests.append(try Contest(element)) }
        self.contests = contests
        keys = try PartyKeys(members.json("keys"))
        minAnon = try members.integer("min_anon", in: 0...JSON.largestInteger)
        specification = try members.digest("spec")
        var page: [PageFile] = []
        for element in try members.array("page") { page.append(try PageFile(element)) }
        self.page = page
        look = members.has("look") ? try ArtifactReference(members.json("look"), of: "the look") : nil
        nonce = try members.digest("nonce")
        try members.finish()
    }

    var json: JSON {
        var members: [Verbatim: JSON] = [
            "id": .string(id), "title": JSON(title), "country": .string(country), "unit": .string(unit),
            "currency": .string(currency), "scale": .integer(scale), "time_zone": .string(timeZone),
            "languages": .array(languages.map(JSON.string)), "time": .string(time.description), "window": window.json,
            "districts": .array(districts.map(\.json)), "contests": .array(contests.map(\.json)), "keys": keys.json,
            "min_anon": .integer(minAnon), "spec": .string(specification.hex), "page": .array(page.map(\.json)),
            "nonce": .string(nonce.hex),
        ]
        members["look"] = look?.json
        return .object(members)
    }
}

extension Members {
    mutating func digest(_ name: String) throws(WireError) -> Digest {
        guard let digest = Digest(try hex(name, count: Digest.count)) else {
            throw WireError("expected \"\(name)\" of 32 bytes")
        }
        return digest
    }

    mutating func time(_ name: String) throws(WireError) -> Timestamp {
        let text = try string(name)
        do { return try Timestamp(parsing: text) } catch { throw WireError("\"\(name)\": \(error)") }
    }

    mutating func keys(_ name: String) throws(WireError) -> [VerificationKey] {
        var keys: [VerificationKey] = []
        for text in try strings(name) {
            do { keys.append(try VerificationKey(parsing: text)) } catch { throw WireError("\"\(name)\": \(error)") }
        }
        return keys
    }

    /// An integer from 0, or null for no limit.
    mutating func limit(_ name: String) throws(WireError) -> Int? {
        guard let value = try optional(name) else { return nil }
        guard case .integer(let limit) = value, limit >= 0 else {
            throw WireError("\"\(name)\": expected an integer from 0, or null")
        }
        return limit
    }
}

extension JSON {
    init(_ texts: Texts) { self = .object(texts.mapValues(JSON.string)) }

    init(limit: Int?) { self = limit.map(JSON.integer) ?? .null }

    init(keys: [VerificationKey]) { self = .array(keys.map { .string($0.description) }) }
}

extension Window {
    init(_ json: JSON) throws(WireError) {
        var members = try Members(json, of: "the window")
        opens = try members.time("opens")
        closes = try members.time("closes")
        try members.finish()
    }

    var json: JSON { ["opens": .string(opens.description), "closes": .string(closes.description)] }
}

extension District {
    init(_ json: JSON) throws(WireError) {
        var members = try Members(json, of: "the district")
        id = try members.string("id")
        name = try members.texts("name")
        contests = try members.strings("contests")
        try members.finish()
    }

    var json: JSON { ["id": .string(id), "name": JSON(name), "contests": .array(contests.map(JSON.string))] }
}

extension PageFile {
    init(_ json: JSON) throws(WireError) {
        var members = try Members(json, of: "the page's file")
        path = try members.string("path")
        digest = try members.digest("sha256")
        try members.finish()
    }

    var json: JSON { ["path": .string(path), "sha256": .string(digest.hex)] }
}

extension PartyKeys {
    init(_ json: JSON) throws(WireError) {
        var members = try Members(json, of: "the keys")
        officials = try members.keys("officials")
        officialsThreshold = try members.integer("officials_threshold")
        issuers = try members.keys("issuers")
        let log = try members.string("log")
        do { self.log = try VerificationKey(parsing: log) } catch { throw WireError("\"log\": \(error)") }
        trustees = try members.keys("trustees")
        trusteesThreshold = try members.integer("trustees_threshold")
        mixers = try members.keys("mixers")
        witnesses = try members.keys("witnesses")
        witnessQuorum = try members.integer("witness_quorum")
        try members.finish()
    }

    var json: JSON {
        [
            "officials": JSON(keys: officials), "officials_threshold": .integer(officialsThreshold),
            "issuers": JSON(keys: issuers), "log": .string(log.description), "trustees": JSON(keys: trustees),
            "trustees_threshold": .integer(trusteesThreshold), "mixers": JSON(keys: mixers),
            "witnesses": JSON(keys: witnesses), "witness_quorum": .integer(witnessQuorum),
        ]
    }
}
